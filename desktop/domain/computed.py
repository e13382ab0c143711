"""Fields that are worked out from others, by the names that `computed = "…"` in a form uses."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from . import approval, dates, rating_values
from .catalog import Catalogs
from .values import Value, clean_value
from .wear import asset_kind

Compute = Callable[[Mapping[str, Any], Catalogs], Value]


def retirement_date(values: Mapping[str, Any], catalogs: Catalogs) -> Value:
    """The first day of retirement: the month after the age is reached, by month of birth.

    Decree 135/2020/NĐ-CP, annex I; where only the year of birth is known its last month counts, so that
    nobody is shown as leaving too early.
    """
    birth, sex = clean_value(values.get("birth_date")), clean_value(values.get("sex"))
    if not dates.is_partial_date(birth) or sex is None:
        return None
    month = dates.last_day(birth).isoformat()[:7]
    for row in catalogs.table("retirement_age"):
        if (
            row["sex"] == sex
            and row["born_from"] <= month
            and (not row["born_to"] or month <= row["born_to"])
        ):
            months = int(row["years"]) * 12 + int(row["months"]) + 1
            year, rest = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + months, 12)
            return date(year, rest + 1, 1).isoformat()
    return None


def current_category(values: Mapping[str, Any], _: Catalogs) -> Value:
    """The category in the latest row of the status history that tells one: leave does not end it."""
    return _latest(values, having="category").get("category")


def current_status(values: Mapping[str, Any], _: Catalogs) -> Value:
    """The status in the latest row of the status history."""
    return _latest(values).get("status")


def province_of_commune(values: Mapping[str, Any], catalogs: Catalogs) -> Value:
    """The province a commune belongs to."""
    commune = catalogs["communes"].get(clean_value(values.get("commune")))
    return commune.extra["province_code"] if commune else None


def approval_state(values: Mapping[str, Any], _: Catalogs) -> Value:
    """Where the record stands with its approval, a code of the catalogue `approval_states`."""
    return approval.state(values)


def approval_one_person(values: Mapping[str, Any], _: Catalogs) -> Value:
    """True where one and the same person handed in, reviewed and approved the record."""
    return approval.is_one_person(values)


COMPUTED: Final[Mapping[str, Compute]] = {
    "retirement_date": retirement_date,
    "current_category": current_category,
    "current_status": current_status,
    "province_of_commune": province_of_commune,
    "rating_self_common": rating_values.self_common,
    "rating_self_total": rating_values.self_total,
    "rating_reckoned_common": rating_values.reckoned_common,
    "rating_reckoned_task": rating_values.reckoned_task,
    "rating_reckoned_total": rating_values.reckoned_total,
    "rating_reckoned_class": rating_values.reckoned_class,
    "asset_kind": asset_kind,
    "approval_state": approval_state,
    "approval_one_person": approval_one_person,
}


def _latest(values: Mapping[str, Any], having: str = "") -> dict[str, Any]:
    """The row that began last, of those with that answer; of one day, or of none, the one entered last."""
    found: dict[str, Any] = {}
    since = ""
    for row in values.get("status_history") or ():
        told = {key: clean_value(value) for key, value in row.items()}
        begins = told.get("since") or ""
        if begins >= since and (not having or told.get(having) is not None):
            found, since = told, begins
    return found
