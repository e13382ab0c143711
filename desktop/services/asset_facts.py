"""What figures about houses, things, lines and workload are computed from, made of typed rows here."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from desktop.domain import dates, wear
from desktop.domain.availability import Outage, System
from desktop.domain.cars import Car
from desktop.domain.catalog import Catalogs
from desktop.domain.facility import Building
from desktop.domain.names import fold
from desktop.domain.norms import Asset
from desktop.domain.workload import Load

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore

_CENT: Final = Decimal("0.01")
_WHOLE_DAY: Final = 10
_MOVES: Final = ("date", "from_room", "from_user")
_EQUIPMENT: Final = (
    *(
        "category",
        "norm_item",
        "depreciation_group",
        "quantity",
        "year_in_use",
        "price_vnd",
        "price_is_of_lot",
    ),
    *("condition", "cannot_run_required", "room", "user", "person", "disposed_on"),
)
_VEHICLE: Final = (
    *("seats", "two_axle_drive", "purpose", "price_vnd", "source_kind", "year_in_use", "condition"),
    *("depreciation_group", "disposed_on"),
)
_BUILDING: Final = (
    *("is_headquarters", "is_surplus", "is_service_centre", "state", "year_built", "grade", "distance_km"),
    *("service_distance_km", "service_travel_minutes", "handling_option", "progress", "due_on"),
    *("handed_over_on", "new_use", "housing_rooms", "housing_used", "housing_need"),
)
_SYSTEM: Final = (*("kind", "provider", "state", "promised_down_mbps", "measured_down_mbps", "since"),)
_WORKLOAD: Final = (
    *("month", "field", "received", "received_online", "early", "on_time", "late", "resolved"),
    *("in_progress", "overdue", "people"),
)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class AssetFacts:
    """What a commune has, as at a day."""

    assets: tuple[Asset, ...]
    cars: tuple[Car, ...]
    buildings: tuple[Building, ...]
    systems: tuple[System, ...]
    loads: tuple[Load, ...]


def read(store: "RecordStore", at: date, catalogs: Catalogs) -> AssetFacts:
    """The facts of a day: things not yet put to use or already disposed of are left out.

    Rooms and users are those before any later move; states and prices are the latest known.
    """
    return AssetFacts(
        assets=tuple(_assets(store, at, catalogs)),
        cars=tuple(_cars(store, at, catalogs)),
        buildings=tuple(_buildings(store, catalogs)),
        systems=tuple(_systems(store)),
        loads=tuple(_loads(store, at)),
    )


def _assets(store: "RecordStore", at: date, catalogs: Catalogs) -> Iterator[Asset]:
    items = catalogs["norm_items"]
    moves = _by_record(store, "equipment", "moves", _MOVES)
    for row in store.facts("equipment", _EQUIPMENT):
        if not _is_there(row, at):
            continue
        named = items.find(row["category"]) if row["category"] else None
        item = row["norm_item"] or (named.code if named else None)
        group = wear.group_of_asset(row["depreciation_group"], item, row["category"], catalogs)
        price = wear.unit_price(row["price_vnd"], row["quantity"], is_of_lot=row["price_is_of_lot"] is True)
        quantity = row["quantity"] or 1
        kind = wear.kind_of_asset(price, group, row["year_in_use"], catalogs)
        worn = _worn(kind, price, group, row["year_in_use"], at)
        room, user = _as_it_stood(row, moves.get(row["id"], ()), at)
        yield Asset(
            id=row["id"],
            label=row["label"],
            item=item,
            group=group.code if group else row["depreciation_group"],
            kind=kind,
            quantity=quantity,
            unit_price_vnd=price,
            worn_vnd=worn.worn_vnd * quantity if worn else None,
            remaining_vnd=worn.remaining_vnd * quantity if worn else None,
            state=row["condition"],
            usable=_is_usable(row["condition"], catalogs),
            cannot_run=row["cannot_run_required"] is True,
            year=_year(row["year_in_use"]),
            room=room,
            user=user,
            person=row["person"],
            is_past_life=_is_past_life(group, row["year_in_use"], at),
        )


def _cars(store: "RecordStore", at: date, catalogs: Catalogs) -> Iterator[Car]:
    for row in store.facts("vehicle", _VEHICLE):
        if not _is_there(row, at):
            continue
        group = wear.group_of(row["depreciation_group"], catalogs)
        kind = wear.kind_of_asset(row["price_vnd"], group, row["year_in_use"], catalogs)
        worn = _worn(kind, row["price_vnd"], group, row["year_in_use"], at)
        yield Car(
            id=row["id"],
            label=row["label"],
            seats=row["seats"],
            is_two_axle=row["two_axle_drive"] is True,
            purpose=row["purpose"],
            price_vnd=row["price_vnd"],
            bought=row["source_kind"] == "purchase",
            bought_on=dates.last_day(row["year_in_use"]) if row["year_in_use"] else None,
            usable=_is_usable(row["condition"], catalogs),
            worn_vnd=worn.worn_vnd if worn else None,
            remaining_vnd=worn.remaining_vnd if worn else None,
        )


def _buildings(store: "RecordStore", catalogs: Catalogs) -> Iterator[Building]:
    areas: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for one in store.fact_rows("building", "uses", ("use", "m2")):
        if one["use"] and one["m2"] is not None:
            areas[one["id"]][one["use"]] += _number(one["m2"]) or 0
    divisions: dict[str, set[str]] = defaultdict(set)
    for one in store.fact_rows("building", "divisions", ("division",)):
        if one["division"]:
            divisions[one["id"]].add(fold(one["division"]))
    for row in store.facts("building", _BUILDING):
        group = wear.group_of(row["grade"], catalogs)
        yield Building(
            id=row["id"],
            label=row["label"],
            is_headquarters=row["is_headquarters"] is True,
            is_surplus=row["is_surplus"] is True,
            is_service_centre=row["is_service_centre"] is True,
            states=frozenset((row["state"] or "").split(";")) - {""},
            year_built=_year(row["year_built"]),
            life_years=group.life_years if group else None,
            areas=dict(areas.get(row["id"], {})),
            divisions=frozenset(divisions.get(row["id"], ())),
            distance_km=_number(row["distance_km"]),
            service_distance_km=_number(row["service_distance_km"]),
            service_travel_minutes=row["service_travel_minutes"],
            option=row["handling_option"],
            progress=row["progress"],
            due_on=_day(row["due_on"]),
            handed_over_on=_day(row["handed_over_on"]),
            new_use=row["new_use"],
            rooms=row["housing_rooms"],
            rooms_used=row["housing_used"],
            rooms_needed=row["housing_need"],
        )


def _systems(store: "RecordStore") -> Iterator[System]:
    outages = _by_record(store, "system", "outages", ("date", "hours", "cause"))
    for row in store.facts("system", _SYSTEM):
        yield System(
            id=row["id"],
            label=row["label"],
            kind=row["kind"],
            provider=row["provider"] or "",
            state=row["state"],
            promised_mbps=_number(row["promised_down_mbps"]),
            measured_mbps=_number(row["measured_down_mbps"]),
            since=row["since"],
            outages=tuple(
                Outage(one["row_id"], day, _number(one["hours"]) or Decimal(0), one["cause"])
                for one in outages.get(row["id"], ())
                if (day := _day(one["date"])) is not None
            ),
        )


def _loads(store: "RecordStore", at: date) -> Iterator[Load]:
    """The rows of the year of the day, up to its month; a row that tells the year alone is among them."""
    for row in store.facts("workload", _WORKLOAD):
        month = row["month"] or ""
        if month[:4] != f"{at.year:04d}" or month > at.isoformat()[:7]:
            continue
        yield Load(
            id=row["id"],
            month=month,
            field=row["field"],
            received=row["received"],
            online=row["received_online"],
            early=row["early"],
            on_time=row["on_time"],
            late=row["late"],
            resolved=row["resolved"],
            left_over=row["in_progress"],
            overdue=row["overdue"],
            people=_number(row["people"]),
        )


def _is_there(row: Row, at: date) -> bool:
    """Whether a thing was put to use by that day, as far as is known, and not disposed of."""
    begins = dates.first_day(row["year_in_use"]) if row["year_in_use"] else date.min
    gone = _day(row["disposed_on"])
    return begins <= at and (gone is None or gone > at)


def _as_it_stood(row: Row, moves: tuple[Row, ...], at: date) -> tuple[str, str]:
    """Room and user on a day: those that the first later move led away from."""
    later = sorted(
        (one for one in moves if (day := _day(one["date"])) is not None and day > at),
        key=lambda one: str(one["date"]),
    )
    room = next((one["from_room"] for one in later if one["from_room"]), row["room"])
    user = next((one["from_user"] for one in later if one["from_user"]), row["user"])
    return room or "", user or ""


def _worn(
    kind: str | None, price: int | None, group: wear.Group | None, in_use: str | None, at: date
) -> wear.Wear | None:
    """The wear of a fixed asset; a tool has none, and one whose group or year is not known cannot be told."""
    if kind != wear.FIXED or price is None or group is None or not in_use:
        return None
    return wear.wear_of(price, group, in_use, at)


def _is_past_life(group: wear.Group | None, in_use: str | None, at: date) -> bool:
    return group is not None and bool(in_use) and at.year - int(str(in_use)[:4]) >= group.life_years


def _is_usable(condition: str | None, catalogs: Catalogs) -> bool | None:
    """Whether it still serves, by the list of conditions; None for words that the list does not know."""
    item = catalogs["asset_conditions"].find(condition) if condition else None
    return item.extra["usable"] == "yes" if item else None


def _by_record(
    store: "RecordStore", form_id: str, section_id: str, names: tuple[str, ...]
) -> Mapping[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in store.fact_rows(form_id, section_id, names):
        found[row["id"]].append(row)
    return {record_id: tuple(rows) for record_id, rows in found.items()}


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso and len(iso) == _WHOLE_DAY and dates.is_partial_date(iso) else None


def _year(iso: str | None) -> int | None:
    return int(iso[:4]) if iso else None


def _number(column: float | None) -> Decimal | None:
    """A column of decimals lies there as a float of two places at most."""
    return None if column is None else Decimal(str(column)).quantize(_CENT)
