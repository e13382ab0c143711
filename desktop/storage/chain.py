"""The chain of changes: every change carries a hash over all it says and over the hash of the one before."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, select

from . import tables
from .deltas import dumps
from .model import NewChange

START: Final = "0" * 64
_HEAD: Final = select(tables.change.c.n, tables.change.c.hash).order_by(tables.change.c.n.desc()).limit(1)


@dataclass(frozen=True)
class Link:
    """A change as it is hashed: its own words, and each record's id, revision and stored delta."""

    n: int
    at: str
    change: NewChange
    undoes: int | None
    deltas: Iterable[tuple[str, int, str]]


def head(connection: Connection) -> tuple[int, str]:
    """The number and hash of the latest change; 0 and the start where there is none."""
    found = connection.execute(_HEAD).first()
    return (found.n, found.hash) if found else (0, START)


def now() -> str:
    """The time of a change: UTC, ISO 8601, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def hash_of(link: Link, previous: str) -> str:
    """SHA-256 over lines of JSON: the hash before and the change, then its records by their number."""
    change = link.change
    told = [previous, link.n, link.at, change.by, change.device, change.kind, change.label, link.undoes]
    digest = hashlib.sha256(dumps(told).encode())
    for record_id, number, delta in link.deltas:
        digest.update(f'\n["{record_id}",{number},{delta}]'.encode())
    return digest.hexdigest()


def add(connection: Connection, link: Link, previous: str) -> None:
    """Writes the change itself; whoever calls writes its deltas in the same transaction."""
    change = link.change
    connection.execute(
        tables.change.insert(),
        {
            "n": link.n,
            "at": link.at,
            "by": change.by,
            "device": change.device,
            "kind": change.kind,
            "label": change.label,
            "undoes": link.undoes,
            "previous": previous,
            "hash": hash_of(link, previous),
        },
    )
