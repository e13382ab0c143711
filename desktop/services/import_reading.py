"""What an import understands of files before anything is decided: tables, columns, guesses, rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop import messages, paths
from desktop.domain.catalog import Catalogs
from desktop.domain.form import Field, Form
from desktop.domain.names import fold
from desktop.domain.problems import Problem
from desktop.domain.table_form import SEPARATOR, owner_field, table_form
from desktop.domain.values import is_raw
from desktop.errors import AppError

if TYPE_CHECKING:
    from desktop.spreadsheets.headings import Headings
    from desktop.spreadsheets.rows import ReadRow
    from desktop.spreadsheets.table import Table

SECRET: Final = "@secret"  # noqa: S105 - a kind of column, no password
REASON: Final = "@reason"
_SPECIAL: Final = ("@number", SECRET, REASON)
_ASIDE: Final = ""


@dataclass(frozen=True)
class ColumnReading:
    """One column: its headings, some texts in it, and the field it seems to hold (None: kept as a note)."""

    index: int
    heading: str
    samples: tuple[str, ...]
    target: str | None
    score: float

    @property
    def is_special(self) -> bool:
        """A running number, reasons of an earlier import, what must not be kept: never imported."""
        return self.target in _SPECIAL


@dataclass(frozen=True)
class SheetReading:
    """One table of a file, as a form; `kind` is None where no form fits, and nothing is imported from it.

    `remembered` is the name of the mapping that was used for these headings before, "" for none.
    """

    name: str
    kind: str | None
    columns: tuple[ColumnReading, ...]
    table: "Table"
    file: str = ""
    remembered: str = ""

    @property
    def row_count(self) -> int:
        """How many rows are records."""
        return len(self.table.rows) if self.kind else 0

    @property
    def secret_headings(self) -> tuple[str, ...]:
        """Columns left out because they may be state secrets (planning, unpublished personnel matters)."""
        return tuple(column.heading for column in self.columns if column.target == SECRET)

    @property
    def ignored_headings(self) -> tuple[str, ...]:
        """Columns that no field takes."""
        return tuple(column.heading for column in self.columns if self.kind and column.target is None)

    @property
    def headings(self) -> str:
        """What a layout is known by: its headings without marks, a line each."""
        return "\n".join(fold(column.heading) for column in self.columns)

    def mapped(self, targets: Mapping[int, str | None]) -> "SheetReading":
        """The same with the user's choice for some columns; secret ones stay out; AppError column_twice."""
        columns = tuple(
            column
            if column.target == SECRET or column.index not in targets
            else replace(column, target=targets[column.index], score=1.0)
            for column in self.columns
        )
        chosen = [column.target for column in columns if column.target and not column.is_special]
        twice = sorted({target for target in chosen if chosen.count(target) > 1})
        if twice:
            raise AppError("column_twice", field=twice[0])
        return replace(self, columns=columns)

    def rows(self, form: Form, lists: Catalogs) -> Iterator["ReadRow"]:
        """The records, each cell understood by its field."""
        from desktop.spreadsheets.rows import read_rows

        mapping = {column.index: column.target for column in self.columns if column.target is not None}
        return read_rows(self.table, mapping, headings_of(form.id), form, lists)


@dataclass(frozen=True)
class SourceFile:
    """A file that was read; `seen_before` is when the same bytes were imported already."""

    name: str
    sha256: str
    seen_before: str | None = None


@dataclass(frozen=True)
class Reading:
    """One or more files as they were understood."""

    files: tuple[SourceFile, ...]
    sheets: tuple[SheetReading, ...]

    @property
    def file(self) -> str:
        """The names of the files."""
        return ", ".join(file.name for file in self.files)

    @property
    def seen_before(self) -> str | None:
        """When one of the files was imported already."""
        return next((file.seen_before for file in self.files if file.seen_before), None)

    @property
    def form_id(self) -> str:
        """The form its first rows belong to; AppError no_table when there are none."""
        for sheet in self.sheets:
            if sheet.kind:
                return sheet.kind
        raise AppError("no_table", file=self.file)

    def ref(self, place: int, number: int) -> str:
        """How a row is named: its sheet and Excel row, and its file where there are several."""
        sheet = self.sheets[place]
        return f"{sheet.file}: {sheet.name}!{number}" if len(self.files) > 1 else f"{sheet.name}!{number}"

    def mapped(self, targets: Mapping[int, Mapping[int, str | None]]) -> "Reading":
        """With the user's choice for some columns, by table and column."""
        sheets = (sheet.mapped(targets.get(place, {})) for place, sheet in enumerate(self.sheets))
        return replace(self, sheets=tuple(sheets))

    def with_sheet(self, place: int, sheet: SheetReading) -> "Reading":
        """With another reading of one table."""
        return replace(self, sheets=(*self.sheets[:place], sheet, *self.sheets[place + 1 :]))


def read_file(path: Path, forms: Mapping[str, Form], lists: Catalogs, *, only: str | None = None) -> Reading:
    """The tables of a file with guessed columns, `only` those of one form; AppError when unreadable."""
    from desktop.spreadsheets.layout import find_tables
    from desktop.spreadsheets.mapping import kind_of
    from desktop.spreadsheets.reader import read_book

    known = {form_id: headings_of(form_id) for form_id in kinds() if only in {None, form_id}}
    vocabulary = frozenset().union(*(words.vocabulary for words in known.values()))
    book = read_book(path)
    sheets: list[SheetReading] = []
    for sheet in book.sheets:
        tables = find_tables(sheet, vocabulary)
        named = None if only else _kind_by_name(sheet.name, forms)
        sheets += [
            _sheet(path.name, table, named or kind_of(table, known), forms, lists)
            for table in tables
            if named != _ASIDE
        ]
        if not tables:
            sheets.append(_nothing(path.name, sheet.name))
    return Reading((SourceFile(path.name, book.sha256),), tuple(sheets))


def _kind_by_name(sheet: str, forms: Mapping[str, Form]) -> str | None:
    """What a sheet of one of the program's own workbooks holds, by its name."""
    from desktop.spreadsheets import marks

    others = (form for form in forms.values() if form.id not in kinds())
    if marks.is_aside(sheet) or any(marks.is_list_of(form, sheet) for form in others):
        return _ASIDE
    found = ((form_id, marks.table_of_sheet(forms[form_id], sheet)) for form_id in kinds())
    return next((f"{form_id}{SEPARATOR}{section}" for form_id, section in found if section), None)


def as_kind(
    sheet: SheetReading, kind: str | None, forms: Mapping[str, Form], lists: Catalogs
) -> SheetReading:
    """The same table as another form, its columns guessed anew; None for none."""
    return _sheet(sheet.file, sheet.table, kind, forms, lists)


@cache
def kinds() -> tuple[str, ...]:
    """The forms whose lists can be imported."""
    return tuple(sorted(path.stem for path in (paths.forms() / "headings").glob("*.toml")))


def all_kinds(forms: Mapping[str, Form]) -> tuple[str, ...]:
    """The same with the tables of these forms, `form/section`, each after its form."""
    return tuple(
        kind
        for form_id in kinds()
        for kind in (form_id, *(f"{form_id}{SEPARATOR}{one.id}" for one in forms[form_id].tables))
    )


def form_of(kind: str, forms: Mapping[str, Form]) -> Form:
    """The form that the rows of a table are read by."""
    form_id, _, section = kind.partition(SEPARATOR)
    return table_form(forms[form_id], section) if section else forms[form_id]


@cache
def headings_of(kind: str) -> "Headings":
    """The words by which the columns of a form, or of one of its tables, are known."""
    from desktop.spreadsheets.headings import load_headings

    form_id, _, section = kind.partition(SEPARATOR)
    headings = load_headings(paths.forms() / "headings" / f"{form_id}.toml")
    return headings.of_owner(kind, owner_field) if section else headings


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
    parts: dict[str, list[str]] = {}
    for target in headings_of(form.id).targets:
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


def _sheet(
    file: str, table: "Table", kind: str | None, forms: Mapping[str, Form], lists: Catalogs
) -> SheetReading:
    from desktop.spreadsheets.mapping import guess_columns

    if kind is None:
        columns = tuple(
            ColumnReading(one.index, " / ".join(one.path), (), None, 0.0) for one in table.columns
        )
        return SheetReading(table.sheet, None, columns, table, file)
    columns = tuple(
        ColumnReading(one.column.index, " / ".join(one.column.path), one.samples, one.target, one.score)
        for one in guess_columns(table, headings_of(kind), form_of(kind, forms), lists)
    )
    return SheetReading(table.sheet, kind, columns, _without_secrets(table, columns), file)


def _without_secrets(table: "Table", columns: Sequence[ColumnReading]) -> "Table":
    """The table with the cells of secret columns emptied: what is not there can come out nowhere."""
    secret = {column.index for column in columns if column.target == SECRET}
    if not secret:
        return table
    rows = (
        replace(row, cells=tuple(None if i in secret else cell for i, cell in enumerate(row.cells)))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _nothing(file: str, name: str) -> SheetReading:
    from desktop.spreadsheets.table import Table

    return SheetReading(name, None, (), Table(name, range(0), (), (), ()), file)
