"""Pay scales: what coefficient a step of a rank has on a day (Decree 204/2004/NĐ-CP and its successors)."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from .catalog import Catalogs, in_force


@dataclass(frozen=True)
class Scale:
    """The steps of one pay scale: coefficient by step number, and months to the next step."""

    code: str
    coefficients: Mapping[int, Decimal]
    months_to_next: int | None


def scale_of_rank(rank_code: str, on: date, catalogs: Catalogs) -> Scale | None:
    """The scale of a rank as in force on a day; None for a rank that no list has or that has no scale."""
    rank = catalogs["ranks"].get(rank_code)
    return (
        _scales(_last_change(on, catalogs), catalogs).get(rank.extra.get("scale_code", "")) if rank else None
    )


def all_scales(on: date, catalogs: Catalogs) -> tuple[Scale, ...]:
    """Every scale in force on a day."""
    return tuple(_scales(_last_change(on, catalogs), catalogs).values())


def _last_change(on: date, catalogs: Catalogs) -> date:
    """The day since which the scales of a day hold: they change so rarely that few need to be made."""
    changes = _changes(catalogs)
    return changes[bisect_right(changes, on) - 1]


@lru_cache(maxsize=8)
def _changes(catalogs: Catalogs) -> tuple[date, ...]:
    """The days from which on other scales hold, in their order; the first is before all."""
    rows = catalogs.table("salary_scales")
    begin = {date.fromisoformat(row["valid_from"]) for row in rows if row["valid_from"]}
    end = {date.fromisoformat(row["valid_to"]) + timedelta(days=1) for row in rows if row["valid_to"]}
    return tuple(sorted({date.min} | begin | end))


@lru_cache(maxsize=64)
def _scales(on: date, catalogs: Catalogs) -> Mapping[str, Scale]:
    """Every scale in force on a day, by its code."""
    by_code: dict[str, list[Mapping[str, str]]] = {}
    for row in in_force(catalogs.table("salary_scales"), on):
        by_code.setdefault(row["scale_code"], []).append(row)
    return {code: _scale(code, rows) for code, rows in by_code.items()}


def _scale(code: str, rows: Sequence[Mapping[str, str]]) -> Scale:
    months = rows[0]["months_to_next_step"]
    steps = {int(row["step"]): Decimal(row["coefficient"]) for row in rows}
    return Scale(code, steps, int(months) if months else None)
