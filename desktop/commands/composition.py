"""`soxa composition`: what the staff is made of on a day."""

from datetime import date, datetime
from pathlib import Path

import click

from desktop import messages
from desktop.services import composition

from .door import Door, say, write_json


@click.command("composition")
@click.option("--at", "at", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="The day; today without.")
@click.option("--by", default="division", show_default=True, help="The dimension of the rows.")
@click.option("--cross", "across", default="", help="A second dimension, crossed with the first.")
@click.option("--who", type=click.Choice(["present", "quota"]), default="present", show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.option("--xlsx", "as_workbook", is_flag=True, help="A workbook: the numbers, and the people.")
@click.option("-o", "out", type=click.Path(path_type=Path))
@click.pass_obj
def composition_command(
    door: Door,
    at: datetime | None,
    by: str,
    across: str,
    who: composition.Who,
    *,
    as_json: bool,
    as_workbook: bool,
    out: Path | None,
) -> int:
    """Numbers and quality of the staff, by one dimension or two."""
    if as_workbook and (as_json or out is None):
        raise click.UsageError(messages.say("cli.list_where"))
    on = at.date() if at else date.today()  # noqa: DTZ011 - the office's own day
    with door.session() as session:
        table = session.composition.table(on, by, across, who)
    if as_workbook and out:
        composition.write_workbook(table, out)
        say("composition.saved", count=len(table.names), file=out.name)
    elif as_json or out:
        write_json(table.document(), out)
    else:
        _show(table)
    return 0


def _show(table: composition.Table) -> None:
    """Lines parted by tabs, as the lists are."""
    click.echo(table.title)
    for note in table.notes:
        click.echo(note)
    click.echo("\t".join([table.by, *(column.label for column in table.columns)]))
    for row in (*table.rows, table.total):
        click.echo("\t".join([row.label, *(str(len(cell)) for cell in row.cells)]))
