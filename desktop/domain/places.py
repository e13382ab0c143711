"""Places in a record, `field` or `section/row_id/field`, and what reading or changing them does to a payload.

A row as a whole is the place `section/row_id`; its value there is the row without `_id`, with `_at`,
its position, so that undo puts it back where it was.
"""

import copy
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from .form import Field, Form

Payload = dict[str, Any]
Delta = dict[str, list[Any]]
ROW_ID = "_id"
ROW_AT = "_at"


class PlaceError(KeyError):
    """A place that this form does not have."""


def new_row_id() -> str:
    """Eight random hex digits: kept through edit, sort, package and import, never reused."""
    return secrets.token_hex(4)


def field_at(form: Form, place: str) -> Field:
    """The field a place belongs to; PlaceError when the form has no such place."""
    parts = place.split("/")
    try:
        if len(parts) == 1:
            return form.field(place)
        section_id, _, name = parts
        return form.section(section_id).field(name)
    except (KeyError, ValueError) as error:
        raise PlaceError(place) from error


def get(payload: Mapping[str, Any], place: str) -> Any:
    """The value at a place, None when nothing is there."""
    parts = place.split("/")
    if len(parts) == 1:
        return payload.get(place)
    position, row = _row(payload, parts[0], parts[1])
    if row is None:
        return None
    if len(parts) == 2:
        return {key: value for key, value in row.items() if key != ROW_ID} | {ROW_AT: position}
    return row.get(parts[2])


def apply(payload: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[Payload, Delta]:
    """A new payload with these values put at these places, and the delta {place: [old, new]} of what differs.

    None removes. A row place given a mapping adds the row (or replaces it); given None it removes the row.
    The cell of a row that is not there yet adds the row, and the delta says so.
    """
    changed = copy.deepcopy(dict(payload))
    delta: Delta = {}
    for asked, given in values.items():
        if "/" not in asked:
            old = changed.get(asked)
            if not _same(old, given):
                _set(changed, asked, given)
                delta[asked] = [old, given]
            continue
        place, value = _of_new_row(changed, asked, given)
        old = get(changed, place)
        if _same(old, value):
            continue
        _put(changed, place, value)
        delta[place] = [old, get(changed, place)]
    return changed, delta


def inverse(delta: Mapping[str, list[Any]]) -> dict[str, Any]:
    """The values that take a delta back, last place first."""
    return {place: old for place, (old, _) in reversed(list(delta.items()))}


def rows(payload: Mapping[str, Any], section_id: str) -> list[Mapping[str, Any]]:
    """The rows of a repeated section, in their order."""
    return list(payload.get(section_id) or ())


def filled(form: Form, payload: Mapping[str, Any]) -> Iterator[tuple[str, Field, Any]]:
    """Every place that holds a value, with its field, in the order of the form."""
    for section in form.sections:
        if not section.repeats:
            for field in section.fields:
                if payload.get(field.name) is not None:
                    yield field.name, field, payload[field.name]
            continue
        for row in rows(payload, section.id):
            for field in section.fields:
                if row.get(field.name) is not None:
                    yield f"{section.id}/{row[ROW_ID]}/{field.name}", field, row[field.name]


def _row(payload: Mapping[str, Any], section_id: str, row_id: str) -> tuple[int, dict[str, Any] | None]:
    for position, row in enumerate(payload.get(section_id) or ()):
        if row[ROW_ID] == row_id:
            return position, row
    return -1, None


def _of_new_row(payload: Mapping[str, Any], place: str, value: Any) -> tuple[str, Any]:
    """The same change, told as the adding of a row where the cell's row is not there yet."""
    parts = place.split("/")
    if len(parts) < 3 or value is None or _row(payload, parts[0], parts[1])[1] is not None:
        return place, value
    return f"{parts[0]}/{parts[1]}", {parts[2]: value}


def _same(old: object, new: object) -> bool:
    if isinstance(old, dict) and isinstance(new, dict):
        return {k: v for k, v in old.items() if k != ROW_AT} == {k: v for k, v in new.items() if k != ROW_AT}
    return type(old) is type(new) and old == new


def _put(payload: Payload, place: str, value: object) -> None:
    parts = place.split("/")
    if len(parts) == 1:
        _set(payload, place, value)
    elif len(parts) == 2:
        _put_row(payload, parts[0], parts[1], value)
    else:
        _, row = _row(payload, parts[0], parts[1])
        if row is not None:
            _set(row, parts[2], value)


def _put_row(payload: Payload, section_id: str, row_id: str, value: object) -> None:
    table: list[dict[str, Any]] = payload.setdefault(section_id, [])
    position, row = _row(payload, section_id, row_id)
    if row is not None:
        table.pop(position)
    if isinstance(value, Mapping):
        kept = {key: item for key, item in value.items() if key != ROW_AT and item is not None}
        at = value.get(ROW_AT, position if row is not None else len(table))
        table.insert(at, {ROW_ID: row_id} | kept)
    if not table:
        del payload[section_id]


def _set(target: dict[str, Any], name: str, value: object) -> None:
    if value is None:
        target.pop(name, None)
    else:
        target[name] = value
