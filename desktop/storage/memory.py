"""What the users have decided before: which column of a layout is which field, who is one person."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Engine, delete, select

from . import ledger_tables
from .database import reading, writing
from .deltas import dumps

_layout: Final = ledger_tables.import_layout
_decision: Final = ledger_tables.decision


@dataclass(frozen=True)
class Layout:
    """How the columns of a list were mapped: targets by place among its headings, None for kept out."""

    form: str
    headings: str
    name: str
    targets: Mapping[int, str | None]


@dataclass(frozen=True)
class Decision:
    """What a user said of two parties, both by what they are known by; `text` is the program's own note."""

    one: str
    other: str
    verdict: str
    text: str = ""


class Memory:
    """The decisions of one store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def layout(self, headings: str) -> Layout | None:
        """The latest mapping used for a list with these headings."""
        asked = select(_layout).where(_layout.c.headings == headings).order_by(_layout.c.used_at.desc())
        with reading(self._engine) as connection:
            row = connection.execute(asked.limit(1)).first()
        if row is None:
            return None
        targets = {int(place): target for place, target in json.loads(row.mapping).items()}
        return Layout(row.form, row.headings, row.name, targets)

    def remember_layout(self, layout: Layout) -> None:
        """Keep a mapping in the place of any former one for these headings."""
        row = {
            "form": layout.form,
            "headings": layout.headings,
            "name": layout.name,
            "mapping": dumps({str(place): target for place, target in layout.targets.items()}),
            "used_at": datetime.now(UTC).isoformat(),
        }
        with writing(self._engine) as connection:
            connection.execute(delete(_layout).where(_layout.c.headings == layout.headings))
            connection.execute(_layout.insert(), row)

    def decisions(self, kind: str) -> dict[tuple[str, str], Decision]:
        """All decisions of a kind, by the two they are about."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(_decision).where(_decision.c.kind == kind)).all()
        return {(row.one, row.other): Decision(row.one, row.other, row.verdict, row.text) for row in rows}

    def decide(self, kind: str, decisions: tuple[Decision, ...], by: str) -> None:
        """Keep decisions in the place of former ones about the same two."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with writing(self._engine) as connection:
            for one in decisions:
                same = (
                    (_decision.c.kind == kind)
                    & (_decision.c.one == one.one)
                    & (_decision.c.other == one.other)
                )
                connection.execute(delete(_decision).where(same))
                row = {"kind": kind, "one": one.one, "other": one.other, "verdict": one.verdict}
                connection.execute(_decision.insert(), row | {"text": one.text, "by": by, "at": at})
