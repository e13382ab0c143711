"""Records read back from their rows."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, select

from . import tables
from .model import Record

_COLUMNS: Final = (
    tables.record.c.n,
    tables.record.c.id,
    tables.record.c.form,
    tables.record.c.form_version,
    tables.record.c.unit,
    tables.record.c.payload,
    tables.record.c.revision,
    tables.record.c.state,
    tables.record.c.deleted,
    tables.record.c.updated_at,
    tables.record.c.updated_by,
)
_BY_ID: Final = select(*_COLUMNS).where(tables.record.c.id == bindparam("wanted"))
_BY_IDS: Final = select(*_COLUMNS).where(tables.record.c.id.in_(bindparam("wanted", expanding=True)))
_MANY: Final = 500


def record_by_id(connection: Connection, record_id: str) -> Record | None:
    """A record, deleted or not."""
    row = connection.execute(_BY_ID, {"wanted": record_id}).first()
    return None if row is None else _record(row)


def records_by_id(connection: Connection, record_ids: Iterable[str]) -> dict[str, Record]:
    """Those of these records that there are, deleted or not, by id."""
    wanted = list(record_ids)
    if len(wanted) == 1:
        found = record_by_id(connection, wanted[0])
        return {found.id: found} if found else {}
    rest = iter(wanted)
    records: dict[str, Record] = {}
    while part := list(islice(rest, _MANY)):
        records |= {row.id: _record(row) for row in connection.execute(_BY_IDS, {"wanted": part})}
    return records


def records_of(
    connection: Connection, form_id: str, *, many: int, since: int = 0, deleted_too: bool = False
) -> Iterator[list[Record]]:
    """The records of a form as they were made, `many` at a time; with `since`, those changed after it."""
    record = tables.record
    last = 0
    while True:
        asked = _of_form(form_id, last).limit(many)
        if since:
            asked = asked.where(record.c.changed > since)
        if not deleted_too:
            asked = asked.where(record.c.deleted.is_(False))
        records = [_record(row) for row in connection.execute(asked)]
        if not records:
            return
        yield records
        last = records[-1].n


def _of_form(form_id: str, after: int) -> Select[Any]:
    record = tables.record
    return select(*_COLUMNS).where(record.c.form == form_id, record.c.n > after).order_by(record.c.n)


def _record(row: Row[*tuple[Any, ...]]) -> Record:
    values = row._asdict()
    return Record(**values | {"payload": json.loads(values["payload"])})
