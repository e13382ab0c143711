"""What the search over everything finds: records of every register, and pages by name."""

from typing import Final

from desktop import messages
from desktop.domain.names import fold
from desktop.services.records import Query
from desktop.services.session import Session
from desktop.ui.navigation import PAGES, REGISTERS, TABS, Destination
from desktop.ui.search_box import Hit

_EACH: Final = 8
_LINKS: Final = frozenset({"assignment", "remedy"})  # found by the person and the position that they join


def find_everywhere(session: Session, text: str) -> list[Hit]:
    """The first few that fit of every register, then pages whose name fits."""
    hits: list[Hit] = []
    for form_id in (*(one for one in REGISTERS if one not in _LINKS), "unit"):
        page = session.records.page(form_id, Query(text=text, limit=_EACH))
        hits += [Hit(row.label, Destination(form_id, row.id)) for row in page.rows]
    words = fold(text)
    for page_id in PAGES:
        name = messages.say(f"ui.shell.{page_id}")
        if words and words in fold(name):
            hits.append(Hit(messages.say("ui.shell.go_to", page=name), Destination(page_id)))
    for entry, tab in ((entry, tab) for entry, tabs in TABS.items() for tab in tabs):
        name = messages.say(f"ui.shell.tab_{tab}")
        if words and words in fold(name) and name != messages.say("ui.shell.tab_building_list"):
            page_name = f"{messages.say(f'ui.shell.{entry}')} · {name}"
            hits.append(Hit(messages.say("ui.shell.go_to", page=page_name), Destination(tab)))
    return hits
