"""What a commune's staff is made of on a day: each dimension parts all people, so that two crossed add up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .dimensions import DIMENSIONS, UNKNOWN, YES, Dimension, Member, Rules
from .names import text_key


@dataclass(frozen=True)
class Cell:
    """One part of a dimension with the ids of its people, in the order given."""

    code: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class Parts:
    """All people by one dimension: everybody stands in exactly one cell."""

    dimension: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Column:
    """One column of the table of numbers and quality: a cell of a dimension; `total`: everybody."""

    dimension: str
    code: str


@dataclass(frozen=True)
class Table:
    """A row a cell of the dimension `by`, with the people of each column; the first column is everybody."""

    by: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, tuple[tuple[str, ...], ...]], ...]


TOTAL: Final = Column("total", "")
# Of the first ones a table shows the cells that are asked for; of the others all, so that they add up.
_QUALITY: Final[Mapping[str, frozenset[str]]] = {
    "sex": frozenset({"female"}),
    "party": frozenset({YES}),
    "ethnic": frozenset({"minority"}),
    "religion": frozenset({YES}),
    "concurrent": frozenset({YES}),
    **dict.fromkeys(
        ("age", "education", "political_theory", "state_management", "language", "it", "rank"), frozenset()
    ),
}


def parts(members: Iterable[Member], dimension_id: str, rules: Rules) -> Parts:
    """Everybody by one dimension; KeyError when there is none of that name."""
    dimension = DIMENSIONS[dimension_id]
    found: dict[str, list[str]] = {}
    for member in members:
        found.setdefault(dimension.read(member, rules), []).append(member.person.id)
    cells = tuple(Cell(code, tuple(found.get(code, ()))) for code in _codes(dimension, found, rules))
    return Parts(dimension_id, cells)


def cross(members: Sequence[Member], by: str, across: str, rules: Rules) -> Table:
    """Everybody by two dimensions: beside the total, each stands in exactly one cell. KeyError as for one."""
    columns = [(Column(across, cell.code), cell) for cell in parts(members, across, rules).cells]
    return _table(members, by, columns, rules)


def quality(members: Sequence[Member], by: str, rules: Rules) -> Table:
    """Numbers and quality of everybody by one dimension; KeyError when there is none of that name."""
    columns: list[tuple[Column, Cell]] = []
    for dimension_id, shown in _QUALITY.items():
        cells = parts(members, dimension_id, rules).cells
        columns += [(Column(dimension_id, one.code), one) for one in cells if not shown or one.code in shown]
    return _table(members, by, columns, rules)


def _table(members: Sequence[Member], by: str, columns: Sequence[tuple[Column, Cell]], rules: Rules) -> Table:
    everybody = Cell(TOTAL.code, tuple(member.person.id for member in members))
    cells = [everybody, *(cell for _, cell in columns)]
    rows = _met(parts(members, by, rules).cells, cells)
    return Table(by, (TOTAL, *(column for column, _ in columns)), rows)


def _met(
    rows: Sequence[Cell], columns: Sequence[Cell]
) -> tuple[tuple[Cell, tuple[tuple[str, ...], ...]], ...]:
    """Who stands in a row and in a column."""
    sets = [frozenset(column.people) for column in columns]
    return tuple(
        (row, tuple(tuple(one for one in row.people if one in people) for people in sets)) for row in rows
    )


def _codes(dimension: Dimension, found: Iterable[str], rules: Rules) -> list[str]:
    """The cells always shown, then those people have besides, as their list orders them, then the unknown."""
    always = [code for code in dimension.order(rules) if code != UNKNOWN]
    listed = rules.codes(dimension.catalog) if dimension.catalog else ()
    place = {code: at for at, code in enumerate(listed)}
    more = set(found) - {*always, UNKNOWN}
    ordered = sorted(more, key=lambda code: (place.get(code, len(place)), text_key(code), code))
    return [*always, *ordered, UNKNOWN]
