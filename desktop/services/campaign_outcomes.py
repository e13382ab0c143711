"""What became of the files of a batch, in words, and which files are meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from desktop import messages

from .campaign_files import LIST
from .records import Changes


class Outcome(StrEnum):
    """What became of a file."""

    TAKEN = "taken"
    UNCHANGED = "unchanged"
    NEWER = "newer"
    OLDER = "older"
    OUTDATED = "outdated"
    APPROVED = "approved"
    EMPTY = "empty"
    GONE = "gone"
    TAMPERED = "tampered"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"
    CLOSED = "closed"


WAITING = frozenset({Outcome.NEWER, Outcome.OLDER, Outcome.OUTDATED})
SETTLED = frozenset({Outcome.TAKEN, Outcome.UNCHANGED})


@dataclass(frozen=True)
class FileResult:
    """One file: whose sheet it is, what became of it, and what to do, in words."""

    path: Path
    outcome: Outcome
    text: str
    code: str = ""
    who: str = ""
    saved_at: str = ""

    @property
    def waits(self) -> bool:
        """Whether the clerk may still have it taken in by `accept`."""
        return self.outcome in WAITING


@dataclass(frozen=True)
class TakeIn:
    """What became of all files; `corrections` were written on reviews of personal data."""

    files: tuple[FileResult, ...]
    corrections: int = 0
    changes: Changes = field(default_factory=Changes)

    @property
    def left(self) -> tuple[FileResult, ...]:
        """The files that were not taken in."""
        return tuple(one for one in self.files if one.outcome not in SETTLED)

    def with_accepted(self, accepted: "TakeIn") -> "TakeIn":
        """The same with what became of files that waited and were decided on."""
        now = {one.path: one for one in accepted.files}
        return TakeIn(
            tuple(now.get(one.path, one) for one in self.files),
            self.corrections + accepted.corrections,
            accepted.changes if accepted.changes.records else self.changes,
        )


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files meant: of a folder all in it and below, but the clerk's own list and what Excel has open."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for one in inside:
            is_meant = one.name != LIST and not one.name.startswith(("~$", "."))
            if not one.exists() or (one.is_file() and is_meant):
                found[one] = None
    return list(found)


def cells(changed: Sequence[tuple[str, str, str]]) -> str:
    """The first cells that differ, in words."""
    few = [
        messages.say("campaign.cell", cell=cell, old=old or "…", new=new or "…")
        for cell, old, new in changed[:3]
    ]
    more = [messages.say("campaign.more_cells", count=len(changed) - 3)] if len(changed) > 3 else []
    return "; ".join([*few, *more])


def moment(saved_at: str) -> str:
    """ISO text in UTC as local day and clock."""
    return f"{datetime.fromisoformat(saved_at).astimezone():%H:%M %d/%m/%Y}" if saved_at else ""
