"""`soxa staffing`: surplus and shortage of staff on a day."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop import messages

from .door import Door, assert_folder_of, say, write_json

if TYPE_CHECKING:
    from desktop.services.session import Session


@click.command("staffing")
@click.option("--at", "on", type=click.DateTime(["%Y-%m-%d"]), help="The day; without, today.")
@click.option("--json", "as_json", is_flag=True, help="Figures with everybody behind them.")
@click.option("--xlsx", "as_workbook", is_flag=True, help="A workbook, a sheet a level.")
@click.option("--remedies", is_flag=True, help="What could be done about the gaps.")
@click.option("-o", "out", type=click.Path(path_type=Path))
@click.pass_obj
def staffing_command(
    door: Door, on: datetime | None, *, as_json: bool, as_workbook: bool, remedies: bool, out: Path | None
) -> int:
    """Quota, need, people, both gaps and their causes."""
    if as_workbook and (as_json or out is None):
        raise click.UsageError(messages.say("cli.list_where"))
    assert_folder_of(out)
    day = on.date() if on else date.today()  # noqa: DTZ011 - the clerk's own day
    with door.session() as session:
        if remedies:
            _tell_remedies(session, day, out, as_json=as_json)
        elif as_workbook and out:
            session.staffing.write_xlsx(day, out)
            say("cli.written", file=out.name)
        elif as_json or out:
            write_json(session.staffing.document(day), out)
        else:
            _tell(session, day)
    return 0


def _tell_remedies(session: "Session", day: date, out: Path | None, *, as_json: bool) -> None:
    rows = session.remedies.document(day)
    if as_json or out:
        write_json(rows, out)
        return
    kinds = session.catalogs["remedies"]
    for row in rows:
        kind = kinds.by_code[row["remedy"]]
        label = kind.label if messages.language() == "vi" else kind.label_en
        who = [row["person_label"]] if row["person_label"] else []
        click.echo(" · ".join([row["position_label"], label, row["number"], *who, row["reason"]]))


def _tell(session: "Session", day: date) -> None:
    from desktop.services import staffing_tables
    from desktop.services.staffing import posts

    found = session.staffing.at(day)
    for level in ("commune", "block", "field"):
        click.echo(messages.say(f"staffing.level.{level}"))
        for row in found.rows(level):
            told = staffing_tables.cells(session.staffing, found, row)
            gap = staffing_tables.signed(posts(row.need.gap))
            filled = staffing_tables.signed(posts(row.need.filled)).removeprefix("+")
            shown = {name: "–" if cell is None else cell for name, cell in told.items()}
            shown |= {"filled": filled, "gap_need": gap}
            click.echo("  " + messages.say("staffing.line", **shown))
