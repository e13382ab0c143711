"""What no field takes of a list: kept as rows of the record, heading and text, so that nothing is dropped."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from desktop.domain import places
from desktop.domain.form import Form

SECTION: Final = "imported_notes"
Note = tuple[str, str, str]  # heading, text, where it stood
_LONGEST: Final = 2000


def notes(told: Mapping[str, str], source: str) -> list[Note]:
    """Texts by heading as notes of one row."""
    return [(heading, text, source) for heading, text in told.items()]


def rows(form: Form, before: Mapping[str, Any], told: Iterable[Note]) -> dict[str, Any]:
    """New rows for what the record does not say yet, by place; none where the form has no such table.

    A heading with its text is known whichever row and file it came from.
    """
    if all(section.id != SECTION for section in form.tables):
        return {}
    known = {(row.get("heading"), row.get("text")) for row in places.rows(before, SECTION)}
    found = {}
    for heading, text, source in told:
        kept = (heading, text[:_LONGEST])
        if kept not in known:
            known.add(kept)
            row = {"heading": heading, "text": kept[1], "source": source}
            found[f"{SECTION}/{places.new_row_id()}"] = row
    return found
