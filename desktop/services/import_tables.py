"""Sheets whose rows belong to records: the jobs, courses or relatives of people, one row each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.domain import places
from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.domain.names import fold
from desktop.domain.problems import Code, Problem
from desktop.domain.table_form import SEPARATOR, owner_values, table_form
from desktop.domain.values import clean_value

from .import_notes import Note, notes
from .import_preview import MERGED, WRONG, PreviewRow
from .import_reading import Reading
from .wording import SHEET_ROW

if TYPE_CHECKING:
    from desktop.spreadsheets.rows import ReadRow

_Words = tuple[str, ...]


@dataclass(frozen=True)
class TableRow:
    """One row of such a sheet: where it stands, which table it goes to, whose record it says it is."""

    ref: str
    sheet: int
    section: str
    row: "ReadRow"
    owner: Mapping[str, Any]
    values: Mapping[str, Any]


@dataclass
class TableRows:
    """The rows of all such sheets by the record they belong to, and those of nobody."""

    by_owner: dict[str, list[TableRow]] = field(default_factory=dict)
    strays: list[TableRow] = field(default_factory=list)

    def places_of(self, owner: str, before: Mapping[str, Any]) -> dict[str, Any]:
        """The new rows of a record by their places; those that it has already are left out."""
        found: dict[str, Any] = {}
        for one in self.by_owner.get(owner, ()):
            told = {name: value for name, value in one.values.items() if value is not None}
            known = [*places.rows(before, one.section), *_rows_of(found, one.section)]
            if told and not any(told.items() <= dict(row).items() for row in known):
                found[f"{one.section}/{places.new_row_id()}"] = told
        return found

    def notes_of(self, owner: str) -> list[Note]:
        """What no field takes of the rows of a record."""
        found = (notes(one.row.unmapped, one.ref) for one in self.by_owner.get(owner, ()))
        return [note for told in found for note in told]

    def preview(self, form_id: str, taken: Iterable[str]) -> Iterator[PreviewRow]:
        """Every such row: gone into its record, or of nobody.

        The first of those that alone change a record is left to whoever shows that record.
        """
        owners = set(taken)
        for owner, rows in self.by_owner.items():
            for place, one in enumerate(rows):
                if owner in owners or place:
                    into = owner if owner in owners else rows[0].ref
                    yield _row(one, form_id, MERGED, one.row.problems, into)
        for one in self.strays:
            unknown = Problem(Code.LINK_UNKNOWN, SHEET_ROW)
            yield _row(one, form_id, WRONG, (*one.row.problems, unknown), "")


def has_tables(form: Form, reading: Reading) -> bool:
    """Whether some sheet holds rows of a form's tables."""
    return any((sheet.kind or "").startswith(f"{form.id}{SEPARATOR}") for sheet in reading.sheets)


def read_tables(
    form: Form, reading: Reading, catalogs: Catalogs, find: Callable[[Mapping[str, Any]], str | None]
) -> TableRows:
    """The rows of the sheets of a form's tables; `find` gives the record that values name, or None."""
    found = TableRows()
    for place, sheet in enumerate(reading.sheets):
        kind, _, section = (sheet.kind or "").partition(SEPARATOR)
        if kind != form.id or not section:
            continue
        for row in sheet.rows(table_form(form, section), catalogs):
            owner, values = owner_values(dict(row.values))
            one = TableRow(reading.ref(place, row.number), place, section, row, owner, values)
            ref = find(owner)
            (found.strays if ref is None else found.by_owner.setdefault(ref, [])).append(one)
    return found


class Owners:
    """Records and rows by what names them: the key, else the label where only one has it."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._by_key: dict[_Words, str] = {}
        self._by_label: dict[_Words, set[str]] = {}

    def add(self, ref: str, values: Mapping[str, Any]) -> None:
        """Make somebody findable; who comes first keeps a key."""
        if key := _words(self._form.key, values):
            self._by_key.setdefault(key, ref)
        if label := _words(self._form.label, values):
            self._by_label.setdefault(label, set()).add(ref)
        if name := _words(self._form.label[:1], values):
            self._by_label.setdefault(name, set()).add(ref)

    def find(self, values: Mapping[str, Any]) -> str | None:
        """Whom these values name; None where nobody or more than one could be meant."""
        key = _words(self._form.key, values)
        if key is not None:
            return self._by_key.get(key)
        for names in (self._form.label, self._form.label[:1]):
            words = _words(names, values)
            if words is not None:
                refs = self._by_label.get(words, set())
                return next(iter(refs)) if len(refs) == 1 else None
        return None


def _words(names: tuple[str, ...], values: Mapping[str, Any]) -> _Words | None:
    found = [clean_value(values.get(name)) for name in names]
    return None if not found or None in found else tuple(fold(str(value)) for value in found)


def _rows_of(found: Mapping[str, Any], section: str) -> list[Mapping[str, Any]]:
    return [row for place, row in found.items() if place.startswith(f"{section}/")]


def _row(one: TableRow, form_id: str, state: str, problems: tuple[Problem, ...], into: str) -> PreviewRow:
    return PreviewRow(
        ref=one.ref,
        form_id=form_id,
        sheet=one.sheet,
        number=one.row.number,
        label=" · ".join(str(value) for value in one.owner.values() if isinstance(value, str)),
        state=state,
        problems=problems,
        unmapped=one.row.unmapped,
        into=into,
    )
