"""`soxa period`, `soxa export`, `soxa verify`: what is handed up, and whether a file can be trusted."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop import messages
from desktop.errors import AppError

from .door import Door, read_passphrase, say, write_json

if TYPE_CHECKING:
    from desktop.services.packages import Exported
    from desktop.services.periods import Period
    from desktop.services.session import Session


@click.group("period")
def period_command() -> None:
    """Reporting periods."""


@period_command.command("open")
@click.argument("name")
@click.option("--as-of", required=True, type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]))
@click.option(
    "--deadline", required=True, type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"])
)
@click.pass_obj
def _open(door: Door, name: str, as_of: datetime, deadline: datetime) -> int:
    """Open a period: its name, the day it reports, its deadline."""
    with door.session() as session:
        session.periods.open(name, as_of.date(), deadline)
    say("cli.period_opened", name=name)
    return 0


@period_command.command("status")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def _status(door: Door, *, as_json: bool) -> int:
    """The periods, and what is not ready yet."""
    with door.session() as session:
        periods = session.periods.all()
        ready = session.packages.ready()
    if as_json:
        write_json(
            {
                "periods": [vars(period) for period in periods],
                "records": ready.records,
                "left_out": [vars(one) for one in ready.left_out],
            },
            None,
        )
        return int(bool(ready.left_out))
    for period in periods:
        say(
            "cli.period_line",
            name=period.name,
            as_of=f"{period.as_of:%d/%m/%Y}",
            deadline=f"{period.deadline:%d/%m/%Y %H:%M}",
        )
    say("cli.period_ready", records=ready.records, left_out=len(ready.left_out))
    return int(bool(ready.left_out))


@click.command("export")
@click.option("--period", "period_name", help="Name of the period.")
@click.option("-o", "folder", required=True, type=click.Path(path_type=Path))
@click.option("--key-passphrase-file", type=click.Path(path_type=Path))
@click.option(
    "--signed-only", is_flag=True, help="Agree beforehand that the file is signed, but not encrypted."
)
@click.option("--again", is_flag=True, help="Only write the packages that were made but not written out.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def export_command(
    door: Door,
    period_name: str | None,
    folder: Path,
    key_passphrase_file: Path | None,
    *,
    signed_only: bool,
    again: bool,
    as_json: bool,
) -> int:
    """Write a signed package for the province. It is NOT encrypted yet, so it asks first."""
    if again == (period_name is not None):
        raise click.UsageError(messages.say("cli.export_which"))
    if not signed_only and not click.confirm(messages.say("cli.export_not_encrypted"), err=True):
        raise click.Abort
    with door.session() as session:
        if period_name is None:
            return _write_again(session, folder, as_json=as_json)
        period = session.periods.get(period_name)
        passphrase = read_passphrase(key_passphrase_file, "cli.key_passphrase")
        exported = _export(session, period, folder, passphrase)
    if as_json:
        write_json(exported.document(), None)
    else:
        say("cli.export_done", file=exported.path.name, seq=exported.seq, records=exported.records)
        say("cli.export_signed_only")
        for one in exported.left_out:
            say("cli.export_left_out", label=one.label, codes=", ".join(one.codes))
    return int(bool(exported.left_out))


def _export(session: "Session", period: "Period", folder: Path, passphrase: str) -> "Exported":
    """Export; where the package was made but not written, also say how to write it."""
    made = len(session.packages.sent())
    try:
        return session.packages.export(period, folder, passphrase)
    except AppError:
        if len(session.packages.sent()) > made:
            click.echo(messages.say("cli.export_kept"), err=True)
        raise


def _write_again(session: "Session", folder: Path, *, as_json: bool) -> int:
    waiting = [one for one in reversed(session.packages.sent()) if not one.is_written]
    written = [session.packages.write_again(one.package_id, folder) for one in waiting]
    if as_json:
        write_json({"files": [str(path) for path in written]}, None)
        return 0
    for path, one in zip(written, waiting, strict=True):
        say("cli.export_done", file=path.name, seq=one.seq, records=one.records)
    return 0


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True)
@click.option("-o", "out", type=click.Path(path_type=Path))
def verify_command(file: Path, *, as_json: bool, out: Path | None) -> int:
    """Judge a package: valid or not, and why. Needs no store."""
    from desktop.services.verdicts import judge

    judged = judge(file)
    if as_json or out:
        write_json(judged.document(), out)
    else:
        for line in judged.lines():
            click.echo(line)
    return int(not judged.valid)
