"""`soxa import`: rosters into records; with --dry-run only what was understood, without any store."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from desktop.errors import AppError
from desktop.services import import_layouts, import_report, imports
from desktop.services.session import Session

from .door import Door, assert_folder_of, say, write_json


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--form", "form_id", help="Only tables of this form; without, tables are known by themselves.")
@click.option(
    "--dry-run", is_flag=True, help="Only say what was understood; nothing is written, no store needed."
)
@click.option("--only-good", is_flag=True, help="Leave rows with errors out; else they come in, marked.")
@click.option("--mapping", type=click.Path(path_type=Path), help="A file that tells which column is which.")
@click.option("--save-mapping", type=click.Path(path_type=Path), help="Write such a file of the first table.")
@click.option("--failed", type=click.Path(path_type=Path), help="Write the rows with errors as a workbook.")
@click.option("--json", "as_json", is_flag=True)
@click.option("-o", "out", type=click.Path(path_type=Path))
@click.pass_obj
def import_command(door: Door, /, files: tuple[Path, ...], **options: Any) -> int:
    """Import lists; the files together are one change that `soxa undo` takes back."""
    for path in (options["out"], options["failed"], options["save_mapping"]):
        assert_folder_of(path)
        _assert_no_source(path, files)
    if options["dry_run"]:
        reports = [import_report.dry_run(file, options["form_id"]) for file in files]
    else:
        with door.session() as session:
            reports = [_import(session, files, options)]
    return _tell(reports, as_json=options["as_json"], out=options["out"])


def _assert_no_source(out: Path | None, files: tuple[Path, ...]) -> None:
    """Before anything is done: AppError file_is_source when a result would destroy a list that is read."""
    if out is not None and out.exists() and any(one.exists() and out.samefile(one) for one in files):
        raise AppError("file_is_source", file=out.name)


def _import(session: Session, files: tuple[Path, ...], options: Mapping[str, Any]) -> dict[str, Any]:
    """Read, look and write, in this order: all files are sound before anything is written."""
    reading = session.imports.read(*files)
    if options["form_id"] is not None:
        reading = imports.only_form(reading, session.form(options["form_id"]))
    if options["mapping"] is not None:
        reading = session.imports.with_mapping(reading, options["mapping"])
    if options["save_mapping"] is not None:
        import_layouts.write_mapping(import_layouts.first_table(reading), options["save_mapping"])
    preview = session.imports.preview(reading)
    if options["failed"] is not None:
        session.imports.write_failed(preview, options["failed"])
    applied = session.imports.apply(preview, only_good=options["only_good"])
    return import_report.of_import(preview, applied)


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
