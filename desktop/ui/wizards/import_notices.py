"""What is to be minded of an import as a whole, in words."""

from collections import Counter
from datetime import datetime

from desktop import messages
from desktop.domain.rules.declaration import first_rows
from desktop.services.import_preview import NEW, WRONG, Preview
from desktop.services.session import Session


def first_text(preview: Preview, session: Session) -> str:
    """That the register is empty, so that these people are declared, not so many arrivals; else nothing."""
    new = Counter(row.form_id for row in preview.rows if row.state in (NEW, WRONG))
    for form_id in preview.form_ids:
        if first_rows(form_id) and not session.records.count(form_id):
            return messages.say("ui.import.first", count=new[form_id])
    return ""


def notice_text(preview: Preview) -> str:
    """That a file came in before, and what stays out because it may be a state secret; else nothing."""
    notices = []
    if seen := seen_text(preview.reading.seen_before):
        notices.append(seen)
    if preview.secret_headings:
        notices.append(messages.say("ui.import.secret", columns=", ".join(preview.secret_headings)))
    return "\n".join(notices)


def seen_text(moment: str | None) -> str:
    """That a file came in at a moment, in the office's own time; nothing for none."""
    if not moment:
        return ""
    at = datetime.fromisoformat(moment).astimezone().strftime("%H:%M %d/%m/%Y")
    return messages.say("ui.import.seen", at=at)
