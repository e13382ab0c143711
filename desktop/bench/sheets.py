"""Measures: from a sheet to a preview of records, and from the preview to the records themselves."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from desktop.domain import number_types
from desktop.services import start

from . import plain
from .measure import Case, Sample, seconds
from .people import People
from .stores import MadeStore, Stores

if TYPE_CHECKING:
    from desktop.services.import_preview import Preview
    from desktop.services.session import Session

_NUMBERS: Final = (number_types.Integer, number_types.Number, number_types.Money)


def cases(stores: Stores) -> Iterator[Case]:
    """`import`: read, find the table, guess columns, parse, check, preview; `commit`: write it all."""
    sizes = stores.sizes
    path = _sheet(stores.people, stores.folder / "roster.xlsx", sizes.sheet_rows, sizes.sheet_columns)
    made = stores.new("import")
    session = start.open_by_recovery(made.folder, made.recovery)
    facts = {"rows": sizes.sheet_rows, "columns": sizes.sheet_columns}
    yield Case(
        "import",
        seconds(lambda: preview(session, path)),
        seconds(lambda: _read(path)),
        target=4,
        times=sizes.few_times,
        sizes=facts,
    )
    ready = preview(session, path)
    session.close()
    numbers = count()
    _applied(made, ready)
    with stores.inside(made) as opened:
        rows = plain.rows_of(opened)
    yield Case(
        "commit",
        lambda: _applied(stores.new(f"import-{next(numbers)}"), ready),
        _inserts(stores.folder, rows),
        target=6,
        times=sizes.few_times,
        sizes=facts,
    )


def preview(session: "Session", path: Path) -> "Preview":
    """What the import would do with a sheet."""
    return session.imports.preview(session.imports.read(path))


def _sheet(people: People, path: Path, rows: int, columns: int) -> Path:
    """A roster under the labels of the form, with a title above; dates and codes as people write them."""
    import openpyxl

    fields = sorted(people.fields, key=lambda field: not field.core)[:columns]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([people.form.title.vi.upper()])
    sheet.append([])
    sheet.append([field.label.vi for field in fields])
    for number in range(rows):
        person = people.whole(number)
        sheet.append([_cell(field.type, person[field.name]) for field in fields])
    book.save(path)
    return path


def _cell(kind: Any, value: Any) -> str | float:
    return float(value) if isinstance(kind, _NUMBERS) else kind.show(value)


def _read(path: Path) -> None:
    import python_calamine

    with python_calamine.CalamineWorkbook.from_path(path) as book:
        book.get_sheet_by_index(0).to_python()


def _applied(made: MadeStore, ready: "Preview") -> float:
    """Seconds to commit a preview to an empty store."""
    session = start.open_by_recovery(made.folder, made.recovery)
    started = perf_counter()
    applied = session.imports.apply(ready, only_good=False)
    taken = perf_counter() - started
    session.close()
    if applied.created != len(ready.rows):
        raise ValueError(applied.created)
    return taken


def _inserts(folder: Path, rows: list[plain.Rows]) -> Sample:
    """Writes the same rows to a new plain database."""
    numbers = count()

    def sample() -> float:
        connection = plain.connect(folder / f"plain-import-{next(numbers)}.db")
        taken = seconds(lambda: plain.write(connection, rows))()
        connection.close()
        return taken

    return sample
