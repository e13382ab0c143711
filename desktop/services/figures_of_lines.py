"""Lines and systems with their months and outages; workload beside the people who do it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop import messages
from desktop.domain.charts import Bar, Columns
from desktop.domain.quotas import assigned
from desktop.domain.workload import LoadFigure

from . import staff_facts
from .figure_view import Block, Charted, Figure, Row, View, behind, row
from .figures_of_houses import as_at
from .norms import SystemUp

if TYPE_CHECKING:
    from .asset_figures import Source

# The causes that the issue asks for side by side; what a line has beyond them is told together.
CAUSES = ("own_line", "power", "shared_province", "shared_ministry", "equipment", "other")
_GOOD = Decimal(99)


def up(source: "Source") -> View:
    """Availability by system, by month and by cause, from the first day of the year."""
    systems = source.report.systems
    hours = {one.system.id: _by_cause(one) for one in systems}
    rows = tuple(_system(source, one, hours[one.system.id]) for one in systems)
    columns = (
        *("system", "kind", "promised", "measured", "speed_pct", "down"),
        *(f"cause_{cause}" for cause in CAUSES),
        "up_pct",
    )
    names = tuple(f"{month:02d}/{source.at.year}" for month in range(1, source.at.month + 1))
    monthly = Block(
        "up_months",
        ("system", "month", "hours", "down", "up_pct", "causes"),
        _months(source),
        ("system", "causes"),
    )
    chart = _causes_chart(source, hours)
    blocks = (Block("up_systems", columns, rows, ("system",)), monthly)
    told = messages.say("figures.from_to", since=names[0], until=source.at.strftime("%d/%m/%Y"))
    return View("system_up", told, (), (chart,), blocks)


def _by_cause(one: SystemUp) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for month in one.months:
        for cause, hours in month.by_cause:
            found[cause if cause in CAUSES else "other"] += hours
    return found


def _system(source: "Source", one: SystemUp, hours: dict[str, Decimal]) -> Row:
    system = one.system
    records = behind("system", [system.id])
    slow = system.speed_pct is not None and system.speed_pct < 100
    return row(
        Figure(system.label, records),
        source.words.answer("system", "kind", system.kind),
        *(system.promised_mbps, system.measured_mbps),
        Figure(system.speed_pct, records, "error" if slow else ""),
        Figure(sum((month.down for month in one.months), Decimal(0)), records),
        *(Figure(hours.get(cause) or None, records) for cause in CAUSES),
        Figure(one.up_pct, records, _how_good(one.up_pct)),
    )


def _how_good(pct: Decimal | None) -> str:
    return "" if pct is None else "good" if pct >= _GOOD else "warning"


def _months(source: "Source") -> tuple[Row, ...]:
    rows: list[Row] = []
    for one in source.report.systems:
        records = behind("system", [one.system.id])
        for month in one.months:
            causes = "; ".join(
                f"{source.words.cause(cause)}: {Figure(hours).text}" for cause, hours in month.by_cause
            )
            rows.append(
                row(
                    Figure(one.system.label, records),
                    _month(month.month),
                    *(month.hours, Figure(month.down, records)),
                    Figure(month.up_pct, records, _how_good(month.up_pct)),
                    causes,
                )
            )
    return tuple(rows)


def _causes_chart(source: "Source", hours: dict[str, dict[str, Decimal]]) -> Charted:
    told = [cause for cause in CAUSES if any(one.get(cause) for one in hours.values())]
    rows = tuple(
        Bar(
            source.words.cause(cause),
            sum((one.get(cause, Decimal(0)) for one in hours.values()), Decimal(0)),
            cause,
        )
        for cause in told
    )
    chart = Columns(messages.say("figures.chart.causes"), rows, messages.say("figures.empty.outages"))
    return Charted(
        chart,
        {cause: behind("system", (key for key, one in hours.items() if one.get(cause))) for cause in told},
    )


def load(source: "Source") -> View:
    """Files by field beside people, quota and the tasks of the field; then month by month."""
    tasks: dict[str, list[str]] = defaultdict(list)
    for one in source.store.facts("task", ("field",)):
        tasks[one["field"] or ""].append(one["id"])
    report = source.report
    rows = [_all(source, one, tasks) for one in report.loads_of_all]
    rows += [_load(source, one, tasks.get(one.field, ())) for one in report.loads_by_field]
    seen = {one.field for one in report.loads_by_field}
    rows += [_tasks_alone(source, name, ids) for name, ids in tasks.items() if name not in seen]
    columns = (
        *("field", "received", "online_pct", "on_time_pct", "left_over", "overdue", "people_told", "present"),
        *("needed", "quota", "tasks", "per_head"),
    )
    blocks = (
        Block("load_fields", columns, tuple(rows), ("field",)),
        Block(
            "load_months", _MONTHLY, tuple(_monthly(source, one) for one in report.loads_by_month), ("field",)
        ),
    )
    return View("workload_mean", as_at(source), tuple(_unequal(source, tasks)), _load_charts(source), blocks)


_MONTHLY = (
    *(
        "month",
        "field",
        "received",
        "online_pct",
        "resolved",
        "on_time_pct",
        "left_over",
        "overdue",
        "present",
    ),
    "per_head",
)


def _all(source: "Source", one: LoadFigure, tasks: dict[str, list[str]]) -> Row:
    quota = assigned(staff_facts.read(source.store), "commune", None, source.at)
    ids = [task for some in tasks.values() for task in some]
    cells = _cells(messages.say("norms.all_fields"), one, quota, ids)
    return tuple(Figure(cell.value, cell.behind, cell.mark or "strong") for cell in cells)


def _load(source: "Source", one: LoadFigure, tasks: Iterable[str]) -> Row:
    return _cells(_field(source, one.field), one, None, tasks)


def _cells(name: str, one: LoadFigure, quota: int | None, tasks: Iterable[str]) -> Row:
    rows, staff, listed = behind("workload", one.rows), behind("person", one.staff), behind("task", tasks)
    return row(
        Figure(name, (*rows, *staff)),
        *(Figure(value, rows) for value in (one.received, one.online_pct, one.on_time_pct, one.left_over)),
        Figure(one.overdue, rows, "error" if one.overdue else ""),
        Figure(one.people, rows),
        Figure(one.present, staff, "error" if one.received and not one.present else ""),
        *(one.needed, quota),
        Figure(sum(len(part.ids) for part in listed) or None, listed),
        Figure(one.per_head, (*rows, *staff)),
    )


def _tasks_alone(source: "Source", field: str, tasks: Iterable[str]) -> Row:
    """A field with tasks for which no files were told."""
    staff = behind("person", (one.id for one in source.report.staff if field in one.fields))
    present = sum(len(part.ids) for part in staff)
    listed = behind("task", tasks)
    cells: list[Figure] = [Figure(_field(source, field), (*listed, *staff)), *(Figure(None),) * 6]
    many = sum(len(part.ids) for part in listed)
    return (*cells, Figure(present, staff), Figure(None), Figure(None), Figure(many, listed), Figure(None))


def _monthly(source: "Source", one: LoadFigure) -> Row:
    rows, staff = behind("workload", one.rows), behind("person", one.staff)
    told = (one.received, one.online_pct, one.resolved, one.on_time_pct, one.left_over)
    return row(
        Figure(_month(one.month), rows),
        _field(source, one.field),
        *(Figure(value, rows) for value in told),
        Figure(one.overdue, rows, "error" if one.overdue else ""),
        Figure(one.present, staff),
        Figure(one.per_head, (*rows, *staff)),
    )


def _unequal(source: "Source", tasks: dict[str, list[str]]) -> Iterable[str]:
    """How far the fields lie apart, and whether the list of tasks has as many as the unit says."""
    heads = sorted(
        ((one.per_head, one.field) for one in source.report.loads_by_field if one.per_head is not None),
        key=lambda pair: pair[0],
    )
    if len(heads) > 1 and heads[0][0] > 0:
        (least, low), (most, high) = heads[0], heads[-1]
        yield messages.say(
            "figures.unequal",
            high=_field(source, high),
            most=Figure(most).text,
            low=_field(source, low),
            least=Figure(least).text,
            times=Figure((most / least).quantize(Decimal("0.1"))).text,
        )
    listed = Counter({name: len(ids) for name, ids in tasks.items()}).total()
    told = next((one["task_count"] for one in source.store.facts("unit", ("task_count",))), None)
    if told is not None and not listed:
        yield messages.say("figures.tasks_none", told=Figure(told).text)
    elif told is not None and listed != told:
        yield messages.say("figures.tasks_differ", listed=Figure(listed).text, told=Figure(told).text)


def _load_charts(source: "Source") -> tuple[Charted, ...]:
    """Files a head and month, field by field, and files received by field."""
    found = [one for one in source.report.loads_by_field if one.received is not None]
    records = {one.field: (*behind("workload", one.rows), *behind("person", one.staff)) for one in found}
    empty = messages.say("figures.empty.any")
    heads = tuple(
        Bar(_field(source, one.field), one.per_head, one.field) for one in found if one.per_head is not None
    )
    return (Charted(Columns(messages.say("figures.chart.per_head"), heads, empty), records),)


def _field(source: "Source", field: str) -> str:
    return source.words.code("specialised_fields", field) or messages.say("norms.no_field")


def _month(month: str) -> str:
    """2026-07 as 07/2026; a year as it is."""
    return "/".join(reversed(month.split("-")))
