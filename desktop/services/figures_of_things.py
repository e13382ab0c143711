"""Machines, furniture and cars beside their norms, and what state the computers are in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop import messages
from desktop.domain.charts import Bar, Columns, GapRow, Gaps
from desktop.domain.norms import Asset, ItemFigure

from .figure_view import Block, Charted, Counted, Figure, Row, View, behind, row, short
from .figures_of_houses import as_at
from .norm_words import certainty, truth

if TYPE_CHECKING:
    from .asset_figures import Source


def items(source: "Source") -> View:
    """Need, have, shortage and money of every norm item."""
    figures = source.report.items
    assets = {one.id: one for one in source.report.assets}
    rows = [_item(source, one, assets) for one in figures]
    money = [one for one in figures if one.money_vnd is not None]
    if money:
        rows.append(_total(sum(one.money_vnd or 0 for one in money), money))
    columns = (
        *("item", "need", "have", "usable", "broken", "unfit", "shortage", "surplus", "max_price", "money"),
        *("certainty", "basis_note"),
    )
    block = Block("items", columns, tuple(rows), ("item", "basis_note", "certainty"))
    unknown = sum(1 for one in figures if one.need is None)
    notices = [messages.say("figures.no_quantity", count=unknown)] if unknown else []
    if any(one.money_vnd is not None and one.price_certainty != "high" for one in figures):
        notices.append(messages.say("figures.unsure_money"))
    return View("equipment_norms", as_at(source), tuple(notices), (_gaps(source),), (block,))


def _item(source: "Source", one: ItemFigure, assets: dict[str, Asset]) -> Row:
    sound, broken, unfit = _by_state(one.assets, assets)
    people, things = behind("person", one.people), behind("equipment", one.assets)
    need = messages.say("norms.unknown") if one.need is None else one.need
    surplus = Figure(one.surplus, sound, "warning" if one.surplus else "")
    return row(
        Figure(source.words.code("norm_items", one.item), (*things, *people)),
        Figure(need, people),
        Figure(one.have, things),
        Figure(one.usable, sound),
        short(one.broken, broken),
        short(one.unfit, unfit),
        short(one.shortage, (*people, *things)),
        surplus,
        one.max_price_vnd,
        Figure(one.money_vnd, (*people, *things)),
        _sure(one),
        " ".join(("; ".join(one.legal_bases), *one.notes)).strip(),
    )


def _by_state(ids: Iterable[str], assets: dict[str, Asset]) -> tuple[tuple[Counted, ...], ...]:
    """Those that serve, the broken ones, those on which what is required does not run."""
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    for one in ids:
        found[1 if assets[one].usable is False else 2 if assets[one].cannot_run else 0].append(one)
    return tuple(behind("equipment", some) for some in found)


def _sure(one: ItemFigure) -> str:
    if one.certainty == one.price_certainty:
        return messages.say("figures.both_sure", certainty=certainty(one.certainty))
    return messages.say(
        "figures.quantity_and_price",
        quantity=certainty(one.certainty),
        price=certainty(one.price_certainty),
    )


def _total(money: int, figures: Iterable[ItemFigure]) -> Row:
    people = behind("person", (person for one in figures for person in one.people))
    empty = (Figure(None),) * 8
    total = Figure(messages.say("figures.total"), mark="strong")
    return (total, *empty, Figure(money, people, "strong"), Figure(None), Figure(None))


def _gaps(source: "Source") -> Charted:
    known = [one for one in source.report.items if one.need is not None and (one.shortage or one.surplus)]
    rows = tuple(
        GapRow(
            source.words.code("norm_items", one.item),
            ((one.surplus or 0) - (one.shortage or 0),),
            one.item,
        )
        for one in known
    )
    chart = Gaps(
        messages.say("figures.chart.items"),
        rows,
        ("",),
        messages.say("figures.short"),
        messages.say("figures.over"),
        messages.say("figures.empty.gaps"),
    )
    return Charted(
        chart, {one.item: (*behind("equipment", one.assets), *behind("person", one.people)) for one in known}
    )


def machines(source: "Source") -> View:
    """Computers a person, their age, and those on which the required software does not run."""
    told, at = source.report.machines, source.at.year
    people = behind("person", (one.id for one in source.report.staff))
    everything = behind("equipment", told.assets)
    block = Block(
        "machines",
        ("figure", "number"),
        (
            row(messages.say("figures.machines_have"), Figure(told.have, everything)),
            row(messages.say("figures.machines_people"), Figure(told.people, people)),
            row(messages.say("figures.machines_each"), Figure(told.per_person, (*everything, *people))),
            row(messages.say("figures.machines_age"), Figure(told.mean_age, everything)),
            row(
                messages.say("figures.machines_past"),
                short(told.past_life, behind("equipment", told.past_life_assets)),
            ),
            row(
                messages.say("figures.machines_unfit"),
                short(told.cannot_run, behind("equipment", told.cannot_run_assets)),
            ),
        ),
        ("figure",),
    )
    wanted = frozenset(told.assets)
    found = [one for one in source.report.assets if one.id in wanted]
    rows = tuple(_machine(source, one, at) for one in found)
    columns = ("machine", "year", "age_years", "quantity", "state", "user", "past_life", "unfit")
    listed = Block("machine_list", columns, rows, ("machine", "user"))
    return View("equipment_machines", as_at(source), (), (_ages(found, at),), (block, listed))


def _machine(source: "Source", one: Asset, year: int) -> Row:
    return row(
        Figure(one.label, behind("equipment", [one.id])),
        str(one.year) if one.year else None,
        None if one.year is None else max(year - one.year, 0),
        one.quantity,
        source.words.code("asset_conditions", one.state),
        one.user,
        Figure(truth(one.is_past_life), mark="warning" if one.is_past_life else ""),
        Figure(truth(one.cannot_run), mark="error" if one.cannot_run else ""),
    )


def _ages(found: Iterable[Asset], year: int) -> Charted:
    """How many machines by age in years."""
    pieces: dict[int, int] = {}
    ids: dict[str, list[str]] = {}
    for one in found:
        if one.year is not None:
            age = max(year - one.year, 0)
            pieces[age] = pieces.get(age, 0) + one.quantity
            ids.setdefault(str(age), []).append(one.id)
    rows = tuple(
        Bar(messages.say("figures.bar_age", age=age), pieces[age], str(age)) for age in sorted(pieces)
    )
    chart = Columns(messages.say("figures.chart.ages"), rows, messages.say("figures.empty.any"))
    return Charted(chart, {key: behind("equipment", some) for key, some in ids.items()})


def cars(source: "Source") -> View:
    """The cars for shared work beside the most that a commune may have."""
    told = source.report.cars
    ids = behind("vehicle", told.cars)
    balance = row(
        Figure(told.most if told.most is not None else messages.say("norms.unknown")),
        Figure(told.have, ids),
        Figure(told.usable, ids),
        short(told.shortage, ids),
        Figure(told.surplus, ids, "warning" if told.surplus else ""),
        certainty(told.certainty),
        " ".join(told.notes),
    )
    columns = ("most", "have", "usable", "shortage", "surplus", "certainty", "note")
    above = frozenset(told.above_ceiling)
    rows = tuple(
        row(
            Figure(one.label, behind("vehicle", [one.id])),
            one.seats,
            truth(one.id in told.cars),
            *(one.price_vnd, one.worn_vnd, one.remaining_vnd),
            truth(one.usable),
            Figure(
                messages.say("norms.above_ceiling") if one.id in above else None,
                mark="error" if one.id in above else "",
            ),
        )
        for one in source.report.vehicles
    )
    listed = ("vehicle", "seats", "counted", "price", "worn", "remaining", "usable", "note")
    blocks = (
        Block("car_balance", columns, (balance,), ("note",)),
        Block("cars", listed, rows, ("vehicle", "note")),
    )
    return View("vehicle_norms", as_at(source), (), (), blocks)
