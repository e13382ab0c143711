"""`soxa user`: who may open the store, and what for."""

from pathlib import Path

import click

from desktop.services.users import in_words

from .door import Door, read_passphrase, say, write_json

_RIGHT_HELP = "clerk, reviewer, leader, officer or administrator; may be given several times."


@click.group("user")
def user_command() -> None:
    """The users of the store; only an administrator changes them."""


@user_command.command("list")
@click.option("--json", "as_json", is_flag=True)
@click.option("-o", "out", type=click.Path(path_type=Path))
@click.pass_obj
def _list(door: Door, *, as_json: bool, out: Path | None) -> int:
    """Everyone who may open the store, with the rights."""
    with door.session() as session:
        found = session.users.all()
    if as_json or out:
        write_json([{"name": one.name, "rights": list(one.rights)} for one in found], out)
        return 0
    for one in found:
        click.echo(f"{one.name}\t{in_words(one.rights)}")
    return 0


@user_command.command("add")
@click.argument("name")
@click.option("--right", "rights", multiple=True, required=True, help=_RIGHT_HELP)
@click.option("--new-passphrase-file", type=click.Path(path_type=Path), help="File with the passphrase.")
@click.pass_obj
def _add(door: Door, name: str, rights: tuple[str, ...], new_passphrase_file: Path | None) -> int:
    """Let NAME open the store with a passphrase of its own."""
    passphrase = read_passphrase(new_passphrase_file, "cli.new_passphrase", confirm=True)
    with door.session() as session:
        user = session.users.add(name, rights, passphrase)
    say("cli.user_added", name=user.name, rights=in_words(user.rights))
    return 0


@user_command.command("rights")
@click.argument("name")
@click.option("--right", "rights", multiple=True, required=True, help=_RIGHT_HELP)
@click.pass_obj
def _rights(door: Door, name: str, rights: tuple[str, ...]) -> int:
    """Give NAME these rights instead of the former."""
    with door.session() as session:
        user = session.users.set_rights(name, rights)
    say("cli.user_rights", name=user.name, rights=in_words(user.rights))
    return 0


@user_command.command("remove")
@click.argument("name")
@click.pass_obj
def _remove(door: Door, name: str) -> int:
    """Take away NAME's way into the store."""
    with door.session() as session:
        session.users.remove(name)
    say("cli.user_removed", name=name)
    return 0
