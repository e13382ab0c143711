"""What an import understands of a file before anything is decided: tables, columns, guesses, rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import messages, paths
from desktop.domain.catalog import Catalogs
from desktop.domain.form import Field, Form
from desktop.domain.problems import Problem
from desktop.domain.values import is_raw
from desktop.errors import AppError

if TYPE_CHECKING:
    from desktop.spreadsheets.headings import Headings
    from desktop.spreadsheets.rows import ReadRow
    from desktop.spreadsheets.table import Table

_SPECIAL = ("@number", "@secret")


@dataclass(frozen=True)
class ColumnReading:
    """One column: its headings, some texts in it, and the field it seems to hold (None: kept out)."""

    index: int
    heading: str
    samples: tuple[str, ...]
    target: str | None
    score: float

    @property
    def is_special(self) -> bool:
        """A running number, or a matter that must not be kept: neither is ever imported."""
        return self.target in _SPECIAL


@dataclass(frozen=True)
class SheetReading:
    """One table of a file, as a form; `kind` is None where no form fits, and nothing is imported from it."""

    name: str
    kind: str | None
    columns: tuple[ColumnReading, ...]
    table: "Table"
    headings: "Headings | None" = None

    @property
    def row_count(self) -> int:
        """How many rows are records."""
        return len(self.table.rows) if self.kind else 0

    @property
    def secret_headings(self) -> tuple[str, ...]:
        """Columns left out because they may be state secrets (planning, unpublished personnel matters)."""
        return tuple(column.heading for column in self.columns if column.target == "@secret")

    @property
    def ignored_headings(self) -> tuple[str, ...]:
        """Columns that no field takes."""
        return tuple(column.heading for column in self.columns if column.target is None)

    def mapped(self, targets: Mapping[int, str | None]) -> "SheetReading":
        """The same table with the user's choice for some columns; secret ones stay out."""
        columns = tuple(
            column
            if column.target == "@secret" or column.index not in targets
            else replace(column, target=targets[column.index], score=1.0)
            for column in self.columns
        )
        chosen = [column.target for column in columns if column.target and not column.is_special]
        twice = sorted({target for target in chosen if chosen.count(target) > 1})
        if twice:
            raise AppError("column_twice", field=twice[0])
        return replace(self, columns=columns)

    def rows(self, form: Form, lists: Catalogs) -> Iterator["ReadRow"]:
        """The records, each cell understood by its field; AppError no_table where the table is of no form."""
        from desktop.spreadsheets.rows import read_rows

        if self.headings is None:
            raise AppError("no_table", file=self.name)
        mapping = {column.index: column.target for column in self.columns if column.target is not None}
        return read_rows(self.table, mapping, self.headings, form, lists)


@dataclass(frozen=True)
class Reading:
    """A file as it was understood; `seen_before` is when the same bytes were imported already."""

    file: str
    sha256: str
    sheets: tuple[SheetReading, ...]
    seen_before: str | None = None

    @cached_property
    def form_id(self) -> str:
        """The form its rows belong to; AppError no_table when there are none."""
        for sheet in self.sheets:
            if sheet.kind:
                return sheet.kind
        raise AppError("no_table", file=self.file)


def read_file(path: Path, forms: Mapping[str, Form], *, only: str | None = None) -> Reading:
    """The tables of a file with guessed columns, `only` those of one form; AppError when unreadable."""
    from desktop.spreadsheets.headings import load_headings
    from desktop.spreadsheets.layout import find_tables
    from desktop.spreadsheets.reader import read_book

    files = sorted((paths.forms() / "headings").glob("*.toml"))
    headings = {one.stem: load_headings(one) for one in files if only in {None, one.stem}}
    book = read_book(path)
    sheets: list[SheetReading] = []
    for sheet in book.sheets:
        tables = find_tables(sheet)
        sheets += [_sheet(table, headings, forms) for table in tables]
        if not tables:
            sheets.append(_nothing(sheet.name))
    return Reading(path.name, book.sha256, tuple(sheets))


def reading_problems(row: "ReadRow", found: Iterable[Problem]) -> tuple[Problem, ...]:
    """What is to be said of a record: how its cells were read, then what its form finds; nothing twice."""
    unreadable = {problem.place for problem in row.problems if problem.is_hard}
    said = {(problem.place, problem.code) for problem in row.problems}
    rest = (one for one in found if (one.place, one.code) not in said)
    return (*row.problems, *(one for one in rest if one.place not in unreadable or not _is_text(row, one)))


def _is_text(row: "ReadRow", problem: Problem) -> bool:
    """Whether a problem is about text that could not be read, of which the reading has said why."""
    return is_raw(row.values.get(problem.place))


def targets(form: Form) -> tuple[tuple[str, str], ...]:
    """What a column may be mapped to, with labels, in the order of the form: fields, and parts of fields."""
    from desktop.spreadsheets.headings import load_headings

    parts: dict[str, list[str]] = {}
    for target in load_headings(paths.forms() / "headings" / f"{form.id}.toml").targets:
        if "@" in target.name:
            parts.setdefault(target.field, []).append(target.name)
    return tuple(
        (name, _target_label(field, name))
        for field in form.fields
        if not field.computed
        for name in (field.name, *parts.get(field.name, ()))
    )


def _target_label(field: Field, target: str) -> str:
    part = target.partition("@")[2]
    label = field.label[messages.language()]
    return f"{label} ({messages.say(f'import_part.{part}')})" if part else label


def _sheet(table: "Table", headings: Mapping[str, "Headings"], forms: Mapping[str, Form]) -> SheetReading:
    from desktop.spreadsheets.mapping import guess_columns, kind_of

    kind = kind_of(table, headings)
    if kind is None:
        columns = tuple(
            ColumnReading(one.index, " / ".join(one.path), (), None, 0.0) for one in table.columns
        )
        return SheetReading(table.sheet, None, columns, table)
    columns = tuple(
        ColumnReading(one.column.index, " / ".join(one.column.path), one.samples, one.target, one.score)
        for one in guess_columns(table, headings[kind], forms[kind])
    )
    return SheetReading(table.sheet, kind, columns, table, headings[kind])


def _nothing(name: str) -> SheetReading:
    from desktop.spreadsheets.table import Table

    return SheetReading(name, None, (), Table(name, range(0), (), (), ()))
