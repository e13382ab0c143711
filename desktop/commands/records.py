"""`soxa list`, `soxa show`, `soxa undo`: reading the registers and taking changes back."""

from pathlib import Path

import click

from desktop.services import listing

from .door import Door, say, write_json


@click.command("list")
@click.argument("form_id", metavar="FORM")
@click.option("--search", "text", default="", help="Words to look for, marks and case aside.")
@click.option("--json", "as_json", is_flag=True)
@click.option("-o", "out", type=click.Path(path_type=Path))
@click.pass_obj
def list_command(door: Door, form_id: str, text: str, *, as_json: bool, out: Path | None) -> int:
    """The records of a form, in the order of its list."""
    with door.session() as session:
        rows = listing.table(session, form_id, text)
    if as_json or out:
        write_json(rows, out)
        return 0
    for row in rows:
        click.echo("\t".join([row["id"], *(str(cell) for cell in row["shown"].values())]))
    say("cli.list_count", count=len(rows))
    return 0


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
