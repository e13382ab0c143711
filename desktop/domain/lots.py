"""A lot of alike assets parted and put together again, moved and disposed of: which values change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from . import places
from .values import clean_value

Values = dict[str, Any]
_OF_THE_LOT: Final = ("price_vnd", "remaining_vnd")
_TABLES: Final = ("moves", "photos", "documents", "imported_notes")
_CARRIED: Final = ("photos", "documents", "moves", "imported_notes")
ALIKE: Final = (
    *("name", "category", "norm_item", "unit", "specs", "cannot_run_required", "year_in_use"),
    *("price_is_of_lot", "depreciation_group", "source", "source_kind", "condition", "user", "person"),
    *("room", "disposed_on"),
)


@dataclass(frozen=True)
class Move:
    """Where things go on a day: None leaves room or user as it is."""

    on: date
    room: str | None = None
    user: str | None = None
    decision: str = ""


@dataclass(frozen=True)
class Disposal:
    """How things leave the register: from `on` on they do not count as present."""

    on: date
    kind: str
    decision: str = ""
    decision_date: date | None = None
    proceeds_vnd: int | None = None


def quantity_of(payload: Mapping[str, Any]) -> int:
    """How many pieces a record stands for; one where it does not say."""
    told = clean_value(payload.get("quantity"))
    return told if isinstance(told, int) and told > 0 else 1


def part_of(money: int, pieces: int, part: int) -> int:
    """The share of `part` pieces in whole dong; what does not go in stays with the rest, so both add up."""
    return money * part // pieces


def parted(payload: Mapping[str, Any], part: int, source_id: str) -> tuple[Values, Values]:
    """What changes of the lot, and the values of the new record of `part` pieces; 0 < part < quantity.

    Money told for the whole lot is parted; year and group go along, so the wear of a piece is the same on
    both sides. The new record has no asset code (the ledger knows one card) and names the lot it came from.
    """
    pieces = quantity_of(payload)
    rest: Values = {"quantity": pieces - part}
    new = {name: value for name, value in payload.items() if name not in _TABLES and name != "asset_code"}
    new |= {"quantity": part, "split_from": source_id}
    if payload.get("price_is_of_lot") is True:
        for name in _OF_THE_LOT:
            money = clean_value(payload.get(name))
            if isinstance(money, int):
                new[name] = part_of(money, pieces, part)
                rest[name] = money - new[name]
    return rest, new


def differing(payloads: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The fields in which records differ that should be alike to be one lot."""
    first = payloads[0]
    names = [name for name in ALIKE if any(one.get(name) != first.get(name) for one in payloads)]
    if first.get("price_is_of_lot") is not True:
        names += [name for name in _OF_THE_LOT if any(one.get(name) != first.get(name) for one in payloads)]
    else:  # a sum over lots of which some tell no money would be the money of too many pieces
        names += [name for name in _OF_THE_LOT if len({_is_told(one.get(name)) for one in payloads}) > 1]
    codes = {one["asset_code"] for one in payloads if one.get("asset_code")}
    return (*names, "asset_code") if len(codes) > 1 else tuple(names)


def _is_told(money: Any) -> bool:
    return isinstance(clean_value(money), int)


def merged(payloads: Sequence[Mapping[str, Any]]) -> Values:
    """What changes of the first record when the others go into it: pieces, money of lots, code, tables."""
    first = payloads[0]
    values: Values = {"quantity": sum(quantity_of(one) for one in payloads)}
    if first.get("price_is_of_lot") is True:
        for name in _OF_THE_LOT:
            told = [one[name] for one in payloads if isinstance(one.get(name), int)]
            if told:
                values[name] = sum(told)
    code = next((one["asset_code"] for one in payloads if one.get("asset_code")), None)
    if code != first.get("asset_code"):
        values["asset_code"] = code
    for section in _CARRIED:
        for other in payloads[1:]:
            for row in places.rows(other, section):
                kept = {name: value for name, value in row.items() if name != places.ROW_ID}
                values[f"{section}/{places.new_row_id()}"] = kept
    return values


def moved(payload: Mapping[str, Any], move: Move) -> Values:
    """The row of the move and the room and user of now; empty when nothing would change.

    A link to the record of the former user goes with the user.
    """
    told = {"room": move.room, "user": move.user}
    new = {name: value for name, value in told.items() if value is not None and value != payload.get(name)}
    if not new:
        return {}
    row: Values = {"date": move.on.isoformat()}
    for name, value in new.items():
        row |= {f"from_{name}": clean_value(payload.get(name)), f"to_{name}": value}
    if move.decision:
        row["decision"] = move.decision
    values: Values = {**new, f"moves/{places.new_row_id()}": row}
    if "user" in new and payload.get("person") is not None:
        values["person"] = None
    return values


def disposed(disposal: Disposal) -> Values:
    """The answers of the section about disposal."""
    told = {
        "disposed_on": disposal.on.isoformat(),
        "disposal_kind": disposal.kind,
        "disposal_decision": disposal.decision or None,
        "disposal_decision_date": disposal.decision_date.isoformat() if disposal.decision_date else None,
        "disposal_value_vnd": disposal.proceeds_vnd,
    }
    return {name: value for name, value in told.items() if value is not None}
