"""The figures of a norm report as tables in words, for workbooks, screens and paper."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop import messages
from desktop.domain.norms import Sum
from desktop.domain.office_area import PersonArea

from . import norm_place_tables
from .norm_words import Cell, FigureTable, Words, certainty, plain, truth
from .norms import SUMS, NormReport

if TYPE_CHECKING:
    from .session import Session

_CATALOGS = {"group": "depreciation_groups", "state": "asset_conditions", "item": "norm_items"}


def tables(session: "Session", report: NormReport) -> tuple[FigureTable, ...]:
    """Every table of a report, in the order of the workbook."""
    words = Words(session)
    return (
        _area(report),
        _items(report, words),
        _cars(report),
        norm_place_tables.facilities(report, words),
        norm_place_tables.systems(report, words),
        norm_place_tables.workload(report, words),
        _sums(report, words),
        _assets(report, words),
    )


def _area(report: NormReport) -> FigureTable:
    """A row for each title, then need, have and gap in all."""
    groups: dict[tuple[str, str], list[PersonArea]] = {}
    need = report.area.need
    for one in need.people:
        groups.setdefault((one.title, one.legal_basis), []).append(one)
    rows: list[tuple[Cell, ...]] = []
    for (title, basis), people in groups.items():
        first, many = people[0], len(people)
        sure = certainty(first.certainty)
        rows.append(
            (
                *(title, many, first.m2, first.other, first.m2 * many, first.other * many),
                *(sure, basis, first.note),
            )
        )
    if need.without_norm:
        rows.append((messages.say("norms.without_norm"), len(need.without_norm)))
    shared = (
        messages.say("norms.shared_need", pct=plain(need.shared_pct)) if need.shared_pct is not None else ""
    )
    gap = report.area
    sure, sure_shared = certainty(need.certainty), certainty(need.shared_certainty)
    for text, m2, other, how in (
        (messages.say("norms.working_need"), need.working, need.working_other, sure),
        (messages.say("norms.working_have"), gap.working, None, None),
        (messages.say("norms.working_gap"), gap.working_gap, None, sure),
        (shared, need.shared, need.shared_other, sure_shared),
        (messages.say("norms.shared_have"), gap.shared, None, None),
        (messages.say("norms.shared_gap"), gap.shared_gap, None, sure_shared),
    ):
        rows.append((text, None, None, None, m2, other, how))
    columns = ("title", "people", "norm_m2", "other_m2", "m2", "m2_other", "certainty", "legal_basis", "note")
    return FigureTable("area", columns, tuple(rows), need.notes)


def _items(report: NormReport, words: Words) -> FigureTable:
    rows = tuple(
        (
            words.code("norm_items", one.item),
            *(one.need, one.have, one.usable, one.broken, one.unfit, one.shortage, one.surplus),
            *(one.max_price_vnd, one.money_vnd, certainty(one.certainty), certainty(one.price_certainty)),
            *("; ".join(one.legal_bases), " ".join(one.notes)),
        )
        for one in report.items
    )
    columns = (
        *("item", "need", "have", "usable", "broken", "unfit", "shortage", "surplus", "max_price", "money"),
        *("certainty", "price_certainty", "legal_basis", "note"),
    )
    return FigureTable("items", columns, rows)


def _cars(report: NormReport) -> FigureTable:
    cars = report.cars
    rows = tuple(
        (
            *(one.label, one.seats, truth(one.id in cars.cars), one.price_vnd, one.worn_vnd),
            *(one.remaining_vnd, truth(one.usable), _mark(one.id in cars.above_ceiling)),
        )
        for one in report.vehicles
    )
    about = messages.say(
        "norms.cars_norm",
        most=plain(cars.most),
        have=cars.have,
        usable=cars.usable,
    )
    columns = ("vehicle", "seats", "counted", "price", "worn", "remaining", "usable", "note")
    return FigureTable("cars", columns, rows, (about, *cars.notes))


def _mark(is_above: bool) -> str | None:  # noqa: FBT001 - the value itself is what is worded
    return messages.say("norms.above_ceiling") if is_above else None


def _sums(report: NormReport, words: Words) -> FigureTable:
    rows = tuple(
        (
            messages.say(f"norms.sum_{name}"),
            _key(name, one, words),
            *(one.records, one.quantity, one.value_vnd, one.remaining_vnd),
        )
        for name in SUMS
        for one in report.sums[name]
    )
    return FigureTable("sums", ("by", "key", "records", "quantity", "value", "remaining"), rows)


def _key(name: str, one: Sum, words: Words) -> str:
    if not one.key:
        return messages.say("norms.nobody")
    if name == "kind":
        return messages.say(f"norms.{one.key}")
    return words.code(_CATALOGS[name], one.key) if name in _CATALOGS else one.key


def _assets(report: NormReport, words: Words) -> FigureTable:
    columns = (
        *("asset", "item", "group", "asset_kind", "quantity", "price", "worn", "remaining", "state"),
        *("room", "user"),
    )
    return FigureTable("assets", columns, tuple(_asset_rows(report, words)))


def _asset_rows(report: NormReport, words: Words) -> Iterator[tuple[Cell, ...]]:
    for one in report.assets:
        yield (
            *(one.label, words.code("norm_items", one.item), words.code("depreciation_groups", one.group)),
            *(messages.say(f"norms.{one.kind}") if one.kind else None, one.quantity, one.unit_price_vnd),
            *(one.worn_vnd, one.remaining_vnd, words.code("asset_conditions", one.state)),
            *(one.room, one.user),
        )
