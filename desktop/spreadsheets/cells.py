"""The door from the cells of one column to the fields of a form; each different cell is understood once."""

from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from typing import Final

from desktop.domain.catalog import Catalogs
from desktop.domain.date_types import PartialDate, Year
from desktop.domain.form import Field, Form
from desktop.domain.identity_types import NationalId, OldId, Phone
from desktop.domain.number_types import Integer, Money, Number
from desktop.domain.problems import Code, Finding, Severity
from desktop.domain.values import Value

from .grid import is_vacant
from .repetition import is_ditto
from .table import Column, Table
from .values.dates import DateReader, are_swapped
from .values.identity import IdReader, PhoneReader
from .values.meaning import NOTHING, ColumnFacts, Meaning, Reader
from .values.numbers import MoneyReader, NumberReader, area_scale_of, is_area, scale_of
from .values.pay import PayReader
from .values.qualifications import QualificationReader
from .values.texts import ListReader, NamesReader, TextReader, injected, is_text, looks_as_formula
from .values.titles import TitleReader, UnitReader
from .values.years import YearReader
from .workbook import Cell

_MOST_KNOWN: Final = 20_000
_ERRORS: Final = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#GETTING_DATA"}
)
_LEAST_DONG: Final = 100_000  # what an asset of an office costs at the least
_SHARED: Final = dict | list  # values that must not be handed out twice
_SIGNS: Final = frozenset("=+-@\uff1d\uff20 ")

Maker = Callable[[Field, Form, Catalogs], Reader]
NAMED: Final[Mapping[str, Maker]] = {
    "names": lambda field, _form, _lists: NamesReader(field),
    "pay": lambda field, form, _lists: PayReader(field, form),
    "qualification": lambda field, form, _lists: QualificationReader(field, form),
    "title": lambda field, _form, lists: TitleReader(field, lists),
    "unit": lambda field, _form, lists: UnitReader(field, lists["org_units"]),
    "heading": lambda field, _form, _lists: UnitReader(field, None),
}


class CellReader:
    """What the cells of one column say, a field's own column or a part of it.

    `known` holds what each different cell was found to say; it is on the way of every cell, so it is asked
    directly. With the meaning stands the value alone where that is all there is to it, else None.
    """

    def __init__(self, name: str, reader: Reader) -> None:
        self.name = name
        self._reader = reader
        self.known: dict[Cell, tuple[Value, Meaning]] = {}

    def read(self, cell: Cell) -> Meaning:
        """The meaning of a cell; the same object for the same cell."""
        return self.told(cell)[1]

    def told(self, cell: Cell) -> tuple[Value, Meaning]:
        """The value alone, if the cell says just that, and the meaning."""
        if cell.__class__ is bool:  # True equals 1, but may mean something else
            return self.learnt(cell)
        return self.known.get(cell) or self.learnt(cell)

    def learnt(self, cell: Cell) -> tuple[Value, Meaning]:
        """The same of a cell that is not known; from then on it is."""
        meaning = self._understand(cell)
        value = meaning.values.get(self.name)
        is_more = meaning.findings or meaning.rest or len(meaning.values) != 1 or isinstance(value, _SHARED)
        found = (None if is_more or is_ditto(cell) else value), meaning
        if len(self.known) < _MOST_KNOWN and cell.__class__ is not bool:
            self.known[cell] = found
        return found

    def _understand(self, cell: Cell) -> Meaning:
        if isinstance(cell, float) and not isfinite(cell):
            cell = str(cell)
        if not isinstance(cell, str):
            return self._reader.read(cell) if cell is not None else NOTHING
        if cell[:1].isalnum():
            return self._reader.read(cell)
        return self._of_signs(cell)

    def _of_signs(self, cell: str) -> Meaning:
        """What a text without letter or digit at its start says: maybe nothing, an error, a formula."""
        if is_vacant(cell):
            return NOTHING
        if cell.strip() in _ERRORS:
            finding = Finding(Code.FORMULA_ERROR, {"text": cell.strip()}, Severity.WARNING)
            return Meaning({}, ((self.name, finding),))
        meaning = self._reader.read(cell)
        if cell[:1] in _SIGNS and looks_as_formula(cell) and meaning.values:
            return Meaning(
                meaning.values, (*meaning.findings, (self.name, injected(cell))), meaning.best, meaning.rest
            )
        return meaning


def reader_for(field: Field, named: str, form: Form, catalogs: Catalogs, facts: ColumnFacts) -> CellReader:
    """The reader of a field's cells: the one its headings name, else that of its type."""
    if named:
        return CellReader(field.name, NAMED[named](field, form, catalogs))
    return CellReader(field.name, _by_type(field, form, catalogs, facts))


def _by_type(field: Field, form: Form, catalogs: Catalogs, facts: ColumnFacts) -> Reader:
    """The reader of a type's cells, where more can stand in them than the type itself reads."""
    reader: Reader = TextReader(field) if is_text(field) else ListReader(field)
    match field.type:
        case Year():
            reader = YearReader(field)
        case PartialDate():
            reader = DateReader(field, facts)
        case NationalId() | OldId():
            reader = _id_reader(field, form)
        case Phone():
            reader = PhoneReader(field, catalogs)
        case Money():
            reader = MoneyReader(field, facts)
        case Integer() | Number():
            reader = NumberReader(field, facts)
    return reader


def _id_reader(field: Field, form: Form) -> Reader:
    """A number of one kind may stand in the column of the other."""
    is_old = isinstance(field.type, OldId)
    wanted = NationalId if is_old else OldId
    other = next((one for one in form.fields if isinstance(one.type, wanted)), None)
    return IdReader(field, other, is_old=is_old)


def _are_small(columns: Iterable[Column], table: Table) -> bool:
    """Whether most sums of some columns are too small to be dong."""
    sums = [
        cell
        for column in columns
        for row in table.rows
        if isinstance(cell := row.cells[column.index], int | float)
    ]
    return sum(abs(one) < _LEAST_DONG for one in sums) * 2 > len(sums)


def facts_of(field: Field, columns: Iterable[Column], table: Table) -> ColumnFacts:
    """What the columns of a field tell about each of their cells."""
    columns = list(columns)
    if isinstance(field.type, PartialDate):
        cells = (row.cells[column.index] for column in columns for row in table.rows)
        return ColumnFacts(swapped=are_swapped(cells))
    if isinstance(field.type, Money):
        headings = [heading for column in columns for heading in reversed(column.path)]
        scale = scale_of(headings) or scale_of(reversed(table.above)) or 1
        over = scale_of(reversed(table.above)) or 1
        return ColumnFacts(scale=over if scale < over and _are_small(columns, table) else scale)
    if is_area(field):
        return ColumnFacts(scale=area_scale_of(heading for column in columns for heading in column.path))
    return ColumnFacts()
