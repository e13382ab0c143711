"""What a change did to a record, {place: [old, new]}, and how it is applied, taken back and replayed.

Beside the places of the form there are a few of the record itself: `@record` (its whole first payload),
`@form`, `@deleted`, `@state`, `@unit`, and `@order/section`, the ids of a table's rows in their order.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from desktop.domain import places
from desktop.domain.approval import is_approval_place
from desktop.domain.form import Form, Section
from desktop.domain.places import ROW_AT, ROW_ID, Delta, Payload, PlaceError

RECORD: Final = "@record"
DELETED: Final = "@deleted"
STATE: Final = "@state"
UNIT: Final = "@unit"
FORM: Final = "@form"
_ORDER: Final = "@order/"
_MARK: Final = "@"
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dumps(value: object) -> str:
    """JSON as the store keeps it: short, readable, in the order given."""
    return _ENCODER.encode(value)


def stored_text(delta: Mapping[str, list[Any]], payload_text: str) -> str:
    """The JSON of a delta; the payload of a new record, the bulk of an import, is not written out twice."""
    if RECORD not in delta:
        return dumps(delta)
    rest = {place: values for place, values in delta.items() if place != RECORD}
    return f'{{"{RECORD}":[null,{payload_text}],{dumps(rest)[1:]}'


def apply(payload: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[Payload, Delta]:
    """A new payload with these values at their places, and what differs; `@` places are left alone."""
    changed: Payload = dict(payload)
    delta: Delta = {}
    for is_order, group in groupby(values.items(), key=lambda item: item[0].startswith(_ORDER)):
        if is_order:
            for place, order in group:
                changed, step = _reordered(changed, place, order)
                delta |= step
        else:
            asked = {place: value for place, value in group if not place.startswith(_MARK)}
            # Only what is touched is handed over: `places.apply` copies all it gets.
            touched = {place.partition("/")[0] for place in asked}
            part = {name: changed[name] for name in touched if name in changed}
            part, step = places.apply(part, _with_rows(part, asked))
            changed = {name: value for name, value in changed.items() if name not in touched} | part
            delta |= step
    return changed, delta


def inverse(delta: Mapping[str, list[Any]]) -> dict[str, Any]:
    """The values that take a delta back; a new record is taken back by deleting it."""
    if RECORD in delta:
        return {DELETED: True}
    return places.inverse(delta)


def replay(payload: Mapping[str, Any] | None, delta: Mapping[str, list[Any]]) -> Payload:
    """The payload after a delta; None is what was before the record."""
    if RECORD in delta:
        return dict(delta[RECORD][1])
    if payload is None:
        raise ValueError(delta)
    return apply(payload, {place: new for place, (_, new) in delta.items()})[0]


def difference(form: Form, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The values that make `new` of `old`."""
    tables = {section.id: section for section in form.tables}
    values: dict[str, Any] = {name: None for name in old if name not in new and name not in tables}
    values |= {name: value for name, value in new.items() if name not in tables and old.get(name) != value}
    for section in tables.values():
        values |= _table_difference(section, places.rows(old, section.id), places.rows(new, section.id))
    return values


def spelled_out(delta: Mapping[str, list[Any]]) -> Delta:
    """The delta with a new record's payload place by place, for whoever shows it."""
    if RECORD not in delta:
        return dict(delta)
    return {place: [None, value] for place, value in _filled(delta[RECORD][1])}


def touch(one: str, other: str) -> bool:
    """Whether two places cannot be changed apart: the same place, a row and its field, the record itself."""
    if one in {RECORD, DELETED} or other in {RECORD, DELETED}:
        return True
    if is_approval_place(one) and is_approval_place(other):
        return True  # steps stand on one another: only the latest can be taken back
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


def assert_known(form: Form, names: Mapping[str, Any]) -> None:
    """PlaceError for a place or name the form does not have, or does not store."""
    for place in names:
        parts = place.split("/")
        if place.startswith(_MARK) or (len(parts) == 1 and _is_stored(form, place)):
            continue
        if len(parts) == 2:
            _assert_table(form, parts[0], place)
        elif len(parts) == 1:
            _assert_table(form, place, place)
        else:
            places.field_at(form, place)


def _is_stored(form: Form, name: str) -> bool:
    return form.has_field(name) and not form.field(name).computed


def _assert_table(form: Form, section_id: str, place: str) -> None:
    if section_id not in {section.id for section in form.tables}:
        raise PlaceError(place)


def _with_rows(payload: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, and before the first field of a row that is not there the row, so that undo removes it."""
    asked: dict[str, Any] = {}
    for place, value in values.items():
        section_id, _, rest = place.partition("/")
        row_id, _, name = rest.partition("/")
        row = f"{section_id}/{row_id}"
        if name and row not in asked and places.get(payload, row) is None:
            if value is None:
                continue
            asked[row] = {}
        asked[place] = value
    return asked


def _reordered(payload: Payload, place: str, order: list[str]) -> tuple[Payload, Delta]:
    section_id = place.removeprefix(_ORDER)
    rows = places.rows(payload, section_id)
    before = [row[ROW_ID] for row in rows]
    rank = {row_id: position for position, row_id in enumerate(order)}
    rows.sort(key=lambda row: rank.get(row[ROW_ID], len(rank)))
    after = [row[ROW_ID] for row in rows]
    if before == after:
        return payload, {}
    return payload | {section_id: rows}, {place: [before, after]}


def _table_difference(
    section: Section, old: list[Mapping[str, Any]], new: list[Mapping[str, Any]]
) -> dict[str, Any]:
    if old == new:
        return {}
    was = {row[ROW_ID]: row for row in old}
    wanted = [row[ROW_ID] for row in new]
    values: dict[str, Any] = {f"{section.id}/{row_id}": None for row_id in was if row_id not in set(wanted)}
    order = [row_id for row_id in was if row_id in set(wanted)]
    for position, row in enumerate(new):
        place = f"{section.id}/{row[ROW_ID]}"
        before = was.get(row[ROW_ID])
        if before is None:
            values[place] = {name: value for name, value in row.items() if name != ROW_ID} | {
                ROW_AT: position
            }
            order.insert(position, row[ROW_ID])
        else:
            values |= {
                f"{place}/{name}": row.get(name)
                for name in {**before, **row}
                if before.get(name) != row.get(name)
            }
    if order != wanted:
        values[f"{_ORDER}{section.id}"] = wanted
    return values


def _filled(payload: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in payload.items():
        if isinstance(value, list) and value and isinstance(value[0], dict) and ROW_ID in value[0]:
            for position, row in enumerate(value):
                rest = {key: item for key, item in row.items() if key != ROW_ID}
                yield f"{name}/{row[ROW_ID]}", rest | {ROW_AT: position}
        else:
            yield name, value
