"""The rows of typed tables as they lie there: what figures are computed from, never the payloads."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Engine, select

from .database import reading
from .typed import TypedForm, column_of


def read(engine: Engine, made: TypedForm, names: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """Every record of a form by the order of its list: `id`, `label` and the columns of these fields."""
    table = made.main
    columns = [table.c[column_of(name)].label(name) for name in names]
    asked = select(table.c.record_id.label("id"), table.c.record_label.label("label"), *columns)
    with reading(engine) as connection:
        for row in connection.execute(asked.order_by(table.c.sort_key, table.c.n)).mappings():
            yield dict(row)


def read_rows(
    engine: Engine, made: TypedForm, section_id: str, names: Sequence[str]
) -> Iterator[Mapping[str, Any]]:
    """Every row of a repeated section in the order of entry: `id` of its record, `row_id`, these fields."""
    table = made.sections[section_id]
    columns = [table.c[column_of(name)].label(name) for name in names]
    asked = select(table.c.record_id.label("id"), table.c.row_id.label("row_id"), *columns)
    with reading(engine) as connection:
        for row in connection.execute(asked.order_by(table.c.n, table.c.row_at)).mappings():
            yield dict(row)
