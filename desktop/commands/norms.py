"""`soxa norms`: offices, equipment, cars, lines and workload beside what the norms give."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from desktop import messages
from desktop.domain import dates
from desktop.services import norm_files, norm_words

from .door import Door, say, write_json

if TYPE_CHECKING:
    from desktop.services.norms import NormReport
    from desktop.services.session import Session

_WHOLE_DAY: Final = 10


@click.command("norms")
@click.option("--at", "at_text", metavar="DATE", help="As at this day (today).")
@click.option("--json", "as_json", is_flag=True, help="Every figure with the ids behind it.")
@click.option("--xlsx", "as_workbook", is_flag=True, help="A workbook with a sheet for each table.")
@click.option("-o", "out", type=click.Path(path_type=Path))
@click.pass_obj
def norms_command(
    door: Door, at_text: str | None, *, as_json: bool, as_workbook: bool, out: Path | None
) -> int:
    """Need, have, shortage and surplus by the norms of a day."""
    if as_workbook and (as_json or out is None):
        raise click.UsageError(messages.say("norms.where"))
    at = _day(at_text)
    with door.session() as session:
        report = session.norms.report(at)
        if as_workbook and out is not None:
            norm_files.write_workbook(session, report, out)
            say("norms.written", file=out.name)
        elif as_json or out is not None:
            write_json(norm_files.document(report), out)
        else:
            for line in _lines(session, report):
                click.echo(line)
    return 0


def _day(text: str | None) -> date:
    if text is None:
        return date.today()  # noqa: DTZ011 - the office's own day
    try:
        iso = dates.parse_partial(text)
    except dates.DateError:
        iso = ""
    if len(iso) != _WHOLE_DAY:
        raise click.UsageError(messages.say("norms.bad_day", text=text))
    return date.fromisoformat(iso)


def _lines(session: "Session", report: "NormReport") -> Iterator[str]:
    """The main figures, a line each."""
    words = norm_words.Words(session)
    need = report.area.need
    yield messages.say("norms.title", at=report.at.strftime("%d/%m/%Y"))
    yield messages.say(
        "norms.line_area",
        need=norm_words.plain(need.working),
        have=norm_words.plain(report.area.working),
        certainty=norm_words.certainty(need.certainty),
    )
    if need.working_other != need.working:
        yield messages.say("norms.line_area_other", need=norm_words.plain(need.working_other))
    for item in report.items:
        yield messages.say(
            "norms.line_item",
            item=words.code("norm_items", item.item),
            need=norm_words.plain(item.need),
            usable=item.usable,
            have=item.have,
            shortage=norm_words.plain(item.shortage),
            certainty=norm_words.certainty(item.certainty),
        )
    cars = report.cars
    most = norm_words.plain(cars.most)
    yield messages.say("norms.cars_norm", most=most, have=cars.have, usable=cars.usable)
    yield from _places(report, words)


def _places(report: "NormReport", words: norm_words.Words) -> Iterator[str]:
    for one in report.facilities:
        states = [
            messages.say(f"norms.state_{name}")
            for name in ("run_down", "cramped", "scattered")
            if getattr(one, name).holds
        ]
        late = [messages.say("norms.line_late", days=one.late_days)] if one.late_days else []
        told = ", ".join(states + late) or messages.say("norms.state_none")
        yield messages.say("norms.line_house", name=one.building.label, states=told)
    for up in report.systems:
        pct = norm_words.plain(up.up_pct)
        yield messages.say("norms.line_system", name=up.system.label, pct=pct)
    for load in report.loads_by_field:
        yield messages.say(
            "norms.line_load",
            field=words.code("specialised_fields", load.field) or messages.say("norms.no_field"),
            received=norm_words.plain(load.received),
            per_head=norm_words.plain(load.per_head),
            on_time=norm_words.plain(load.on_time_pct),
        )
