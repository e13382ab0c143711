"""Turns the records of a table into values of a form, keeping whatever no field takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.form import Form
from desktop.domain.problems import Problem
from desktop.domain.text_types import text_of
from desktop.domain.values import Value

from .cells import CellReader
from .headings import NUMBER, SECRET
from .mapping import ColumnMapping
from .parts import PartColumn, Parts
from .table import Column, DataRow, Table
from .words import is_class_of_staff
from .workbook import column_letters

_UNIT: Final = "org_unit"


@dataclass(frozen=True)
class ReadRow:
    """One record: what the fields took, what was wrong, what no field took, and the groups it stood in."""

    number: int
    values: Mapping[str, Value]
    problems: tuple[Problem, ...]
    unmapped: Mapping[str, str]
    groups: tuple[str, ...]


def read_rows(table: Table, mapping: ColumnMapping, form: Form) -> Iterator[ReadRow]:
    """Every record of the table, in order; columns mapped to "@secret" and "@number" are left out.

    The innermost unit group gives `org_unit` where no column does. KeyError for a target that is no field.
    """
    return map(_Plan(table, mapping, form).read, table.rows)


class _Plan:
    """What to do with each column, settled once for all rows."""

    def __init__(self, table: Table, mapping: ColumnMapping, form: Form) -> None:
        self._fields: list[tuple[int, CellReader]] = []
        self._unmapped: list[tuple[int, str]] = []
        parts: list[PartColumn] = []
        keys = _keys(table.columns)
        for column in table.columns:
            target = mapping.get(column.index)
            if target in {NUMBER, SECRET}:
                continue
            name, _, part = (target or "").partition("@")
            if target is None:
                self._unmapped.append((column.index, keys[column.index]))
            elif part:
                parts.append(PartColumn(column.index, keys[column.index], name, f"@{part}"))
            else:
                self._fields.append((column.index, CellReader(form.field(name))))
        self._parts = Parts(parts, table.rows, form) if parts else None
        has_unit = not form.has_field(_UNIT) or any(reader.name == _UNIT for _, reader in self._fields)
        self._unit = None if has_unit else CellReader(form.field(_UNIT))

    def read(self, row: DataRow) -> ReadRow:
        """One record."""
        cells = row.cells
        values: dict[str, Value] = {}
        problems: list[Problem] = []
        for index, reader in self._fields:
            cell = cells[index]
            if cell is not None:
                reader.read(cell, values, problems)
        kept = {
            key: cell if isinstance(cell, str) else text_of(cell)
            for index, key in self._unmapped
            if (cell := cells[index]) is not None
        }
        if self._parts is not None:
            self._parts.read(cells, values, problems, kept)
        if self._unit is not None and row.groups:
            self._unit.read(_unit_of(row.groups), values, problems)
        return ReadRow(row.number, values, tuple(problems), kept, row.groups)


def _unit_of(groups: Sequence[str]) -> str | None:
    """The innermost group that does not only name a class of staff."""
    return next((group for group in reversed(groups) if not is_class_of_staff(group)), None)


def _keys(columns: Sequence[Column]) -> dict[int, str]:
    """A different name for each column: its headings, and its letter where these are none or not its own."""
    keys: dict[int, str] = {}
    used: set[str] = set()
    for column in columns:
        letters = column_letters(column.index)
        key = " / ".join(column.path) or letters
        if key in used:
            key = f"{key} ({letters})"
        used.add(key)
        keys[column.index] = key
    return keys
