"""A table found in a sheet: its columns, the rows that are records, and what all other rows are."""

from dataclasses import dataclass
from enum import StrEnum

from .workbook import Row


class RowKind(StrEnum):
    """What a row that is no record is; CONTINUED rows add lines to the record above."""

    TITLE = "title"
    HEADER = "header"
    NUMBERS = "numbers"
    GROUP = "group"
    TOTAL = "total"
    SIGNATURE = "signature"
    NOTE = "note"
    BLANK = "blank"
    CONTINUED = "continued"


@dataclass(frozen=True)
class Column:
    """A column by its place in the sheet (A is 0); `path` are all its headings, `heading` the last."""

    index: int
    heading: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class DataRow:
    """A record: Excel row number, cells of that row, and the groups it stands in, outermost first.

    `carried` are columns whose value is that of a merged cell above, `unvalued` those with a formula whose
    result the file does not tell.
    """

    number: int
    cells: Row
    groups: tuple[str, ...] = ()
    carried: frozenset[int] = frozenset()
    unvalued: frozenset[int] = frozenset()
    hidden: bool = False


@dataclass(frozen=True)
class OtherRow:
    """A row that is no record."""

    number: int
    kind: RowKind


@dataclass(frozen=True)
class Table:
    """One table of a sheet; `header` counts Excel rows, `others` lie above, within and below the records.

    `above` are the texts over the headings: letterhead, title, "ĐVT: triệu đồng".
    """

    sheet: str
    header: range
    columns: tuple[Column, ...]
    rows: tuple[DataRow, ...]
    others: tuple[OtherRow, ...]
    above: tuple[str, ...] = ()
