"""Machines and furniture: need by the norms, have by state, shortage, surplus and money.

Decision 15/2025/QĐ-TTg (machines and furniture), cars stand in `cars`. Every figure carries the ids of
the people and the assets behind it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Final

from .catalog import Catalogs, in_force
from .norm_rows import Row, Staff, highest, number, rows_for, weakest

ONE_PERSON: Final = "person"
ONE_DIVISION: Final = "division"


@dataclass(frozen=True)
class Asset:
    """One asset or lot as at a day; money in whole dong, None where it is not told.

    `usable` is False when it is broken, None when its state is in words that no list knows; `cannot_run` is a
    computer on which the required software does not run. `worn_vnd` is None where no wear is counted.
    """

    id: str
    label: str
    item: str | None
    group: str | None
    kind: str | None
    quantity: int
    unit_price_vnd: int | None
    worn_vnd: int | None
    remaining_vnd: int | None
    state: str | None
    usable: bool | None
    cannot_run: bool
    year: int | None
    room: str
    user: str
    person: str | None
    is_past_life: bool

    @property
    def value_vnd(self) -> int:
        """The price of the whole lot; 0 where it is not known."""
        return (self.unit_price_vnd or 0) * self.quantity


@dataclass(frozen=True)
class ItemFigure:
    """One norm item. `need` is None where the norm does not tell how many; then there is no shortage either.

    `have` = `usable` + `broken` + `unfit` (sound, but what is required does not run on it); `shortage` and
    `surplus` hold `usable` against `need`. `money_vnd` is the shortage at the highest price of the norm, so
    no more than that. `people` are those with a claim of their own.
    """

    item: str
    need: int | None
    have: int
    usable: int
    broken: int
    unfit: int
    state_unknown: int
    shortage: int | None
    surplus: int | None
    max_price_vnd: int | None
    money_vnd: int | None
    certainty: str
    price_certainty: str
    people: tuple[str, ...]
    assets: tuple[str, ...]
    notes: tuple[str, ...]
    legal_bases: tuple[str, ...]


@dataclass(frozen=True)
class Sum:
    """Assets that have something in common: how many records and pieces, price and what remains in dong."""

    key: str
    records: int
    quantity: int
    value_vnd: int
    remaining_vnd: int
    assets: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """What the norms give of one item: how many (None: not told), the highest price, whose claim."""

    need: int | None
    price: int | None
    people: tuple[str, ...]
    rows: tuple[Row, ...]


def item_figures(
    staff: Sequence[Staff], assets: Sequence[Asset], at: date, catalogs: Catalogs
) -> tuple[ItemFigure, ...]:
    """A figure for every item that a norm in force names or an asset is of, in the order of the list."""
    rows = in_force(catalogs.table("equipment_norms"), at)
    named = {row["item"] for row in rows} | {one.item for one in assets if one.item}
    return tuple(
        _item_figure(
            item.code,
            claim_of([row for row in rows if row["item"] == item.code], staff, catalogs),
            [one for one in assets if one.item == item.code],
        )
        for item in catalogs["norm_items"].items
        if item.code in named
    )


def claim_of(rows: Sequence[Row], staff: Sequence[Staff], catalogs: Catalogs) -> Claim:
    """What the rows of one item give to the people present.

    Each person counts with the highest row of all posts held; the sum of all parts is rounded up (Decision
    15/2025: 0,21 is 1, 9,68 is 10). Who has no row has no claim; a row without a number
    makes the need unknown.
    """
    used: list[Row] = []
    people: list[str] = []
    parts: list[Decimal | None] = []
    own = [row for row in rows if row["per"] == ONE_PERSON]
    for person in staff:
        row = highest(rows_for(person, own, catalogs["positions"]), "quantity")
        if row is not None:
            used.append(row)
            people.append(person.id)
            parts.append(number(row["quantity"]))
    divisions = len({person.division for person in staff} - {""})
    for row in rows:
        if row["per"] != ONE_PERSON:
            quantity = number(row["quantity"])
            many = divisions if row["per"] == ONE_DIVISION else 1
            used.append(row)
            parts.append(None if quantity is None else quantity * many)
    known = [part for part in parts if part is not None]
    prices = [int(row["max_price_vnd"]) for row in used if row["max_price_vnd"]]
    return Claim(
        need=rounded_up(sum(known, Decimal(0))) if len(known) == len(parts) and rows else None,
        price=max(prices, default=None),
        people=tuple(people),
        rows=tuple({id(row): row for row in used}.values()),
    )


def rounded_up(quantity: Decimal) -> int:
    """A count as whole pieces."""
    return int(quantity.to_integral_value(ROUND_CEILING))


def _item_figure(item: str, claim: Claim, assets: Sequence[Asset]) -> ItemFigure:
    have = sum(one.quantity for one in assets)
    broken = sum(one.quantity for one in assets if one.usable is False)
    unfit = sum(one.quantity for one in assets if one.usable is not False and one.cannot_run)
    usable = have - broken - unfit
    shortage = None if claim.need is None else max(claim.need - usable, 0)
    rows = claim.rows
    return ItemFigure(
        item=item,
        need=claim.need,
        have=have,
        usable=usable,
        broken=broken,
        unfit=unfit,
        state_unknown=sum(one.quantity for one in assets if one.usable is None),
        shortage=shortage,
        surplus=None if claim.need is None else max(usable - claim.need, 0),
        max_price_vnd=claim.price,
        money_vnd=None if shortage is None or claim.price is None else shortage * claim.price,
        certainty=weakest(row["certainty"] for row in rows) if rows else "low",
        price_certainty=weakest(row["price_certainty"] for row in rows) if rows else "low",
        people=claim.people,
        assets=tuple(one.id for one in assets),
        notes=tuple(dict.fromkeys(row["note"] for row in rows if row["note"])),
        legal_bases=tuple(dict.fromkeys(row["legal_basis"] for row in rows if row["legal_basis"])),
    )


def sums_by(assets: Iterable[Asset], key: Callable[[Asset], str | None]) -> tuple[Sum, ...]:
    """The sums of all assets by a key; what has none stands under the empty key, last."""
    found: dict[str, list[Asset]] = {}
    for one in assets:
        found.setdefault(key(one) or "", []).append(one)
    return tuple(_sum(name, found[name]) for name in sorted(found, key=lambda name: (not name, name)))


def _sum(key: str, assets: Sequence[Asset]) -> Sum:
    return Sum(
        key=key,
        records=len(assets),
        quantity=sum(one.quantity for one in assets),
        value_vnd=sum(one.value_vnd for one in assets),
        remaining_vnd=sum(one.remaining_vnd or 0 for one in assets),
        assets=tuple(one.id for one in assets),
    )
