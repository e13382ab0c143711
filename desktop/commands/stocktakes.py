"""`soxa stocktake …`: a stock-taking begun, counted, read and closed without the window."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop import messages
from desktop.errors import AppError

from .door import Door, assert_folder_of, say, write_json

if TYPE_CHECKING:
    from desktop.services.session import Session
    from desktop.services.stocktaking import Sheet

_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])
_ROLES = ("head", "secretary", "member")


@click.group("stocktake")
def stocktake_command() -> None:
    """Count what is there against the book of a day."""


@stocktake_command.command("start")
@click.argument("on", metavar="DATE", type=_DAY)
@click.option("--member", "members", metavar="NAME;TITLE;ROLE", multiple=True, help="Of the committee.")
@click.option("--decision", default="", help="The decision that orders it.")
@click.pass_obj
def start_command(door: Door, on: datetime, members: Sequence[str], decision: str) -> int:
    """Take the book at 0:00 of a day; ROLE is head, secretary or member."""
    from desktop.services.stocktaking import Member

    committee = []
    for text in members:
        name, title, role = [part.strip() for part in (*text.split(";"), "", "")[:3]]
        if role and role not in _ROLES:
            raise click.UsageError(messages.say("cli.stocktake_role", roles=", ".join(_ROLES)))
        committee.append(Member(name, title, role or "member"))
    with door.session() as session:
        record_id, _ = session.stocktaking.start(on.date(), committee, decision)
        sheet = session.stocktaking.sheet(record_id)
    say("cli.stocktake_started", name=sheet.name, lines=len(sheet.lines), rooms=len(sheet.rooms))
    return 0


@stocktake_command.command("room")
@click.argument("room")
@click.pass_obj
def room_command(door: Door, room: str) -> int:
    """Whatever is not counted in a room is there as in the book."""
    with door.session() as session:
        session.stocktaking.room_complete(_current(session), room)
        sheet = session.stocktaking.sheet(_current(session))
    say("cli.stocktake_room", room=room, left=sum(not one.is_counted for one in sheet.lines))
    return 0


@stocktake_command.command("count")
@click.argument("code", metavar="CODE")
@click.argument("found", type=click.IntRange(0))
@click.option("--condition", help="A code of the list of conditions.")
@click.option("--room", help="Where it was found, if elsewhere.")
@click.pass_obj
def count_command(door: Door, code: str, found: int, condition: str | None, room: str | None) -> int:
    """What was found of one asset, by its QR code (SX:…) or its id."""
    with door.session() as session:
        stocktake = _current(session)
        asked = session.assets.of_code(code) or code
        line = next(
            (one for one in session.stocktaking.sheet(stocktake).lines if one.equipment == asked), None
        )
        if line is None:
            raise AppError("stocktake_no_row")
        told = {"found_quantity": found, "found_condition": condition, "found_room": room}
        values = {name: value for name, value in told.items() if value is not None}
        session.stocktaking.set_line(stocktake, line.row_id, values)
    say("stocktake.counted", asset=line.asset)
    return 0


@stocktake_command.command("differences")
@click.option("--json", "as_json", is_flag=True, help="Every difference, and every room with its progress.")
@click.option("-o", "out", type=click.Path(path_type=Path))
@click.pass_obj
def differences_command(door: Door, out: Path | None, *, as_json: bool) -> int:
    """What does not agree with the book; exit code 1 while something is left to settle."""
    assert_folder_of(out)
    with door.session() as session:
        sheet = session.stocktaking.sheet(_current(session))
    if as_json or out:
        write_json(_document(sheet), out)
    else:
        for line in _lines(sheet):
            click.echo(line)
    return int(any(not one.is_settled for one in sheet.differences))


@stocktake_command.command("close")
@click.option("--on", type=_DAY, help="The day; without, today.")
@click.pass_obj
def close_command(door: Door, on: datetime | None) -> int:
    """Nothing more can be typed: wants everything counted and settled."""
    day = on.date() if on else date.today()  # noqa: DTZ011 - the clerk's own day
    with door.session() as session:
        stocktake = _current(session)
        session.stocktaking.close(stocktake, day)
        name = session.stocktaking.sheet(stocktake).name
    say("stocktake.closed", name=name)
    return 0


def _current(session: "Session") -> str:
    record_id = session.stocktaking.current()
    if record_id is None:
        raise AppError("stocktake_none")
    return record_id


def _document(sheet: "Sheet") -> dict[str, Any]:
    return {
        "id": sheet.id,
        "name": sheet.name,
        "as_of": sheet.as_of.isoformat(),
        "rooms": [asdict(one) for one in sheet.rooms],
        "differences": [asdict(one) | {"settled": one.is_settled} for one in sheet.differences],
    }


def _lines(sheet: "Sheet") -> Iterator[str]:
    for room in sheet.rooms:
        name = room.name or messages.say("stocktake.nowhere")
        yield messages.say("cli.stocktake_progress", room=name, counted=room.counted, lines=room.lines)
    for one in sheet.differences:
        kinds = ", ".join(messages.say(f"stocktake.kind.{kind}") for kind in one.kinds)
        yield messages.say(
            "cli.stocktake_difference", asset=one.asset, book=one.book, found=one.found, kinds=kinds
        )
