"""Tells records from all other rows beneath a header."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Final

from desktop.domain.names import clean

from . import groups, marks, words
from .grid import Grid, is_vacant
from .headers import Header, reads_as_header
from .table import Column, DataRow, OtherRow, RowKind
from .workbook import Cell, Row

_ENOUGH: Final = 0.4
_SAMPLE: Final = 200
_NARROW: Final = 3
_WIDE: Final = 6
_FULL: Final = 0.6
_FIRST_CELLS: Final = 4


@dataclass(frozen=True)
class Body:
    """What stands beneath a header; `end` is the first row that is no more part of it."""

    rows: tuple[DataRow, ...]
    others: tuple[OtherRow, ...]
    end: int


class _Shape:
    """Where a table keeps number and name, and how many more cells a record has as a rule."""

    def __init__(self, grid: Grid, header: Header, columns: tuple[Column, ...]) -> None:
        self.left, self.right = header.left, header.right
        sample = [
            grid.row(n) for n in range(header.bottom + 1, min(grid.height, header.bottom + _SAMPLE) + 1)
        ]
        self.number = _number_column(columns, sample)
        self.name = _name_column(columns, sample, self.number)
        named = [column for column in columns if column.index == self.name]
        self.of_people = any(words.is_person_heading(" ".join(column.path)) for column in named)
        self.leading = max(self.name, -1 if self.number is None else self.number)
        self.usual = self._usual(sample)
        self.has_inner_numbers = any(map(_is_inner_number, (row[self.number or 0] for row in sample)))
        numbered = sum(self.has_number(row) for row in sample if self.rest(row) >= _ENOUGH * self.usual)
        self.counts_rows = self.number is not None and numbered * 2 >= sum(
            self.rest(row) >= max(1, _ENOUGH * self.usual) and not is_vacant(row[self.name]) for row in sample
        )

    def _usual(self, sample: list[Row]) -> float:
        """The median of what records that are surely ones hold besides number and name."""
        sizes = sorted(
            self.rest(row) for row in sample if self.has_number(row) and not is_vacant(row[self.name])
        )
        if not sizes:
            most = max((self.rest(row) for row in sample), default=0)
            sizes = sorted(self.rest(row) for row in sample if self.rest(row) * 2 >= most and self.rest(row))
        return sizes[len(sizes) // 2] if sizes else 0

    @property
    def as_usual(self) -> groups.Usual:
        """The same, as groups are told from."""
        return groups.Usual(self.name, self.leading, self.usual, self.of_people)

    def has_number(self, row: Row) -> bool:
        """Whether the row has a running number."""
        return self.number is not None and groups.is_bare_number(row[self.number])

    def rest(self, row: Row) -> int:
        """How many cells are filled besides number and name."""
        part = row[self.left : self.right + 1]
        filled = len(part) - part.count(None)
        return (
            filled - (row[self.name] is not None) - (self.number is not None and row[self.number] is not None)
        )

    def is_plain_record(self, row: Row) -> bool:
        """Whether number, name and enough cells leave no doubt."""
        name = row[self.name]
        return (
            isinstance(name, str)
            and self.has_number(row)
            and self.rest(row) >= _ENOUGH * self.usual
            and not is_vacant(name)
        )


def _is_inner_number(cell: Cell) -> bool:
    if isinstance(cell, float):
        return True
    return isinstance(cell, str) and words.is_ordinal(cell) and "." in cell.strip(" .")


def _number_column(columns: tuple[Column, ...], sample: list[Row]) -> int | None:
    for column in columns:
        if any(map(words.is_number_heading, column.path)):
            return column.index
    first = columns[0]
    values = [row[first.index] for row in sample if not is_vacant(row[first.index])]
    whole = [value for value in values if isinstance(value, int)]
    is_running = len(whole) * 2 > len(values) and all(a < b for a, b in pairwise(whole))
    return first.index if not first.heading and is_running else None


def _name_column(columns: tuple[Column, ...], sample: list[Row], number: int | None) -> int:
    candidates = [column for column in columns if column.index != number] or list(columns)
    for test in (words.is_person_heading, words.is_name_heading):
        for column in candidates:
            if test(column.heading) or test(" ".join(column.path)):
                return column.index
    texts = Counter(
        {column.index: sum(isinstance(row[column.index], str) for row in sample) for column in candidates}
    )
    most = max(texts.values(), default=0)
    return next(column.index for column in candidates if texts[column.index] * 2 >= most)


class BodyReader:
    """One pass down the rows beneath a header."""

    def __init__(self, grid: Grid, header: Header, columns: tuple[Column, ...]) -> None:
        self._grid = grid
        self._header = header
        self._shape = _Shape(grid, header, columns)
        self._width = sum(bool(column.heading) for column in columns)
        self._groups = groups.Groups()
        self._rows: list[DataRow] = []
        self._others: dict[int, RowKind] = {}
        self._headings = [texts for number in header.rows if (texts := list(grid.texts(number)))]
        self._first_headings = {texts[0] for texts in self._headings}
        self._has_ended = False
        self._last: RowKind | None = RowKind.HEADER  # None: a record

    def read(self) -> Body:
        """The records and other rows down to the end of the sheet or the next table."""
        number = self._header.bottom + 1
        while number <= self._grid.height:
            row = self._grid.filled_down(number)
            if self._shape.is_plain_record(row) and not self._is_split(number):
                self._add_record(number, row)
            elif self._is_other_header(number):
                break
            elif self._is_full_record(number, row):
                self._add_record(number, row)
            else:
                self._add_doubtful(number, row)
            number += 1
        self._settle_tail()
        others = tuple(OtherRow(place, kind) for place, kind in sorted(self._others.items()))
        return Body(tuple(self._rows), others, number)

    def _is_full_record(self, number: int, row: Row) -> bool:
        """Whether a row without a running number is too well filled to be anything else."""
        shape = self._shape
        if self._has_ended or shape.usual < _WIDE or shape.rest(row) < _FULL * shape.usual:
            return False
        if is_vacant(row[shape.name]) or self._is_split(number) or self._last is RowKind.HEADER:
            return False
        first = next(self._grid.texts(number), "")
        return not (words.is_total(first) or words.is_signature(first) or first in self._first_headings)

    def _add_record(self, number: int, row: Row) -> None:
        self._rows.append(self._grid.record(number, row, self._groups.texts))
        self._groups.note_record()
        self._has_ended = False
        self._last = None

    def _add_doubtful(self, number: int, row: Row) -> None:
        kind = self._kind(number, row)
        if kind is None:
            self._add_record(number, row)
            return
        if kind is RowKind.GROUP:
            self._groups.enter(*groups.group_text(self._grid.filled(number), self._shape.leading))
        elif kind is RowKind.CONTINUED:
            self._rows[-1] = _joined(self._rows[-1], self._grid.row(number))
        elif kind is RowKind.SIGNATURE:
            self._has_ended = True
        self._others[number] = kind
        self._last = kind

    def _kind(self, number: int, row: Row) -> RowKind | None:
        """What a row is that is no plain record; None for a record after all."""
        filled = [(column, cell) for column, cell in enumerate(row) if not is_vacant(cell)]
        if not filled:
            return RowKind.BLANK
        if marks.is_example_row(row):
            return RowKind.NOTE
        repeated = self._repeated_heading(number, filled)
        if repeated is not None:
            return repeated
        if self._is_split(number):
            return RowKind.CONTINUED
        texts = [cell for _, cell in filled if isinstance(cell, str)]
        special = self._special(texts) if texts and not self._shape.has_number(row) else None
        return special or self._record_or_group(number, row, filled)

    def _repeated_heading(self, number: int, filled: list[tuple[int, Cell]]) -> RowKind | None:
        if list(self._grid.texts(number)) in self._headings:
            return RowKind.HEADER
        is_below_heading = self._last is RowKind.HEADER or (self._last is RowKind.BLANK and not self._rows)
        return RowKind.NUMBERS if is_below_heading and self._numbers_columns(filled) else None

    def _special(self, texts: list[str]) -> RowKind | None:
        if words.is_total(texts[0]):
            return RowKind.TOTAL
        few = len(texts) <= max(3, _ENOUGH * self._shape.usual)
        if few and any(map(words.is_signature, texts)):
            return RowKind.SIGNATURE
        is_note = few and words.is_note(texts[0]) and not words.names_unit(texts[0].lstrip("* "))
        return RowKind.NOTE if is_note else None

    def _record_or_group(self, number: int, row: Row, filled: list[tuple[int, Cell]]) -> RowKind | None:
        shape = self._shape
        rest = sum(column not in {shape.name, shape.number} for column, _ in filled)
        name = row[shape.name]
        if self._has_ended and not self._reopens(row, rest):
            return RowKind.SIGNATURE
        merges = [merge for merge in self._grid.merges(number) if merge.top == number]
        if self._may_be_group(row, rest) and groups.is_group(filled, merges, shape.as_usual):
            return RowKind.GROUP
        if isinstance(name, str) and not is_vacant(name):
            return None
        return self._without_name(row, rest, [cell for _, cell in filled])

    def _without_name(self, row: Row, rest: int, cells: list[Cell]) -> RowKind | None:
        has_number = self._shape.has_number(row)
        if rest == 0:
            return RowKind.BLANK if has_number else RowKind.NOTE
        if not has_number and not any(isinstance(cell, str) for cell in cells):
            return RowKind.TOTAL
        if has_number or rest >= max(2, _ENOUGH * self._shape.usual):
            return None
        return RowKind.CONTINUED if self._last in {None, RowKind.CONTINUED} else RowKind.NOTE

    def _may_be_group(self, row: Row, rest: int) -> bool:
        """A row with a running number is a record, but for units and where records are numbered 1.1, 1.2."""
        if not self._shape.has_number(row):
            return True
        is_outer = self._shape.has_inner_numbers and not _is_inner_number(row[self._shape.number or 0])
        return words.names_unit(str(row[self._shape.name])) or (is_outer and rest == 0)

    def _reopens(self, row: Row, rest: int) -> bool:
        """Whether a row below signatures is a record of another part of the list."""
        if self._shape.counts_rows:
            return self._shape.has_number(row) and not is_vacant(row[self._shape.name])
        return rest >= max(_NARROW, _ENOUGH * self._shape.usual)

    def _numbers_columns(self, filled: list[tuple[int, Cell]]) -> bool:
        marks = [str(cell) if isinstance(cell, str | int) else "" for _, cell in filled]
        return len(marks) > 1 and len(marks) * 2 >= self._width and all(map(words.is_column_number, marks))

    def _is_split(self, number: int) -> bool:
        """Whether the name is merged with the one above: more lines of the same record."""
        merge = self._grid.merge_at(number, self._shape.name)
        return bool(self._rows) and merge is not None and self._header.bottom < merge.top < number

    def _is_other_header(self, number: int) -> bool:
        row = self._grid.row(number)
        if any(isinstance(cell, float) or (isinstance(cell, int) and cell > 0) for cell in row):
            return False
        if sum(map(self._grid.is_heading, islice(self._grid.texts(number), _FIRST_CELLS))) < 2:
            return False
        is_repeated = list(self._grid.texts(number)) in self._headings
        return not is_repeated and reads_as_header(self._grid, number)

    def _settle_tail(self) -> None:
        """Below the last record groups without members are signatures or remarks."""
        last = self._rows[-1].number if self._rows else 0
        tail = [number for number in self._others if number > last]
        closed = False
        for number in tail:
            kind = self._others[number]
            texts = list(self._grid.texts(number))
            closed = closed or kind in {RowKind.TOTAL, RowKind.SIGNATURE, RowKind.NOTE}
            if kind in {RowKind.GROUP, RowKind.NOTE, RowKind.CONTINUED}:
                if any(map(words.may_sign, texts)):
                    self._others[number], closed = RowKind.SIGNATURE, True
                elif kind is RowKind.GROUP and closed:
                    self._others[number] = RowKind.NOTE


def _joined(record: DataRow, row: Row) -> DataRow:
    """A record with the cells of its next line added, each under the text it continues."""
    cells = list(record.cells)
    for column, cell in enumerate(row):
        if cell is None:
            continue
        above = cells[column]
        cells[column] = cell if above is None else f"{clean(str(above))}\n{clean(str(cell))}"
    return replace(record, cells=tuple(cells))
