"""What the store remembers of itself, by key, as JSON."""

import json
from typing import Any

from sqlalchemy import Connection, delete, select

from . import tables
from .deltas import dumps


def get(connection: Connection, key: str) -> Any:
    """The value of a key, None where there is none."""
    found = connection.execute(select(tables.setting.c.value).where(tables.setting.c.key == key)).scalar()
    return None if found is None else json.loads(found)


def starting_with(connection: Connection, prefix: str) -> dict[str, Any]:
    """All values whose key begins so, by the rest of the key."""
    setting = tables.setting
    asked = select(setting.c.key, setting.c.value).where(setting.c.key.startswith(prefix, autoescape=True))
    return {key.removeprefix(prefix): json.loads(value) for key, value in connection.execute(asked)}


def put(connection: Connection, key: str, value: object) -> None:
    """Sets a value; None forgets the key."""
    connection.execute(delete(tables.setting).where(tables.setting.c.key == key))
    if value is not None:
        connection.execute(tables.setting.insert(), {"key": key, "value": dumps(value)})
