"""How long it is until a deadline, in words."""

from datetime import datetime

from desktop import messages


def days_left(deadline: datetime, now: datetime) -> str:
    """How long it is until the deadline, in words; hours on the last day."""
    seconds = (deadline - now).total_seconds()
    if seconds < 0:
        return messages.say("ui.shell.overdue", days=(now.date() - deadline.date()).days)
    days = (deadline.date() - now.date()).days
    if days:
        return messages.say("ui.shell.days_left", days=days)
    return messages.say("ui.shell.hours_left", hours=int(seconds // 3600))
