"""What is said of time and of what still waits: days to the deadline, changes not handed up."""

from datetime import datetime
from typing import Final

from desktop import messages
from desktop.services.session import Session

MOST_COUNTED: Final = 100


def days_left(deadline: datetime, now: datetime) -> str:
    """How long it is until the deadline, in words; hours on the last day."""
    seconds = (deadline - now).total_seconds()
    if seconds < 0:
        return messages.say("ui.shell.overdue", days=(now.date() - deadline.date()).days)
    days = (deadline.date() - now.date()).days
    if days:
        return messages.say("ui.shell.days_left", days=days)
    return messages.say("ui.shell.hours_left", hours=int(seconds // 3600))


def unsent_changes(session: Session) -> int:
    """How many of the latest changes are newer than the last package; at most `MOST_COUNTED`."""
    sent = session.packages.sent()
    entries = session.records.history(limit=MOST_COUNTED)
    if not sent:
        return len(entries)
    return sum(entry.at > sent[0].made_at for entry in entries)
