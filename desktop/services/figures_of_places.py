"""Places with a use of their own: the service centre, official housing, archives of former districts."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop import messages

from .figure_view import Block, Figure, Row, behind, row, short

if TYPE_CHECKING:
    from desktop.domain.facility import Building

    from .asset_figures import Source


def blocks(source: "Source") -> tuple[Block, ...]:
    """A table for each kind of place."""
    houses = [one.building for one in source.report.facilities]
    return _centre(houses), _housing(houses), _archives(source)


def _centre(houses: Iterable["Building"]) -> Block:
    rows = tuple(
        row(
            Figure(one.label, behind("building", [one.id])),
            one.distance_km,
            one.service_distance_km,
            one.service_travel_minutes,
        )
        for one in houses
        if one.is_service_centre or one.service_distance_km is not None
    )
    return Block("service_centre", ("house", "distance", "service_km", "service_minutes"), rows, ("house",))


def _housing(houses: Iterable["Building"]) -> Block:
    """Rooms, those given out, free ones, people in want of one, and how many of these get none."""
    told = [one for one in houses if one.rooms is not None or one.rooms_needed is not None]
    rows: list[Row] = []
    for one in told:
        records = behind("building", [one.id])
        rows.append(
            row(Figure(one.label, records), one.rooms, one.rooms_used, _free(one), one.rooms_needed, None)
        )
    if told:
        free = sum(_free(one) or 0 for one in told)
        needed = sum(one.rooms_needed or 0 for one in told)
        records = behind("building", (one.id for one in told))
        numbers = (
            sum(one.rooms or 0 for one in told),
            sum(one.rooms_used or 0 for one in told),
            free,
            needed,
        )
        cells = [Figure(number, records, "strong") for number in numbers]
        total = Figure(messages.say("figures.total"), mark="strong")
        rows.append((total, *cells, short(max(needed - free, 0), records)))
    columns = ("house", "rooms", "rooms_used", "rooms_free", "rooms_needed", "rooms_missing")
    return Block("housing", columns, tuple(rows), ("house",))


def _free(house: "Building") -> int | None:
    return None if house.rooms is None else house.rooms - (house.rooms_used or 0)


def _archives(source: "Source") -> Block:
    names = {one.building.id: one.building.label for one in source.report.facilities}
    rows: list[Row] = []
    metres = Decimal(0)
    ids: list[str] = []
    for one in source.store.fact_rows("building", "archives", ("owner", "place", "shelf_metres")):
        length = None if one["shelf_metres"] is None else Decimal(str(one["shelf_metres"]))
        metres += length or 0
        ids.append(one["id"])
        records = behind("building", [one["id"]])
        rows.append(row(Figure(names.get(one["id"], ""), records), one["owner"], one["place"], length))
    if rows:
        total = Figure(messages.say("figures.total"), mark="strong")
        rows.append((total, Figure(None), Figure(None), Figure(metres, behind("building", ids), "strong")))
    columns = ("house", "archive_owner", "archive_place", "shelf_metres")
    return Block("archives", columns, tuple(rows), ("house", "archive_owner", "archive_place"))
