"""The table of wear (hao mòn) as at 31/12: by group, fixed asset or tool, and asset by asset."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from desktop import messages
from desktop.domain.norms import Asset
from desktop.domain.wear import FIXED, TOOL

from . import asset_facts
from .figure_view import Block, Figure, Row, View, behind, row

if TYPE_CHECKING:
    from .asset_figures import Source

_DECEMBER = (12, 31)


def wear(source: "Source") -> View:
    """Original value, wear of the year, wear in all and what remains; wear is counted once a year."""
    year = source.at.year if (source.at.month, source.at.day) == _DECEMBER else source.at.year - 1
    at = date(year, *_DECEMBER)
    now = asset_facts.read(source.store, at, source.session.catalogs)
    before = asset_facts.read(source.store, date(year - 1, *_DECEMBER), source.session.catalogs)
    former = {one.id: one.worn_vnd or 0 for one in before.assets}
    fixed = [one for one in now.assets if one.kind == FIXED]
    blocks = (
        Block("wear_groups", _SUMS, tuple(_by_group(source, fixed, former)), ("group",)),
        Block("wear_kinds", _KINDS, tuple(_by_kind(now.assets, former)), ("asset_kind",)),
        Block(
            "wear_assets", _ASSETS, tuple(_asset(source, one, former) for one in fixed), ("asset", "group")
        ),
        _cars(now, {one.id: one.worn_vnd or 0 for one in before.cars}),
    )
    unknown = sum(1 for one in fixed if one.worn_vnd is None)
    notices = [messages.say("figures.not_the_ledger")]
    if unknown:
        notices.append(messages.say("figures.wear_unknown", count=unknown))
    told = messages.say("figures.as_at_year", year=year)
    return View("equipment_wear", told, tuple(notices), (), blocks)


_MONEY = ("price", "wear_year", "worn", "remaining")
_SUMS = ("group", "records", "quantity", *_MONEY)
_KINDS = ("asset_kind", "records", "quantity", *_MONEY)
_ASSETS = ("asset", "group", "year", "quantity", *_MONEY)


def _by_group(source: "Source", fixed: Iterable[Asset], former: Mapping[str, int]) -> list[Row]:
    groups = _grouped(fixed, lambda one: one.group or "")
    order = {item.code: at for at, item in enumerate(source.session.catalogs["depreciation_groups"].items)}
    rows = [
        _sum(
            source.words.code("depreciation_groups", key) or messages.say("norms.nobody"), groups[key], former
        )
        for key in sorted(groups, key=lambda one: order.get(one, len(order)))
    ]
    everything = [one for some in groups.values() for one in some]
    return [*rows, _sum(messages.say("figures.total"), everything, former, "strong")] if rows else []


def _by_kind(assets: Iterable[Asset], former: Mapping[str, int]) -> list[Row]:
    groups = _grouped(assets, lambda one: one.kind or "")
    names = {FIXED: "norms.tscd", TOOL: "norms.ccdc", "": "figures.kind_unknown"}
    rows = [_sum(messages.say(names[key]), groups[key], former) for key in names if key in groups]
    everything = [one for some in groups.values() for one in some]
    return [*rows, _sum(messages.say("figures.total"), everything, former, "strong")] if rows else []


def _sum(name: str, assets: list[Asset], former: Mapping[str, int], mark: str = "") -> Row:
    """What some records do not tell counts as nothing, and a notice says how many there are."""
    ids = behind("equipment", (one.id for one in assets))
    numbers = (
        len(assets),
        sum(one.quantity for one in assets),
        sum(one.value_vnd for one in assets),
        _told(_of_year(one.id, one.worn_vnd, former) for one in assets),
        _told(one.worn_vnd for one in assets),
        _told(one.remaining_vnd for one in assets),
    )
    return (Figure(name, ids, mark), *(Figure(number, ids, mark) for number in numbers))


def _told(numbers: Iterable[int | None]) -> int | None:
    told = [one for one in numbers if one is not None]
    return sum(told) if told else None


def _asset(source: "Source", one: Asset, former: Mapping[str, int]) -> Row:
    return row(
        Figure(one.label, behind("equipment", [one.id])),
        source.words.code("depreciation_groups", one.group),
        str(one.year) if one.year else None,
        one.quantity,
        *(one.value_vnd, _of_year(one.id, one.worn_vnd, former), one.worn_vnd, one.remaining_vnd),
    )


def _cars(now: asset_facts.AssetFacts, former: Mapping[str, int]) -> Block:
    rows = tuple(
        row(
            Figure(one.label, behind("vehicle", [one.id])),
            one.price_vnd,
            _of_year(one.id, one.worn_vnd, former),
            *(one.worn_vnd, one.remaining_vnd),
        )
        for one in now.cars
    )
    return Block("wear_cars", ("vehicle", *_MONEY), rows, ("vehicle",))


def _of_year(asset_id: str, worn: int | None, former: Mapping[str, int]) -> int | None:
    """The wear of the year: what is worn at its end less what was at that of the year before."""
    return None if worn is None else worn - former.get(asset_id, 0)


def _grouped(assets: Iterable[Asset], key: Callable[[Asset], str]) -> dict[str, list[Asset]]:
    found: dict[str, list[Asset]] = {}
    for one in assets:
        found.setdefault(key(one), []).append(one)
    return found
