"""`soxa import`: rosters into records; with --dry-run only what was understood, without any store."""

from pathlib import Path
from typing import Any

import click

from desktop.services import import_report, imports

from .door import Door, assert_folder_of, say, write_json


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--form", "form_id", help="Only tables of this form; without, tables are known by themselves.")
@click.option(
    "--dry-run", is_flag=True, help="Only say what was understood; nothing is written, no store needed."
)
@click.option("--only-good", is_flag=True, help="Leave rows with errors out; else they come in, marked.")
@click.option("--json", "as_json", is_flag=True)
@click.option("-o", "out", type=click.Path(path_type=Path))
@click.pass_obj
def import_command(
    door: Door,
    files: tuple[Path, ...],
    form_id: str | None,
    *,
    dry_run: bool,
    only_good: bool,
    as_json: bool,
    out: Path | None,
) -> int:
    """Import lists; the files together are one change that `soxa undo` takes back."""
    assert_folder_of(out)
    if dry_run:
        reports = [import_report.dry_run(file, form_id) for file in files]
        return _tell(reports, as_json=as_json, out=out)
    with door.session() as session:
        reading = session.imports.read(*files)  # all are sound before anything is written
        if form_id is not None:
            imports.assert_form(reading, session.form(form_id))
        preview = session.imports.preview(reading)
        applied = session.imports.apply(preview, only_good=only_good)
        report = import_report.of_import(preview, applied)
    return _tell([report], as_json=as_json, out=out)


def _tell(reports: list[dict[str, Any]], *, as_json: bool, out: Path | None) -> int:
    if as_json or out:
        write_json(reports[0] if len(reports) == 1 else reports, out)
    else:
        for report in reports:
            _tell_one(report)
    return int(any(import_report.hard_problems(report) for report in reports))


def _tell_one(report: dict[str, Any]) -> None:
    say(
        "cli.import_counts" if "change" in report else "cli.import_read",
        file=report["file"],
        **report["counts"],
    )
    if columns := report.get("secret_columns"):
        say("cli.import_columns", columns=", ".join(columns))
    if problems := import_report.hard_problems(report):
        say("cli.import_problems", count=problems)
