"""`soxa list`, `soxa show`, `soxa undo`: reading the registers and taking changes back."""

from pathlib import Path

import click

from desktop import messages
from desktop.services import listing, sheets
from desktop.services.records import Query

from .door import Door, say, write_json


@click.command("list")
@click.argument("form_id", metavar="FORM")
@click.option("--search", "text", default="", help="Words to look for, marks and case aside.")
@click.option("--json", "as_json", is_flag=True)
@click.option("--xlsx", "as_workbook", is_flag=True, help="A workbook of all fields, to be imported again.")
@click.option("-o", "out", type=click.Path(path_type=Path))
@click.pass_obj
def list_command(
    door: Door, form_id: str, text: str, *, as_json: bool, as_workbook: bool, out: Path | None
) -> int:
    """The records of a form, in the order of its list."""
    if as_workbook:
        if as_json or out is None:
            raise click.UsageError(messages.say("cli.list_where"))
        return _write_list(door, form_id, text, out)
    with door.session() as session:
        rows = listing.table(session, form_id, text)
    if as_json or out:
        write_json(rows, out)
        return 0
    for row in rows:
        click.echo("\t".join([row["id"], *(str(cell) for cell in row["shown"].values())]))
    say("cli.list_count", count=len(rows))
    return 0


def _write_list(door: Door, form_id: str, text: str, out: Path) -> int:
    with door.session() as session:
        written = sheets.write_list(session, form_id, Query(text=text), out)
    say("cli.list_written", count=written.records, file=out.name)
    if written.cut:
        say("cli.list_cut", count=written.cut)
    return int(written.cut > 0)


@click.command("show")
@click.argument("record_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True)
@click.option("-o", "out", type=click.Path(path_type=Path))
@click.pass_obj
def show_command(door: Door, record_id: str, *, as_json: bool, out: Path | None) -> int:
    """One record with its problems."""
    with door.session() as session:
        sheet = listing.sheet(session, record_id)
    if as_json or out:
        write_json(sheet, out)
    else:
        click.echo(sheet["label"])
        for line in sheet["lines"]:
            click.echo(f"  {line['label']}: {line['text']}")
        for problem in sheet["problems"]:
            click.echo(f"! {problem['text']}")
    return 0


@click.command("undo")
@click.argument("change_n", metavar="[N]", type=int, required=False)
@click.pass_obj
def undo_command(door: Door, change_n: int | None) -> int:
    """Take back change N, or the latest change."""
    with door.session() as session:
        undone = session.records.undo(change_n)
    say("cli.undo_done", count=len(undone.records), n=undone.change_n)
    return 0
