"""Pay scales: what coefficient a step of a rank has on a day (Decree 204/2004/NĐ-CP and its successors)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from .catalog import Catalogs, in_force


@dataclass(frozen=True)
class Scale:
    """The steps of one pay scale: coefficient by step number, and months to the next step."""

    code: str
    coefficients: Mapping[int, Decimal]
    months_to_next: int | None


@lru_cache(maxsize=1024)
def scale_of_rank(rank_code: str, on: date, catalogs: Catalogs) -> Scale | None:
    """The scale of a rank as in force on a day; None for a rank that no list has or that has no scale."""
    rank = catalogs["ranks"].get(rank_code)
    if rank is None or not rank.extra.get("scale_code"):
        return None
    scale = rank.extra["scale_code"]
    rows = in_force([row for row in catalogs.table("salary_scales") if row["scale_code"] == scale], on)
    if not rows:
        return None
    months = rows[0]["months_to_next_step"]
    return Scale(
        scale,
        {int(row["step"]): Decimal(row["coefficient"]) for row in rows},
        int(months) if months else None,
    )


@lru_cache(maxsize=64)
def all_coefficients(on: date, catalogs: Catalogs) -> tuple[Decimal, ...]:
    """Every coefficient of every scale in force on a day."""
    return tuple(Decimal(row["coefficient"]) for row in in_force(catalogs.table("salary_scales"), on))
