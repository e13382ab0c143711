"""`soxa print`: official forms and lists as PDF."""

from pathlib import Path

import click

from desktop import messages

from .door import Door, say


@click.command("print")
@click.argument("template_id", metavar="TEMPLATE")
@click.option("--record", "record_ids", multiple=True, help="Id of a record; may be given several times.")
@click.option("--all", "everyone", is_flag=True, help="Every record of the form, one file.")
@click.option("--blank", is_flag=True, help="The empty form, to be filled by hand; needs no store.")
@click.option("--label", "first_label", type=click.IntRange(1), default=1, help="Sticker to begin at.")
@click.option("-o", "out", required=True, type=click.Path(path_type=Path))
@click.pass_obj
def print_command(
    door: Door,
    template_id: str,
    record_ids: tuple[str, ...],
    *,
    everyone: bool,
    blank: bool,
    first_label: int,
    out: Path,
) -> int:
    """Print a form or a list to a PDF file."""
    from desktop.services.printing import print_blank

    if blank:
        printed = print_blank(template_id, out)
    elif everyone or record_ids:
        with door.session() as session:
            make = session.printing.print_
            printed = make(template_id, record_ids or None, out, first_label=first_label)
    else:
        raise click.UsageError(messages.say("cli.print_which"))
    say("cli.print_done", file=printed.path.name, pages=printed.pages)
    for line in printed.left_out:
        say("cli.print_left_out", text=line)
    return int(bool(printed.left_out))
