"""A stock-taking: what the book says, what was found, how they differ, and how far the count is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .places import ROW_ID
from .values import clean_value

FEWER: Final = "fewer"
MORE: Final = "more"
OTHER_ROOM: Final = "other_room"
OTHER_CONDITION: Final = "other_condition"
SURPLUS: Final = "surplus"
KINDS: Final = (FEWER, MORE, OTHER_ROOM, OTHER_CONDITION, SURPLUS)
LINES: Final = "lines"
SURPLUS_ROWS: Final = "surplus"
TYPED: Final = ("found_quantity", "found_condition", "found_room", "note", "propose_disposal")


@dataclass(frozen=True)
class Line:
    """One asset or lot of the book; nothing in `found_*` but the quantity means: as in the book."""

    row_id: str
    equipment: str | None
    asset: str
    room: str
    user: str
    unit: str
    book_quantity: int
    book_value_vnd: int | None
    book_condition: str | None
    found_quantity: int | None
    found_condition: str | None
    found_room: str | None
    note: str
    propose_disposal: bool
    settlement: str | None
    settlement_note: str

    @property
    def is_counted(self) -> bool:
        """Whether the committee has seen it, or seen that it is not there."""
        return self.found_quantity is not None

    @property
    def gap(self) -> int | None:
        """Found less book; None before it is counted."""
        return None if self.found_quantity is None else self.found_quantity - self.book_quantity

    @property
    def kinds(self) -> tuple[str, ...]:
        """In what it differs from the book. What is not there has neither room nor condition."""
        gap = self.gap
        if gap is None:
            return ()
        found = [FEWER] if gap < 0 else [MORE] if gap > 0 else []
        if self.found_quantity:
            if self.found_room and self.found_room != self.room:
                found.append(OTHER_ROOM)
            if self.found_condition and self.found_condition != self.book_condition:
                found.append(OTHER_CONDITION)
        return tuple(found)


@dataclass(frozen=True)
class Surplus:
    """Something found that the book does not have."""

    row_id: str
    asset: str
    quantity: int
    room: str
    condition: str | None
    note: str
    settlement: str | None
    settlement_note: str
    equipment: str | None


@dataclass(frozen=True)
class Room:
    """How far the count of a room is; `name` is empty for what the book puts nowhere."""

    name: str
    lines: int
    counted: int
    differing: int
    surplus: int

    @property
    def is_done(self) -> bool:
        """Whether every line of it is counted."""
        return self.counted == self.lines


@dataclass(frozen=True)
class Difference:
    """A problem to settle: the row it is at (`lines/<row>` or `surplus/<row>`), and in what it differs."""

    place: str
    kinds: tuple[str, ...]
    asset: str
    room: str
    book: int
    found: int
    settlement: str | None
    note: str

    @property
    def is_settled(self) -> bool:
        """Whether somebody said what came of it."""
        return self.settlement is not None


def lines_of(payload: Mapping[str, Any]) -> tuple[Line, ...]:
    """The lines of the book in a record of the form `stocktake`."""
    return tuple(_line(row) for row in payload.get(LINES) or ())


def surplus_of(payload: Mapping[str, Any]) -> tuple[Surplus, ...]:
    """What was found beyond the book."""
    return tuple(_surplus(row) for row in payload.get(SURPLUS_ROWS) or ())


def rooms_of(lines: Iterable[Line], surplus: Iterable[Surplus]) -> tuple[Room, ...]:
    """Every room of the book, then those only surplus was found in, each with its progress."""
    lines, surplus = tuple(lines), tuple(surplus)
    names = dict.fromkeys([*(one.room for one in lines), *(one.room for one in surplus)])
    return tuple(
        Room(
            name,
            lines=sum(one.room == name for one in lines),
            counted=sum(one.room == name and one.is_counted for one in lines),
            differing=sum(one.room == name and bool(one.kinds) for one in lines),
            surplus=sum(one.room == name for one in surplus),
        )
        for name in names
    )


def differences(lines: Sequence[Line], surplus: Sequence[Surplus]) -> tuple[Difference, ...]:
    """Everything that does not agree with the book, settled or not, in the order of the sheet."""
    return (
        *(_of_line(one) for one in lines if one.kinds),
        *(_of_surplus(one) for one in surplus),
    )


def _of_line(one: Line) -> Difference:
    return Difference(
        *(f"{LINES}/{one.row_id}", one.kinds, one.asset, one.room, one.book_quantity),
        *(one.found_quantity or 0, one.settlement, one.settlement_note),
    )


def _of_surplus(one: Surplus) -> Difference:
    return Difference(
        *(f"{SURPLUS_ROWS}/{one.row_id}", (SURPLUS,), one.asset, one.room, 0),
        *(one.quantity, one.settlement, one.settlement_note),
    )


def _line(row: Mapping[str, Any]) -> Line:
    told = {name: clean_value(value) for name, value in row.items()}
    return Line(
        row_id=row[ROW_ID],
        equipment=told.get("equipment"),
        asset=told.get("asset") or "",
        room=told.get("room") or "",
        user=told.get("user") or "",
        unit=told.get("unit") or "",
        book_quantity=told.get("book_quantity") or 0,
        book_value_vnd=told.get("book_value_vnd"),
        book_condition=told.get("book_condition"),
        found_quantity=told.get("found_quantity"),
        found_condition=told.get("found_condition"),
        found_room=told.get("found_room"),
        note=told.get("note") or "",
        propose_disposal=told.get("propose_disposal") is True,
        settlement=told.get("settlement"),
        settlement_note=told.get("settlement_note") or "",
    )


def _surplus(row: Mapping[str, Any]) -> Surplus:
    told = {name: clean_value(value) for name, value in row.items()}
    return Surplus(
        row_id=row[ROW_ID],
        asset=told.get("asset") or "",
        quantity=told.get("quantity") or 1,
        room=told.get("room") or "",
        condition=told.get("condition"),
        note=told.get("note") or "",
        settlement=told.get("settlement"),
        settlement_note=told.get("settlement_note") or "",
        equipment=told.get("equipment"),
    )
