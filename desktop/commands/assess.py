"""`soxa assess`: sheets for people without the program, what comes back of them, and who is missing."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from desktop import messages

from .door import Door, say, write_json

if TYPE_CHECKING:
    from desktop.services.campaigns import CampaignRow, Made, TakeIn

_DAY: Final = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.group("assess")
def assess_command() -> None:
    """Campaigns of self-assessment and of reviews of personal data."""


@assess_command.command("campaign")
@click.option("--name", required=True)
@click.option("--as-of", required=True, type=_DAY, help="The day whose people and positions are taken.")
@click.option("--deadline", type=_DAY, help="The last day for returning sheets.")
@click.option("--sheet", type=click.Choice(["short", "full"]), default="short", show_default=True)
@click.option(
    "--purpose", type=click.Choice(["assessment", "review"]), default="assessment", show_default=True
)
@click.option("-o", "folder", type=click.Path(path_type=Path), required=True, help="Where the files go.")
@click.option("--pdf", is_flag=True, help="Paper sheets beside the workbooks.")
@click.option("--by-division", is_flag=True, help="A workbook a division for its reviewer.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def _campaign(door: Door, /, *, as_json: bool, **options: Any) -> int:
    """Start a campaign, or take up the one of that name, and make a file a person."""
    with door.session() as session:
        campaigns = session.campaigns
        known = {row.name: row.id for row in campaigns.all()}
        campaign_id = known.get(options["name"].strip()) or campaigns.start(
            options["name"],
            options["purpose"],
            options["sheet"],
            options["as_of"].date(),
            _day(options["deadline"]),
        )
        made = campaigns.make_files(
            campaign_id,
            options["folder"],
            ["xlsx", "pdf"] if options["pdf"] else "xlsx",
            by_division=options["by_division"],
        )
    if as_json:
        write_json(_made(campaign_id, made), None)
    else:
        facts = {"sheets": made.people, "divisions": len(made.divisions)}
        say("cli.assess_made", **facts, folder=made.folder, list=made.list_path.name)
    return 0


@assess_command.command("take-in")
@click.argument("campaign", metavar="CAMPAIGN")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--accept-newer", is_flag=True, help="Take in files that wait because one is in already.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def _take_in(door: Door, campaign: str, paths: tuple[Path, ...], *, accept_newer: bool, as_json: bool) -> int:
    """Take in files, or all files of folders; exit 1 when one was not taken in."""
    with door.session() as session:
        campaign_id = session.campaigns.find(campaign)
        taken = session.campaigns.take_in(campaign_id, paths)
        waiting = [one.path for one in taken.files if one.waits]
        if accept_newer and waiting:
            accepted = session.campaigns.accept(campaign_id, waiting)
            taken = taken.with_accepted(accepted)
        missing = len(session.campaigns.not_returned(campaign_id))
    if as_json:
        write_json(_taken(taken, missing), None)
    else:
        for one in taken.files:
            click.echo("\t".join([one.path.name, one.who, messages.say(f"outcome.{one.outcome}"), one.text]))
        settled = len(taken.files) - len(taken.left)
        say("cli.assess_taken", settled=settled, left=len(taken.left), missing=missing)
        if taken.corrections:
            say("cli.assess_corrections", count=taken.corrections)
    return int(bool(taken.left))


@assess_command.command("missing")
@click.argument("campaign", metavar="CAMPAIGN")
@click.option("--json", "as_json", is_flag=True)
@click.option("-o", "out", type=click.Path(path_type=Path), help="A PDF to print.")
@click.pass_obj
def _missing(door: Door, campaign: str, *, as_json: bool, out: Path | None) -> int:
    """Who has not returned the sheet; exit 1 while there is somebody."""
    with door.session() as session:
        campaign_id = session.campaigns.find(campaign)
        missing = session.campaigns.not_returned(campaign_id)
        text = session.campaigns.not_returned_text(campaign_id)
        pages = session.campaigns.print_not_returned(campaign_id, out) if out else 0
    if as_json:
        write_json([vars(one) for one in missing], None)
    elif out:
        say("cli.print_done", file=out.name, pages=pages)
    else:
        click.echo(text)
    return int(bool(missing))


@assess_command.command("list")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def _list(door: Door, *, as_json: bool) -> int:
    """The campaigns, the latest first."""
    with door.session() as session:
        rows = session.campaigns.all()
    if as_json:
        write_json([vars(row) for row in rows], None)
        return 0
    for row in rows:
        say("cli.assess_line", **_line(row))
    return 0


@assess_command.command("close")
@click.argument("campaign", metavar="CAMPAIGN")
@click.option("--reopen", is_flag=True, help="Let it take sheets again.")
@click.pass_obj
def _close(door: Door, campaign: str, *, reopen: bool) -> int:
    """End a campaign: it takes no more sheets."""
    with door.session() as session:
        session.campaigns.set_open(session.campaigns.find(campaign), is_open=reopen)
    say("campaign.opening" if reopen else "campaign.closing", name=campaign)
    return 0


def _day(told: datetime | None) -> date | None:
    return told.date() if told else None


def _line(row: "CampaignRow") -> dict[str, object]:
    state = messages.say("cli.assess_open" if row.is_open else "cli.assess_closed")
    deadline = f"{date.fromisoformat(row.deadline):%d/%m/%Y}" if row.deadline else "…"
    return {**vars(row), "deadline": deadline, "state": state}


def _made(campaign_id: str, made: "Made") -> dict[str, object]:
    return {
        "campaign": campaign_id,
        "folder": str(made.folder),
        "sheets": [path.name for path in made.sheets],
        "divisions": [path.name for path in made.divisions],
        "list": made.list_path.name,
    }


def _taken(taken: "TakeIn", missing: int) -> dict[str, object]:
    return {
        "change": taken.changes.change_n,
        "files": [
            {
                "file": one.path.name,
                "outcome": one.outcome.value,
                "code": one.code,
                "who": one.who,
                "text": one.text,
            }
            for one in taken.files
        ],
        "corrections": taken.corrections,
        "missing": missing,
    }
