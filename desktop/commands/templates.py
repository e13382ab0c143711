"""`soxa template`: workbooks to be filled in and imported, one a form."""

from pathlib import Path

import click

from desktop import messages
from desktop.services import sheets

from .door import say


@click.command("template")
@click.argument("form_id", metavar="[FORM]", required=False)
@click.option("--all", "every_form", is_flag=True, help="The templates of all forms, into a folder.")
@click.option("-o", "out", required=True, type=click.Path(path_type=Path))
def template_command(form_id: str | None, *, every_form: bool, out: Path) -> int:
    """Write the template workbook of a form; needs no store."""
    if every_form == (form_id is not None):
        raise click.UsageError(messages.say("cli.template_which"))
    if form_id is None:
        written = sheets.write_templates(out)
    else:
        sheets.write_template(form_id, out)
        written = (out,)
    for path in written:
        say("cli.template_done", file=path.name)
    return 0
