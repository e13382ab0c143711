"""Fixed asset or tool, and wear as at the end of a year (Circular 23/2023/TT-BTC), for lists and prints."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from . import dates
from .catalog import Catalogs, in_force
from .values import clean_value

FIXED: Final = "tscd"
TOOL: Final = "ccdc"
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True)
class Group:
    """A depreciation group: useful life in whole years, wear in percent of the price a year."""

    code: str
    life_years: int
    rate_pct: Decimal
    certainty: str


@dataclass(frozen=True)
class Wear:
    """The wear of one asset as at 31/12 of `year`, in dong; `years` is how many years' wear were counted."""

    year: int
    years: int
    worn_vnd: int
    remaining_vnd: int


def group_of(code: object, catalogs: Catalogs) -> Group | None:
    """The depreciation group of a code; None for one that the list does not have."""
    item = catalogs["depreciation_groups"].get(code)
    if item is None:
        return None
    return Group(
        item.code, int(item.extra["useful_life_years"]), Decimal(item.extra["rate_pct"]), item.certainty
    )


def group_of_asset(group: object, norm_item: object, category: object, catalogs: Catalogs) -> Group | None:
    """The group that was chosen, or that of the norm item, or of the item which the category names."""
    if group is not None:
        return group_of(group, catalogs)
    items = catalogs["norm_items"]
    item = items.get(norm_item) or (items.find(category) if isinstance(category, str) else None)
    return group_of(item.extra["group"], catalogs) if item else None


def unit_price(price_vnd: object, quantity: object, *, is_of_lot: bool) -> int | None:
    """The price of one asset in whole dong; None when it is not known."""
    if not isinstance(price_vnd, int) or isinstance(price_vnd, bool):
        return None
    many = quantity if isinstance(quantity, int) and quantity > 0 else 1
    return price_vnd // many if is_of_lot else price_vnd


def kind_of_asset(price: int | None, group: Group | None, in_use: object, catalogs: Catalogs) -> str | None:
    """Fixed asset or tool, by the threshold in force when it was put to use; None without a price.

    Without a year the latest threshold holds. A group whose life is not over the years told is a tool;
    without a group the life is taken to be long enough.
    """
    rows = catalogs.table("asset_thresholds")
    if dates.is_partial_date(in_use):
        rows = tuple(in_force(rows, dates.last_day(str(in_use)))) or rows
    if price is None or not rows:
        return None
    row = max(rows, key=lambda one: one["valid_from"])
    is_long = group is None or group.life_years > int(row["more_than_years"])
    return FIXED if is_long and price >= int(row["min_unit_price_vnd"]) else TOOL


def wear_of(price: int, group: Group, in_use: str, at: date) -> Wear:
    """The wear of a fixed asset as at the last 31/12 that is not after a day.

    It is counted once a year, in December, for every asset there on the 31st, so the year in which it was put
    to use counts in full; it never exceeds the price. Halves of a dong are rounded up.
    """
    year = at.year if (at.month, at.day) == (12, 31) else at.year - 1
    years = min(max(year - int(in_use[:4]) + 1, 0), group.life_years)
    share = _HUNDRED if years == group.life_years else min(group.rate_pct * years, _HUNDRED)
    worn = int((price * share / _HUNDRED).quantize(Decimal(1), ROUND_HALF_UP))
    return Wear(year, years, worn, price - worn)


def asset_kind(values: Mapping[str, Any], catalogs: Catalogs) -> str | None:
    """The kind of the asset in a record of the form `equipment`."""
    told = {name: clean_value(values.get(name)) for name in _ASKED}
    group = group_of_asset(told["depreciation_group"], told["norm_item"], told["category"], catalogs)
    price = unit_price(told["price_vnd"], told["quantity"], is_of_lot=told["price_is_of_lot"] is True)
    return kind_of_asset(price, group, told["year_in_use"], catalogs)


_ASKED: Final = (
    *("depreciation_group", "norm_item", "category", "price_vnd", "quantity", "price_is_of_lot"),
    "year_in_use",
)
