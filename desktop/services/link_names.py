"""Answers that name other records, by the names of those records: what paper shows instead of ids."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from desktop.domain import places
from desktop.domain.form import Field, Form
from desktop.domain.list_types import Link

if TYPE_CHECKING:
    from .records import Records


def named(records: "Records", form: Form, payloads: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The payloads with every linked record by its name; one that is gone keeps its id."""
    links = _links(form.fields)
    in_tables = {section.id: found for section in form.tables if (found := _links(section.fields))}
    wanted: dict[str, set[str]] = defaultdict(set)
    for payload in payloads:
        _collect(wanted, links, [payload])
        for section_id, found in in_tables.items():
            _collect(wanted, found, places.rows(payload, section_id))
    names = {form_id: records.names(form_id, sorted(ids)) for form_id, ids in wanted.items()}
    told = []
    for payload in payloads:
        tables = {
            section_id: [_told(row, found, names) for row in places.rows(payload, section_id)]
            for section_id, found in in_tables.items()
            if section_id in payload
        }
        told.append({**_told(payload, links, names), **tables})
    return told


def _links(fields: Iterable[Field]) -> dict[str, str]:
    """The form that each link leads to, by field."""
    return {one.name: one.type.form for one in fields if isinstance(one.type, Link)}


def _collect(
    wanted: dict[str, set[str]], links: Mapping[str, str], rows: Iterable[Mapping[str, Any]]
) -> None:
    for row in rows:
        for name, form_id in links.items():
            if isinstance(value := row.get(name), str):
                wanted[form_id].add(value)


def _told(
    row: Mapping[str, Any], links: Mapping[str, str], names: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    told = dict(row)
    for name, form_id in links.items():
        if isinstance(value := row.get(name), str):
            told[name] = names[form_id].get(value, value)
    return told
