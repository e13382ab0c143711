"""`soxa rating`: the ratings of a year with their evidence, the cap on excellent ones, who has none."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop import messages
from desktop.services import rating_reports, rating_words, ratings

from .door import Door, say, write_json

if TYPE_CHECKING:
    from desktop.domain.catalog import Catalogs


@click.command("rating")
@click.option("--year", required=True, type=click.IntRange(2000, 2100))
@click.option("--json", "as_json", is_flag=True)
@click.option("--xlsx", "as_workbook", is_flag=True, help="A workbook: people, divisions, cap, who has none.")
@click.option("-o", "out", type=click.Path(path_type=Path))
@click.pass_obj
def rating_command(door: Door, year: int, *, as_json: bool, as_workbook: bool, out: Path | None) -> int:
    """The ratings of a year; exit 1 when a cap is exceeded or a class contradicts its points."""
    if as_workbook and (as_json or out is None):
        raise click.UsageError(messages.say("rating.cli_where"))
    with door.session() as session:
        found = ratings.summary(session, year)
        if as_workbook and out is not None:
            rating_reports.write_workbook(out, found, session.catalogs)
            say("rating.cli_written", year=year, file=out.name)
        elif as_json or out:
            write_json(rating_reports.document(found, session.catalogs), out)
        else:
            _tell(found, session.catalogs)
    return int(not found.is_clean)


def _tell(found: ratings.YearSummary, catalogs: "Catalogs") -> None:
    for one in (*found.people, *found.divisions):
        rating = rating_words.label(catalogs, "ratings", one.result.rating) or messages.say("rating.nothing")
        facts = {"name": one.name, "division": one.division, "rating": rating}
        if one.result.average is None:
            say("rating.cli_line_class", **facts)
        else:
            say("rating.cli_line", average=rating_words.number(one.result.average), **facts)
        for each in one.result.evidence:
            click.echo(f"  {rating_words.said(each, catalogs)}")
    for cap in found.caps:
        click.echo(("! " if cap.exceeds else "") + rating_words.said(cap.evidence, catalogs))
    say("rating.cli_without", year=found.year, count=len(found.without))
    exceeding = sum(one.exceeds for one in found.caps)
    say(
        "rating.cli_counts",
        year=found.year,
        people=len(found.people),
        divisions=len(found.divisions),
        exceeding=exceeding,
    )
