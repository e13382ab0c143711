"""What no field takes of a list: kept as rows of the record, heading and text, so that nothing is dropped."""

from collections.abc import Mapping
from typing import Any, Final

from desktop.domain import places
from desktop.domain.form import Form

SECTION: Final = "imported_notes"
_LONGEST: Final = 2000


def rows(form: Form, before: Mapping[str, Any], unmapped: Mapping[str, str], source: str) -> dict[str, Any]:
    """New rows for what the record does not say yet, by place; none where the form has no such table."""
    if not unmapped or all(section.id != SECTION for section in form.tables):
        return {}
    known = {(row.get("heading"), row.get("text")) for row in places.rows(before, SECTION)}
    return {
        f"{SECTION}/{places.new_row_id()}": {"heading": heading, "text": text[:_LONGEST], "source": source}
        for heading, text in unmapped.items()
        if (heading, text[:_LONGEST]) not in known
    }
