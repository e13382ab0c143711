"""A record of the form `rating` as the arithmetic wants it: numbers as numbers, the unreadable as none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from . import places
from .catalog import Catalogs
from .rating_law import group_of
from .values import clean_value

_PERCENTS: Final = ("quantity", "quality", "progress", "unit", "organising", "unity")
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 9999
_MOST_DIGITS: Final = 18


@dataclass(frozen=True)
class Criterion:
    """One common criterion: the most it is worth, one's own points, those of the authority."""

    code: str | None
    most: Decimal | None
    own: Decimal | None
    given: Decimal | None


@dataclass(frozen=True)
class Product:
    """One product in converted quantities, and how often it failed in quality or was late."""

    name: str
    assigned: Decimal
    done: Decimal
    failures: int = 0
    delays: int = 0


@dataclass(frozen=True)
class TakenIn:
    """The result of a former unit for a period."""

    unit: str
    period: str | None
    points: Decimal | None
    document: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: who, when, what is said; `group` is that of `rating_schemes`."""

    subject: str = ""
    division: str = ""
    scope: str | None = None
    person: str | None = None
    category: str | None = None
    group: str | None = None
    leader: bool = False
    task_group: str = ""
    year: int | None = None
    period: str | None = None
    rated_by: str | None = None
    outstanding: bool = False
    criteria: tuple[Criterion, ...] = ()
    products: tuple[Product, ...] = ()
    percents: Mapping[str, Decimal] = field(default_factory=dict)
    common_points: Decimal | None = None
    task_points: Decimal | None = None
    total_points: Decimal | None = None
    case: str | None = None
    authority_class: str | None = None
    final_class: str | None = None
    taken_in: tuple[TakenIn, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    record_id: str = ""

    @property
    def on(self) -> date | None:
        """The day whose law holds."""
        return None if self.year is None else date(self.year, 12, 31)

    @property
    def recorded_class(self) -> str | None:
        """The class as decided, else as the authority proposes it."""
        return self.final_class or self.authority_class


def sheet_of(payload: Mapping[str, Any], catalogs: Catalogs, record_id: str = "") -> Sheet:
    """The sheet in a payload."""
    values = {name: clean_value(value) for name, value in payload.items()}
    scope, category, year = values.get("scope"), values.get("category"), values.get("year")
    percents = {name: _number(values.get(f"{name}_percent")) for name in _PERCENTS}
    return Sheet(
        subject=str(values.get("subject") or ""),
        division=str(values.get("division") or ""),
        scope=scope,
        person=values.get("person"),
        category=category,
        group=group_of(scope, category, catalogs),
        leader=values.get("leader") is True,
        task_group=str(values.get("task_group") or ""),
        year=year if isinstance(year, int) and _FIRST_YEAR <= year <= _LAST_YEAR else None,
        period=values.get("period"),
        rated_by=values.get("rated_by"),
        outstanding=values.get("outstanding") is True,
        criteria=tuple(_criteria(payload, catalogs)),
        products=tuple(_products(payload)),
        percents={name: number for name, number in percents.items() if number is not None},
        common_points=_number(values.get("common_points")),
        task_points=_number(values.get("task_points")),
        total_points=_number(values.get("total_points")),
        case=values.get("not_completed_case"),
        authority_class=values.get("authority_class"),
        final_class=values.get("final_class"),
        taken_in=tuple(_taken_in(payload)),
        missing={
            str(clean_value(row.get("period"))): str(clean_value(row.get("reason")) or "")
            for row in places.rows(payload, "missing")
        },
        record_id=record_id,
    )


def _criteria(payload: Mapping[str, Any], catalogs: Catalogs) -> Iterator[Criterion]:
    """The rows that bear points: the headings of groups do not."""
    for row in places.rows(payload, "common_criteria"):
        item = catalogs["evaluation_criteria"].get(clean_value(row.get("criterion")))
        if item is not None and item.extra["kind"] == "group":
            continue
        most = _number(row.get("max_points")) or (_number(item.extra["max_points"]) if item else None)
        own, given = _number(row.get("self_points")), _number(row.get("authority_points"))
        yield Criterion(item.code if item else None, most, own, given)


def _products(payload: Mapping[str, Any]) -> Iterator[Product]:
    for row in places.rows(payload, "products"):
        assigned = _number(row.get("assigned"))
        if assigned is not None:
            yield Product(
                str(clean_value(row.get("name")) or ""),
                assigned,
                _number(row.get("done")) or Decimal(0),
                _count(row.get("quality_failures")),
                _count(row.get("delays")),
            )


def _taken_in(payload: Mapping[str, Any]) -> Iterator[TakenIn]:
    for row in places.rows(payload, "taken_in"):
        unit, document = clean_value(row.get("unit")), clean_value(row.get("document"))
        period, points = clean_value(row.get("period")), _number(row.get("points"))
        yield TakenIn(str(unit or ""), period, points, str(document or ""))


def _number(value: object) -> Decimal | None:
    """A stored number, not below nothing; None for what is none."""
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
    if number is None or not number.is_finite() or number.adjusted() > _MOST_DIGITS:
        return None
    return number if number >= 0 else None


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
