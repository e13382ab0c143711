"""What came back, as values of the records: read by the fields' own types, unreadable text kept as it is."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from desktop.domain import places
from desktop.domain.form import Form
from desktop.domain.values import Unreadable, raw

from .campaign_content import CONFIRMED, SIGNED, shown

if TYPE_CHECKING:
    from desktop.storage.model import Record


def values_of(
    form: Form, record: "Record", answers: Mapping[str, str], *, erases: bool = False
) -> dict[str, Any]:
    """The values at the places that differ; an empty answer leaves what stands, unless it `erases`.

    A place that the record does not have (a row deleted since) is left out.
    """
    found: dict[str, Any] = {}
    for place, text in answers.items():
        if not text and not erases:
            continue
        if not has_place(record.payload, place):
            continue
        value = parsed(form, place, text)
        if value != places.get(record.payload, place):
            found[place] = value
    return found


def parsed(form: Form, place: str, text: str) -> Any:
    """A typed text as its field understands it; what it cannot read stays as typed and is a problem."""
    try:
        return places.field_at(form, place).type.parse(text)
    except Unreadable:
        return raw(text)


def has_place(payload: Mapping[str, Any], place: str) -> bool:
    """Whether a place of a table still has its row; a field always has its place."""
    parts = place.split("/")
    if len(parts) == 1:
        return True
    return any(row[places.ROW_ID] == parts[1] for row in payload.get(parts[0], ()))


def by_sheet(code: str, answers: Mapping[str, str], codes: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The answers by person: those of the sheet itself, or with the code of each person's before a colon.

    What a reviewer's workbook asks once holds for everybody in it. `codes` are the people by code.
    """
    found: dict[str, dict[str, str]] = {}
    for place, text in answers.items():
        head, colon, rest = place.partition(":")
        if colon and head in codes:
            found.setdefault(codes[head], {})[rest] = text
    if not found:
        return {codes[code]: dict(answers)} if code in codes else {}
    for place, text in answers.items():
        if ":" not in place:
            for told in found.values():
                told[place] = text
    return found


def corrections(form: Form, person: "Record", answers: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """What a person wants changed of the own record, as rows of the campaign."""
    for name, text in answers.items():
        if not text or name in (CONFIRMED, SIGNED) or not form.has_field(name):
            continue
        told = form.field(name)
        old = person.payload.get(name)
        if parsed(form, name, text) != old:
            row = {"person": person.id, "field": name, "old": shown(told, old) or None, "new": text}
            yield row | {"state": "open"}
