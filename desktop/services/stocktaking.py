"""Stock-taking: the book of a day, typed in by exception, differences settled, closed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from desktop import messages
from desktop.domain import places, stocktaking
from desktop.domain.catalog import Catalogs
from desktop.domain.names import fold
from desktop.domain.stocktaking import Difference, Line, Room, Surplus
from desktop.errors import AppError
from desktop.storage.model import Record, Write

from . import asset_facts

if TYPE_CHECKING:
    from desktop.domain.norms import Asset
    from desktop.storage.records import RecordStore

    from .records import Changes, Records

FORM: Final = "stocktake"
OPEN: Final = "open"
CLOSED: Final = "closed"


@dataclass(frozen=True)
class Member:
    """One of the committee; `role` is head, secretary or member."""

    name: str
    title: str = ""
    role: str = "member"


@dataclass(frozen=True)
class Sheet:
    """A stock-taking as it stands."""

    id: str
    name: str
    as_of: date
    is_open: bool
    lines: tuple[Line, ...]
    surplus: tuple[Surplus, ...]

    @property
    def rooms(self) -> tuple[Room, ...]:
        """Each room with its progress."""
        return stocktaking.rooms_of(self.lines, self.surplus)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What does not agree with the book."""
        return stocktaking.differences(self.lines, self.surplus)

    def line(self, row_id: str) -> Line:
        """The line of a row; AppError stocktake_no_row."""
        found = next((one for one in self.lines if one.row_id == row_id), None)
        if found is None:
            raise AppError("stocktake_no_row")
        return found


class Stocktaking:
    """The stock-takings of one store; what changes the register stands in `settling`."""

    def __init__(self, store: "RecordStore", records: "Records", catalogs: Catalogs) -> None:
        self._store = store
        self._records = records
        self._catalogs = catalogs

    def all(self) -> tuple[tuple[str, str, bool], ...]:
        """Every stock-taking as id, name and whether it is open, the latest day first."""
        rows = sorted(self._store.facts(FORM, ("as_of", "state")), key=lambda row: row["as_of"] or "")
        return tuple((row["id"], row["label"], row["state"] != CLOSED) for row in reversed(rows))

    def current(self) -> str | None:
        """The id of the one that is open."""
        return next((record_id for record_id, _, is_open in self.all() if is_open), None)

    def start(
        self, on: date, committee: Sequence[Member], decision: str = "", name: str = ""
    ) -> tuple[str, "Changes"]:
        """Take the book at 0:00 of a day; the id. AppError stocktake_open, stocktake_empty.

        0:00 of a day is the end of the day before: what was disposed of or moved on the day itself still
        stands as it stood.
        """
        open_ = next((label for _, label, is_open in self.all() if is_open), None)
        if open_ is not None:
            raise AppError("stocktake_open", name=open_)
        book = asset_facts.read(self._store, on - timedelta(days=1), self._catalogs).assets
        if not book:
            raise AppError("stocktake_empty", date=on.strftime("%d/%m/%Y"))
        name = name or messages.say("stocktake.name", date=on.strftime("%d/%m/%Y"))
        values: dict[str, Any] = {"name": name, "as_of": on.isoformat(), "state": OPEN}
        if decision:
            values["decision"] = decision
        for member in committee:
            values[f"committee/{places.new_row_id()}"] = _filled(vars(member))
        values |= self._lines(book)
        write = Write(FORM, values=values)
        saved = self._records.write_many("create", messages.say("stocktake.started", name=name), [write])
        return saved[0].record.id, self._records.after(saved)

    def sheet(self, record_id: str) -> Sheet:
        """A stock-taking by id; AppError record_missing."""
        return _sheet(self.record(record_id))

    def set_line(self, record_id: str, row_id: str, values: Mapping[str, Any]) -> "Changes":
        """What was found at a line: some of TYPED; None takes an answer back.

        AppError stocktake_closed, stocktake_no_row, stocktake_settled.
        """
        record = self.open_record(record_id)
        line = _sheet(record).line(row_id)
        if line.settlement is not None:
            raise AppError("stocktake_settled", asset=line.asset)
        if unknown := values.keys() - set(stocktaking.TYPED):
            raise ValueError(unknown)
        told = {f"lines/{row_id}/{name}": value for name, value in values.items()}
        return self._save(record, told, messages.say("stocktake.counted", asset=line.asset))

    def room_complete(self, record_id: str, room: str) -> "Changes":
        """Whatever is not counted in a room is there as in the book; AppError stocktake_nothing_left."""
        record = self.open_record(record_id)
        told = {
            f"lines/{one.row_id}/found_quantity": one.book_quantity
            for one in stocktaking.lines_of(record.payload)
            if one.room == room and not one.is_counted
        }
        if not told:
            raise AppError("stocktake_nothing_left", room=room or messages.say("stocktake.nowhere"))
        label = messages.say("stocktake.room_done", room=room or messages.say("stocktake.nowhere"))
        return self._save(record, told, label)

    def add_surplus(
        self, record_id: str, asset: str, quantity: int, room: str = "", condition: str | None = None
    ) -> tuple[str, "Changes"]:
        """Something found that the book does not have; its row. AppError stocktake_unnamed, …_closed."""
        record = self.open_record(record_id)
        if not asset.strip() or quantity < 1:
            raise AppError("stocktake_unnamed")
        row_id = places.new_row_id()
        row = {"asset": asset.strip(), "quantity": quantity, "room": room, "condition": condition}
        label = messages.say("stocktake.surplus_added", asset=asset.strip())
        return row_id, self._save(record, {f"surplus/{row_id}": _filled(row)}, label)

    def remove_surplus(self, record_id: str, row_id: str) -> "Changes":
        """Take back a surplus row that was not settled; AppError stocktake_no_row, stocktake_settled."""
        record = self.open_record(record_id)
        row = surplus_row(_sheet(record), row_id)
        if row.settlement is not None:
            raise AppError("stocktake_settled", asset=row.asset)
        label = messages.say("stocktake.surplus_removed", asset=row.asset)
        return self._save(record, {f"surplus/{row_id}": None}, label)

    def close(self, record_id: str, on: date) -> "Changes":
        """Nothing more can be typed; AppError stocktake_uncounted, stocktake_unsettled, stocktake_closed."""
        record = self.open_record(record_id)
        sheet = _sheet(record)
        if uncounted := sum(not one.is_counted for one in sheet.lines):
            raise AppError("stocktake_uncounted", count=uncounted)
        if unsettled := sum(not one.is_settled for one in sheet.differences):
            raise AppError("stocktake_unsettled", count=unsettled)
        told = {"state": CLOSED, "closed_on": on.isoformat()}
        return self._save(record, told, messages.say("stocktake.closed", name=sheet.name))

    def record(self, record_id: str) -> Record:
        """The record behind a stock-taking; AppError record_missing."""
        record = self._store.get(record_id)
        if record.form != FORM:
            raise AppError("record_missing", id=record_id)
        return record

    def open_record(self, record_id: str) -> Record:
        """The same where it is still open; AppError stocktake_closed."""
        record = self.record(record_id)
        if record.payload.get("state") == CLOSED:
            raise AppError("stocktake_closed", name=str(record.payload.get("name")))
        return record

    def _save(self, record: Record, values: Mapping[str, Any], label: str) -> "Changes":
        return self._records.save_many("edit", label, [Write(FORM, record.id, record.revision, values)])

    def _lines(self, book: Iterable["Asset"]) -> dict[str, Any]:
        names = ("unit", "price_vnd", "price_is_of_lot")
        told = {row["id"]: row for row in self._store.facts("equipment", names)}
        ordered = sorted(book, key=lambda one: (not one.room, fold(one.room), fold(one.label)))
        return {f"lines/{places.new_row_id()}": _filled(_line(one, told[one.id])) for one in ordered}


def surplus_row(sheet: Sheet, row_id: str) -> Surplus:
    """The surplus of a row; AppError stocktake_no_row."""
    found = next((one for one in sheet.surplus if one.row_id == row_id), None)
    if found is None:
        raise AppError("stocktake_no_row")
    return found


def _sheet(record: Record) -> Sheet:
    payload = record.payload
    return Sheet(
        id=record.id,
        name=str(payload.get("name") or ""),
        as_of=date.fromisoformat(payload["as_of"]),
        is_open=payload.get("state") != CLOSED,
        lines=stocktaking.lines_of(payload),
        surplus=stocktaking.surplus_of(payload),
    )


def _line(asset: "Asset", told: Mapping[str, Any]) -> dict[str, Any]:
    price = told["price_vnd"]
    value = price if price is None or told["price_is_of_lot"] is True else price * asset.quantity
    return {
        "equipment": asset.id,
        "asset": asset.label,
        "room": asset.room,
        "user": asset.user,
        "unit": told["unit"],
        "book_quantity": asset.quantity,
        "book_value_vnd": value,
        "book_condition": asset.state,
    }


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in (None, "")}
