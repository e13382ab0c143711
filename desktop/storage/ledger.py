"""What the store remembers beside its records: settings, periods, packages sent and received, receipts."""

import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, Select, select, update

from desktop.errors import AppError

from . import chain, ledger_tables, settings
from .database import reading, writing
from .deltas import dumps

OUT: Final = "out"
IN: Final = "in"
_STREAM: Final = "stream"
_period, _package, _receipt = ledger_tables.period, ledger_tables.package, ledger_tables.receipt


@dataclass(frozen=True)
class Period:
    """What is reported for: the day it shows, when it is due; `opened`, `closed` number changes."""

    uid: str
    name: str
    kind: str
    as_of: str
    deadline: str
    form: str = ""
    state: str = "open"
    content: str = ""
    opened: int | None = None
    closed: int | None = None


@dataclass(frozen=True)
class Package:
    """One package in the ledger; `sha256` is that of the signed container, `change` the last one it holds."""

    package_id: str
    direction: str
    unit: str
    stream: str
    seq: int
    prev: str
    sha256: str
    kind: str
    name: str
    at: str
    by: str
    state: str = ""
    reason: str = ""
    period: str | None = None
    change: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Receipt:
    """One answer to a package, as signed."""

    receipt_id: str
    package_id: str | None
    direction: str
    result: str
    sha256: str
    at: str
    content: Mapping[str, Any] = field(default_factory=dict)


class Ledger:
    """The books of one store; every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def setting(self, key: str) -> Any:
        """A value the program remembers, None where there is none."""
        with reading(self._engine) as connection:
            return settings.get(connection, key)

    def set_setting(self, key: str, value: object) -> None:
        """Remembers a JSON value; None forgets it."""
        with writing(self._engine) as connection:
            settings.put(connection, key, value)

    def head(self) -> int:
        """The number of the latest change, 0 in an empty store."""
        with reading(self._engine) as connection:
            return chain.head(connection)[0]

    def stream(self) -> str:
        """The line in which this store numbers its packages, made when first asked for."""
        with writing(self._engine) as connection:
            found = settings.get(connection, _STREAM)
            return str(found) if found else _new_stream(connection)

    def new_stream(self) -> str:
        """A new line, where the former cannot be continued: a store set up again, a restored backup."""
        with writing(self._engine) as connection:
            return _new_stream(connection)

    def open_period(self, period: Period) -> Period:
        """Adds a period; without `uid` it gets one. It opens at the latest change."""
        with writing(self._engine) as connection:
            opened = chain.head(connection)[0] or None
            values = vars(period) | {"uid": period.uid or str(uuid.uuid4()), "opened": opened}
            connection.execute(_period.insert(), values)
            return Period(**values)

    def close_period(self, uid: str, content: str = "") -> Period:
        """Closes a period at the latest change, from which it can be worked out again."""
        with writing(self._engine) as connection:
            closed = chain.head(connection)[0] or None
            values = {"state": "closed", "closed": closed, "content": content}
            connection.execute(update(_period).where(_period.c.uid == uid).values(values))
            return _period_of(connection, uid)

    def reopen_period(self, uid: str) -> Period:
        """Takes the closing back."""
        with writing(self._engine) as connection:
            connection.execute(
                update(_period).where(_period.c.uid == uid).values({"state": "open", "closed": None})
            )
            return _period_of(connection, uid)

    def period(self, uid: str) -> Period:
        """One period; AppError `period_missing`."""
        with reading(self._engine) as connection:
            return _period_of(connection, uid)

    def periods(self) -> tuple[Period, ...]:
        """All periods, the latest first."""
        asked = select(_period).order_by(_period.c.as_of.desc(), _period.c.id.desc())
        with reading(self._engine) as connection:
            return tuple(_as_period(row) for row in connection.execute(asked))

    def add_package(self, package: Package) -> None:
        """Enters a package; a number of a line can be signed once: AppError `package_forked`."""
        with writing(self._engine) as connection:
            last = _last(connection, package.direction, package.unit, package.stream)
            if package.direction == OUT and last is not None and last.seq >= package.seq:
                raise AppError("package_forked", seq=package.seq)
            period = None
            if package.period is not None:
                period = connection.execute(
                    select(_period.c.id).where(_period.c.uid == package.period)
                ).scalar_one()
            values = vars(package) | {"period": period, "counts": dumps(package.counts)}
            connection.execute(_package.insert(), values)

    def set_package_state(self, package_id: str, state: str, reason: str = "") -> None:
        """What has become of a package since."""
        with writing(self._engine) as connection:
            changed = update(_package).where(_package.c.package_id == package_id)
            connection.execute(changed.values(state=state, reason=reason))

    def packages(self, direction: str, period: str | None = None) -> tuple[Package, ...]:
        """The packages of one direction, of one period or all, the latest first."""
        asked = _packages().where(_package.c.direction == direction).order_by(_package.c.id.desc())
        if period is not None:
            asked = asked.where(_period.c.uid == period)
        with reading(self._engine) as connection:
            return tuple(_as_package(row) for row in connection.execute(asked))

    def package(self, package_id: str) -> Package | None:
        """One package, by the id it carries."""
        with reading(self._engine) as connection:
            row = connection.execute(_packages().where(_package.c.package_id == package_id)).first()
            return None if row is None else _as_package(row)

    def last_package(self, direction: str, unit: str, stream: str) -> Package | None:
        """The highest number of a line."""
        with reading(self._engine) as connection:
            return _last(connection, direction, unit, stream)

    def add_receipt(self, receipt: Receipt) -> None:
        """Enters an answer; one that is known already changes nothing."""
        with writing(self._engine) as connection:
            known = select(_receipt.c.id).where(_receipt.c.receipt_id == receipt.receipt_id)
            if connection.execute(known).first() is not None:
                return
            package = connection.execute(
                select(_package.c.id).where(_package.c.package_id == receipt.package_id)
            ).scalar()
            values = {name: value for name, value in vars(receipt).items() if name != "package_id"}
            values |= {"package": package, "content": dumps(receipt.content)}
            connection.execute(_receipt.insert(), values)

    def receipts(self, direction: str) -> tuple[Receipt, ...]:
        """The answers given or received, the latest first."""
        asked = (
            select(_receipt, _package.c.package_id)
            .outerjoin(_package, _package.c.id == _receipt.c.package)
            .where(_receipt.c.direction == direction)
            .order_by(_receipt.c.id.desc())
        )
        with reading(self._engine) as connection:
            return tuple(_as_receipt(row) for row in connection.execute(asked))


def _new_stream(connection: Connection) -> str:
    stream = secrets.token_hex(4)
    settings.put(connection, _STREAM, stream)
    return stream


def _period_of(connection: Connection, uid: str) -> Period:
    row = connection.execute(select(_period).where(_period.c.uid == uid)).first()
    if row is None:
        raise AppError("period_missing", name=uid)
    return _as_period(row)


def _last(connection: Connection, direction: str, unit: str, stream: str) -> Package | None:
    of_line = (_package.c.direction == direction, _package.c.unit == unit, _package.c.stream == stream)
    row = connection.execute(_packages().where(*of_line).order_by(_package.c.seq.desc()).limit(1)).first()
    return None if row is None else _as_package(row)


def _packages() -> Select[Any]:
    return select(_package, _period.c.uid).outerjoin(_period, _period.c.id == _package.c.period)


def _as_period(row: Row[Any]) -> Period:
    return Period(**{name: value for name, value in row._asdict().items() if name != "id"})


def _as_package(row: Row[Any]) -> Package:
    values = row._asdict()
    values |= {"period": values.pop("uid"), "counts": json.loads(values["counts"])}
    del values["id"]
    return Package(**values)


def _as_receipt(row: Row[Any]) -> Receipt:
    values = row._asdict()
    values["content"] = json.loads(values["content"])
    del values["id"], values["package"]
    return Receipt(**values)
