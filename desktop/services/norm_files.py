"""A norm report as a document for other programs, and as a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop import messages

from .norm_tables import tables
from .norm_words import FigureTable
from .norms import NormReport

if TYPE_CHECKING:
    from desktop.spreadsheets.cell_xml import OutRow
    from desktop.spreadsheets.writer import OutSheet

    from .session import Session

_WIDE: Final = frozenset(
    ("title", "note", "legal_basis", "item", "house", "system", "asset", "option", "causes")
)


def document(report: NormReport) -> dict[str, Any]:
    """The report by the names of its parts; decimals as text with a dot, days as ISO, ids as they are."""
    return _parts(report)


def write_workbook(session: "Session", report: NormReport, path: Path) -> None:
    """A sheet for each table, in the language of the session, not encrypted; AppError as of any workbook."""
    from desktop.spreadsheets import writer
    from desktop.spreadsheets.titles import sheet_titles

    made = tables(session, report)
    titles = sheet_titles(table.title for table in made)
    told = messages.say("norms.title", at=report.at.strftime("%d/%m/%Y"))
    sheets = [_sheet(table, title, told) for table, title in zip(made, titles, strict=True)]
    writer.write_workbook(path, sheets)


def _sheet(table: FigureTable, title: str, told: str) -> "OutSheet":
    from desktop.spreadsheets.cell_xml import OutColumn
    from desktop.spreadsheets.writer import OutSheet

    columns = [OutColumn(38 if name in _WIDE else 15) for name in table.columns]
    return OutSheet(title=title, columns=columns, rows=_rows(table, told), frozen=(3 + len(table.about), 1))


def _rows(table: FigureTable, told: str) -> Iterator["OutRow"]:
    from desktop.spreadsheets.cell_xml import Styled
    from desktop.spreadsheets.looks import Dress

    yield [Styled(f"{table.title}. {told}", Dress.TITLE)]
    yield [messages.say("norms.about")]
    for line in table.about:
        yield [line]
    yield [Styled(heading, Dress.HEADING) for heading in table.headings]
    for row in table.rows:
        yield [float(cell) if isinstance(cell, Decimal) else cell for cell in row]


def _parts(value: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _parts(value)
    if isinstance(value, Decimal | date):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, AbstractSet):
        return sorted(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    return value
