"""Registers as plain rows for the console and for other programs."""

from typing import TYPE_CHECKING, Any

from desktop.domain import places
from desktop.domain.validation import computed_values

from . import wording
from .records import Query

if TYPE_CHECKING:
    from .session import Session


def table(session: "Session", form_id: str, text: str = "") -> list[dict[str, Any]]:
    """The rows of a list: id, stored values and shown texts of the form's columns; AppError form_unknown."""
    form = session.form(form_id)
    page = session.records.page(form_id, Query(text=text, limit=1_000_000))
    return [
        {
            "id": row.id,
            "values": {name: row.values.get(name) for name in form.columns},
            "shown": {
                name: wording.linked(form.field(name), row.values.get(name), row.links)
                for name in form.columns
            },
            "hard_problems": row.hard_problems,
            "warnings": row.warnings,
        }
        for row in page.rows
    ]


def sheet(session: "Session", record_id: str) -> dict[str, Any]:
    """One record: its payload, every filled place in words, its problems; AppError record_missing."""
    view = session.records.open(record_id)
    form = session.forms[view.record.form]
    values = {**view.record.payload, **computed_values(form, view.record.payload, session.catalogs)}
    return {
        "id": view.record.id,
        "form": form.id,
        "revision": view.record.revision,
        "label": view.label,
        "payload": view.record.payload,
        "lines": [
            {
                "place": place,
                "label": wording.place_label(form, place),
                "text": session.records.shown(field, value),
            }
            for place, field, value in places.filled(form, values)
        ],
        "problems": problems(session, record_id),
    }


def problems(session: "Session", record_id: str) -> list[dict[str, Any]]:
    """The problems of one record in words."""
    view = session.records.open(record_id)
    form = session.forms[view.record.form]
    return [
        {
            "record": record_id,
            "place": problem.place,
            "code": str(problem.code),
            "severity": str(problem.severity),
            "text": wording.problem_text(form, problem),
        }
        for problem in view.problems
    ]


def all_problems(session: "Session") -> list[dict[str, Any]]:
    """The problems of every record, in the order of the lists, each line led by the record's name."""
    found: list[dict[str, Any]] = []
    for form_id in session.forms:
        page = session.records.page(form_id, Query(problems_only=True, limit=1_000_000))
        for row in page.rows:
            label = session.records.open(row.id).label
            found += [one | {"text": f"{label}: {one['text']}"} for one in problems(session, row.id)]
    return found
