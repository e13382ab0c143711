"""Files by field and month: online, on time, left over, and per head of those who do them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_CENT: Final = Decimal("0.01")


@dataclass(frozen=True)
class Load:
    """One row: a month (or year) and a group of procedures; counts are None where they are not told."""

    id: str
    month: str
    field: str | None
    received: int | None
    online: int | None
    early: int | None
    on_time: int | None
    late: int | None
    resolved: int | None
    left_over: int | None
    overdue: int | None
    people: Decimal | None


@dataclass(frozen=True)
class LoadFigure:
    """Some rows together; what no row tells is None, percents are of the rows that tell both sides.

    `left_over` and `overdue` are those of the last month. `present` people of the field and `needed` by the
    commune's own decision stand beside the `people` that the rows themselves tell (the mean of the months).
    `per_head` is files received a month for each of those present.
    """

    month: str
    field: str
    months: int
    received: int | None
    resolved: int | None
    online_pct: Decimal | None
    on_time_pct: Decimal | None
    left_over: int | None
    overdue: int | None
    people: Decimal | None
    present: int
    needed: int | None
    per_head: Decimal | None
    rows: tuple[str, ...]
    staff: tuple[str, ...]


def load_figures(
    loads: Iterable[Load],
    key: Callable[[Load], tuple[str, str]],
    staff: Mapping[str, Sequence[str]],
    needed: Mapping[str, int],
) -> tuple[LoadFigure, ...]:
    """A figure for each key (month or "", field or ""), in order; `staff` are the ids of people by field.

    The empty field of a key that stands for all fields together takes everybody of `staff[""]`.
    """
    groups: dict[tuple[str, str], list[Load]] = {}
    for one in loads:
        groups.setdefault(key(one), []).append(one)
    return tuple(
        _figure(month, name, groups[month, name], tuple(staff.get(name, ())), needed.get(name))
        for month, name in sorted(groups)
    )


def _figure(
    month: str, name: str, loads: Sequence[Load], staff: tuple[str, ...], needed: int | None
) -> LoadFigure:
    months = sorted({one.month for one in loads})
    received = _sum(one.received for one in loads)
    online = [
        (one.online, one.received) for one in loads if one.online is not None and one.received is not None
    ]
    timely = [pair for one in loads if (pair := _timely(one)) is not None]
    last = [one for one in loads if one.month == months[-1]]
    told = [one.people for one in loads if one.people is not None]
    is_per_head = received is not None and staff
    return LoadFigure(
        month=month,
        field=name,
        months=len(months),
        received=received,
        resolved=_sum(one.resolved for one in loads),
        online_pct=_percent(online),
        on_time_pct=_percent(timely),
        left_over=_sum(one.left_over for one in last),
        overdue=_sum(one.overdue for one in last),
        people=_rounded(sum(told, Decimal(0)) / len(months)) if told else None,
        present=len(staff),
        needed=needed,
        per_head=_rounded(Decimal(received or 0) / len(months) / len(staff)) if is_per_head else None,
        rows=tuple(one.id for one in loads),
        staff=staff,
    )


def _timely(load: Load) -> tuple[int, int] | None:
    """Files resolved in time, and all resolved: those not late, else those early or on time."""
    if load.resolved is None:
        return None
    if load.late is not None:
        return load.resolved - load.late, load.resolved
    if load.on_time is None:
        return None
    return (load.early or 0) + load.on_time, load.resolved


def _sum(numbers: Iterable[int | None]) -> int | None:
    told = [one for one in numbers if one is not None]
    return sum(told) if told else None


def _percent(pairs: Sequence[tuple[int, int]]) -> Decimal | None:
    whole = sum(whole for _, whole in pairs)
    return _rounded(Decimal(sum(part for part, _ in pairs) * 100) / whole) if whole else None


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_CENT, ROUND_HALF_UP)
