"""Houses, lines and workload of a norm report as tables in words."""

from decimal import Decimal

from desktop import messages
from desktop.domain.workload import LoadFigure

from .norm_words import Cell, FigureTable, Words, certainty, joined, judged, truth
from .norms import NormReport


def facilities(report: NormReport, words: Words) -> FigureTable:
    """A row for each house with its states, as told and as worked out."""
    rows: list[tuple[Cell, ...]] = []
    for one in report.facilities:
        house = one.building
        rows.append(
            (
                *(house.label, truth(house.is_headquarters), truth(house.is_surplus), judged(one.run_down)),
                *(judged(one.cramped), judged(one.scattered), one.age_years, len(one.people) or None),
                *(house.working_m2, one.need.working if one.need else None),
                *(certainty(one.certainty) if one.need else None, house.distance_km),
                words.code("hq_handling_options", house.option),
                words.answer("building", "progress", house.progress),
                *(house.due_on.strftime("%d/%m/%Y") if house.due_on else None, one.late_days or None),
                words.answer("building", "new_use", house.new_use),
            )
        )
    columns = (
        *("house", "headquarters", "is_surplus", "run_down", "cramped", "scattered", "age", "people"),
        *(
            "working_m2",
            "need_m2",
            "certainty",
            "distance",
            "option",
            "progress",
            "due",
            "late_days",
            "new_use",
        ),
    )
    return FigureTable("facilities", columns, tuple(rows))


def systems(report: NormReport, words: Words) -> FigureTable:
    """A row for each line or system and month, and one for the months together."""
    rows: list[tuple[Cell, ...]] = []
    for one in report.systems:
        system = one.system
        named: tuple[Cell, ...] = (
            *(system.label, words.answer("system", "kind", system.kind), system.provider),
            *(system.promised_mbps, system.measured_mbps, system.speed_pct),
        )
        hours = sum(month.hours for month in one.months)
        down = sum((month.down for month in one.months), Decimal(0))
        rows.append((*named, messages.say("norms.year_to_date"), hours, down, one.up_pct))
        rows += [
            (*named, month.month, month.hours, month.down, month.up_pct, joined(dict(month.by_cause), words))
            for month in one.months
        ]
    columns = (
        *("system", "kind", "provider", "promised", "measured", "speed_pct", "month", "hours", "down"),
        *("up_pct", "causes"),
    )
    return FigureTable("systems", columns, tuple(rows))


def workload(report: NormReport, words: Words) -> FigureTable:
    """All fields, each field, then each month of each field."""
    rows = [
        _load(one, messages.say("norms.all_fields"), messages.say("norms.year_to_date"))
        for one in report.loads_of_all
    ]
    for one in (*report.loads_by_field, *report.loads_by_month):
        field = words.code("specialised_fields", one.field) or messages.say("norms.no_field")
        rows.append(_load(one, field, one.month or messages.say("norms.year_to_date")))
    columns = (
        *("field", "month", "received", "online_pct", "resolved", "on_time_pct", "left_over", "overdue"),
        *("people_told", "present", "needed", "per_head"),
    )
    return FigureTable("workload", columns, tuple(rows))


def _load(one: LoadFigure, field: str, month: str) -> tuple[Cell, ...]:
    return (
        *(field, month, one.received, one.online_pct, one.resolved, one.on_time_pct, one.left_over),
        *(one.overdue, one.people, one.present, one.needed, one.per_head),
    )
