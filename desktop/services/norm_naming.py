"""What a value of a norm is called and how it is written: its table, whose it is, its unit."""

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from desktop import messages
from desktop.domain.charts import figure

from .norm_overrides import NormValue
from .norm_words import Words, certainty

if TYPE_CHECKING:
    from .session import Session

_PRICE: Final = "max_price_vnd"
_UNITS: Final = {
    "m2_per_person": "m2",
    "shared_pct": "percent",
    "shared_cars": "cars",
    "price_ceiling": "dong",
    "cramped_pct": "percent",
    "run_down_life_pct": "percent",
    "scattered_sites": "sites",
    "scattered_km": "km",
}


def name_of(session: "Session", norm: NormValue) -> str:
    """The title, item or bound, with whom it is for where several rows share it."""
    row, words = norm.row, Words(session)
    if norm.table == "office_area_norms":
        return row["title"]
    if norm.table == "equipment_norms":
        kind = messages.say("norm_names.price" if norm.column == _PRICE else "norm_names.quantity")
        posts = ", ".join(words.code("positions", code) for code in row["positions"].split(";") if code)
        return " · ".join(filter(None, (words.code("norm_items", row["item"]), posts, kind)))
    if norm.table == "facility_rules":
        return messages.say(f"norm_names.{row['rule']}")
    seats = (
        messages.say("norm_names.seats", least=row["seats_from"], most=row["seats_to"])
        if row["seats_from"]
        else ""
    )
    axles = messages.say("norm_names.two_axle") if row["two_axle"] else ""
    return " · ".join(filter(None, (messages.say(f"norm_names.{row['measure']}"), seats, axles)))


def unit_of(norm: NormValue) -> str:
    """In what a value is told."""
    if norm.table == "equipment_norms":
        unit = "dong" if norm.column == _PRICE else f"per_{norm.row['per']}"
    else:
        unit = _UNITS[norm.row.get("rule") or norm.row["measure"]]
    return messages.say(f"norm_names.unit_{unit}")


def value_of(norm: NormValue) -> str:
    """The value as people write it, or that the table does not know it."""
    if not norm.value:
        return messages.say("norms.unknown")
    return figure(Decimal(norm.value), messages.language())


def in_words(session: "Session", norm: NormValue) -> tuple[str, ...]:
    """Table, norm, value with its unit and what another source says, certainty, validity, basis."""
    valid = messages.say(
        "norm_names.valid", since=_day(norm.valid_from) or "…", until=_day(norm.valid_to) or "…"
    )
    sure = messages.say("norm_names.own") if norm.record else certainty(norm.certainty)
    return (
        session.forms["norm_override"].field("norm_table").type.show(norm.table, messages.language()),
        name_of(session, norm),
        _with_unit(norm),
        *(sure, valid, norm.legal_basis),
    )


def _with_unit(norm: NormValue) -> str:
    if not norm.value:
        return value_of(norm)
    text = f"{value_of(norm)} {unit_of(norm)}"
    if not norm.other:
        return text
    return messages.say("norm_names.or", value=text, other=figure(Decimal(norm.other), messages.language()))


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-"))) if iso else ""
