"""What comes of a difference found in a stock-taking: register and sheet change together, as one change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from desktop import messages
from desktop.domain import lots
from desktop.domain.lots import Disposal, Move
from desktop.domain.stocktaking import LINES, OTHER_CONDITION, OTHER_ROOM, Line, Surplus
from desktop.errors import AppError
from desktop.storage.model import Record, Write

from .assets import EQUIPMENT
from .stocktaking import FORM, Sheet, Stocktaking, surplus_row

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore

    from .records import Changes, Records

CORRECT: Final = "correct"
DISPOSE: Final = "dispose"
RECORD: Final = "record"
EXPLAIN: Final = "explain"
OF_LINES: Final = (CORRECT, DISPOSE, EXPLAIN)
OF_SURPLUS: Final = (RECORD, EXPLAIN)
_SAID: Final = {CORRECT: "corrected", DISPOSE: "disposed", RECORD: "recorded", EXPLAIN: "explained"}


@dataclass(frozen=True)
class Settlement:
    """One action: CORRECT the register, DISPOSE of what is missing, RECORD surplus, EXPLAIN with a reason.

    `note` is the decision or the reason, `kind` how things are disposed of (of the list of the form).
    """

    action: str
    note: str = ""
    kind: str = "lost"


class Settling:
    """Settles the differences of the stock-takings of one store."""

    def __init__(self, store: "RecordStore", records: "Records", counts: Stocktaking) -> None:
        self._store = store
        self._records = records
        self._counts = counts

    def settle(self, record_id: str, place: str, settlement: Settlement) -> "Changes":
        """Settle the difference at a place (`lines/<row>`, `surplus/<row>`).

        AppError stocktake_closed, stocktake_no_row, stocktake_settled, stocktake_agrees,
        stocktake_reason_missing, stocktake_zero, stocktake_changed, settlement_unfit, disposed_already.
        """
        if settlement.action == EXPLAIN and not settlement.note.strip():
            raise AppError("stocktake_reason_missing")
        record = self._counts.open_record(record_id)
        sheet = self._counts.sheet(record_id)
        section, _, row_id = place.partition("/")
        told: dict[str, Any] = {}
        if section == LINES:
            line = sheet.line(row_id)
            asset, writes = line.asset, self._for_line(line, sheet, settlement)
        else:
            row = surplus_row(sheet, row_id)
            asset, (writes, told) = row.asset, self._for_surplus(row, sheet, settlement)
        row_values = {"settlement": _SAID[settlement.action], "settlement_note": settlement.note or None}
        values = {f"{place}/{name}": value for name, value in {**row_values, **told}.items()}
        label = messages.say(f"stocktake.label_{settlement.action}", asset=asset)
        own = Write(FORM, record.id, record.revision, values)
        return self._records.save_many("edit", label, [*writes, own])

    def _for_line(self, line: Line, sheet: Sheet, settlement: Settlement) -> list[Write]:
        if line.settlement is not None:
            raise AppError("stocktake_settled", asset=line.asset)
        if not line.kinds:
            raise AppError("stocktake_agrees", asset=line.asset)
        if settlement.action == EXPLAIN:
            return []
        if settlement.action not in OF_LINES or line.equipment is None:
            raise AppError("settlement_unfit")
        record = self._store.get(line.equipment)
        if record.payload.get("disposed_on") is not None:
            raise AppError("disposed_already", name=line.asset)
        if settlement.action == CORRECT:
            return [_write(record, _corrected(record, line, sheet.as_of))]
        return _disposed(record, line, sheet.as_of, settlement)

    def _for_surplus(
        self, row: Surplus, sheet: Sheet, settlement: Settlement
    ) -> tuple[list[Write], dict[str, Any]]:
        """The new record is made under an id of its own, which the sheet then names."""
        if row.settlement is not None:
            raise AppError("stocktake_settled", asset=row.asset)
        if settlement.action == EXPLAIN:
            return [], {}
        if settlement.action != RECORD:
            raise AppError("settlement_unfit")
        import uuid

        new_id = str(uuid.uuid4())
        source = messages.say_in("vi", "stocktake.source").format(date=sheet.as_of.strftime("%d/%m/%Y"))
        told = {
            "name": row.asset,
            "quantity": row.quantity,
            "room": row.room,
            "condition": row.condition,
            "source": source,
            "source_kind": "other",
            "note": row.note,
        }
        values = {name: value for name, value in told.items() if value not in (None, "")}
        return [Write(EQUIPMENT, new_id, 0, values)], {"equipment": new_id}


def _corrected(record: Record, line: Line, on: date) -> dict[str, Any]:
    """Quantity, room and condition as found; what changed in the register meanwhile stays counted in."""
    values = _rest(record, line, on)
    gap = line.gap or 0
    if gap:
        if line.found_quantity == 0:
            raise AppError("stocktake_zero", asset=line.asset)
        quantity = lots.quantity_of(record.payload) + gap
        if quantity < 1:
            raise AppError("stocktake_changed", asset=line.asset)
        values["quantity"] = quantity
    return values


def _disposed(record: Record, line: Line, on: date, settlement: Settlement) -> list[Write]:
    """What is missing leaves the register; where nothing is, the whole. The rest is corrected."""
    disposal = lots.disposed(Disposal(on, settlement.kind, settlement.note))
    whole = lots.quantity_of(record.payload)
    missing = -(line.gap or 0)
    if missing <= 0 or missing >= whole:
        return [_write(record, {**_rest(record, line, on), **disposal})]
    rest, gone = lots.parted(record.payload, missing, record.id)
    return [
        Write(EQUIPMENT, values={**gone, **disposal}),
        _write(record, {**rest, **_rest(record, line, on)}),
    ]


def _rest(record: Record, line: Line, on: date) -> dict[str, Any]:
    """Room and condition as found, where they differ."""
    values: dict[str, Any] = {}
    if OTHER_ROOM in line.kinds:
        values |= lots.moved(record.payload, Move(on, room=line.found_room))
    if OTHER_CONDITION in line.kinds:
        values["condition"] = line.found_condition
    return values


def _write(record: Record, values: Mapping[str, Any]) -> Write:
    return Write(record.form, record.id, record.revision, values)
