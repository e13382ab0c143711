"""`soxa init`, `soxa check`, `soxa key`: making a store, judging it, its signing key."""

from pathlib import Path

import click

from desktop import messages
from desktop.services import listing

from .door import Door, read_passphrase, say, write_json


@click.command("init")
@click.option(
    "--commune", "commune_code", required=True, help="Five-digit code of the commune (QĐ 19/2025/QĐ-TTg)."
)
@click.option("--name", "user_name", help="Who keeps the register.")
@click.pass_obj
def init_command(door: Door, commune_code: str, user_name: str | None) -> int:
    """Make a store for a commune; prints the recovery key once."""
    from desktop.services import start

    name = user_name or door.user_name or messages.say("cli.first_user")
    created = start.create(door.store_folder(), commune_code, name, door.passphrase(confirm=True))
    with_session = created.session
    say("cli.init_done", unit=with_session.unit.name, province=with_session.unit.province_name)
    say("cli.init_recovery", recovery=created.recovery)
    with_session.close()
    return 0


@click.command("check")
@click.option("--store", "whole_store", is_flag=True, help="Integrity, keys, chain of changes, typed tables.")
@click.option("--json", "as_json", is_flag=True)
@click.option("-o", "out", type=click.Path(path_type=Path))
@click.pass_obj
def check_command(door: Door, *, whole_store: bool, as_json: bool, out: Path | None) -> int:
    """List everything wrong with the records, or with the store itself."""
    with door.session() as session:
        if whole_store:
            found = [{"check": one.code, "text": one.text} for one in session.check()]
        else:
            found = listing.all_problems(session)
    if as_json or out:
        write_json(found, out)
    else:
        for one in found:
            click.echo(one["text"])
        say("cli.check_found" if found else "cli.check_clean", count=len(found))
    return int(bool(found) if whole_store else any(one["severity"] == "hard" for one in found))


@click.group("key")
def key_command() -> None:
    """The commune's signing key."""


@key_command.command("create")
@click.option("--key-passphrase-file", type=click.Path(path_type=Path))
@click.pass_obj
def _create(door: Door, key_passphrase_file: Path | None) -> int:
    """Make the key; prints its fingerprint, to be compared on paper."""
    passphrase = read_passphrase(key_passphrase_file, "cli.key_passphrase", confirm=True)
    with door.session() as session:
        say("cli.key_created", fingerprint=session.keys.create(passphrase))
    return 0
