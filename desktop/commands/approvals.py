"""`soxa approval`: records are handed in, reviewed, approved and returned without the window."""

from collections.abc import Sequence
from typing import Final

import click

from desktop.domain import approval
from desktop.services.approval_wording import state_label

from .door import Door, say

_STEPS: Final = {
    "submit": approval.SUBMITTED,
    "review": approval.REVIEWED,
    "approve": approval.APPROVED,
    "return": approval.RETURNED,
}


@click.command("approval")
@click.argument("step", type=click.Choice(list(_STEPS)))
@click.argument("record_ids", metavar="ID…", nargs=-1, required=True)
@click.option("--remark", default="", help="What must be changed, for a return.")
@click.pass_obj
def approval_command(door: Door, step: str, record_ids: Sequence[str], remark: str) -> int:
    """Take a step for these records as the user who opens the store; all of them, or none."""
    with door.session() as session:
        if step == "return":
            changes = session.approval.return_(record_ids, remark)
        else:
            deeds = session.approval.submit, session.approval.review, session.approval.approve
            changes = deeds[list(_STEPS).index(step)](record_ids)
    say("ui.approval.done", count=len(changes.records & set(record_ids)), state=state_label(_STEPS[step]))
    return 0
