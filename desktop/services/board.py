"""The position board: who holds which position on a day, and the changes that are made there."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from desktop import messages
from desktop.domain import dates, places
from desktop.domain.catalog import Catalogs
from desktop.domain.seats import Seating
from desktop.domain.staff import StandingRules, holds
from desktop.errors import AppError
from desktop.storage.model import Write

from . import board_rows, staff_facts
from .board_rows import BoardRows, Order
from .position_ideas import PositionIdeas
from .records import Changes, Records

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore

FULL: Final = "full"
CONCURRENT: Final = "concurrent"
_LEADING: Final = "leadership"
_DAY: Final = timedelta(days=1)


class Board:
    """Every change here is one entry of the history, and `Records.undo` takes it back whole."""

    def __init__(self, store: "RecordStore", records: Records, catalogs: Catalogs) -> None:
        self._store = store
        self._records = records
        self._catalogs = catalogs

    @cached_property
    def ideas(self) -> PositionIdeas:
        """Positions of the framework list that the commune may take over as its own."""
        return PositionIdeas(self._store, self._records, self._catalogs)

    def groups(self, on: date) -> BoardRows:
        """Divisions, positions with need and holders, and who has no position, as they are on that day."""
        people = self._store.facts("person", ("full_name",))
        names = {row["id"]: row["full_name"] or row["label"] for row in people}
        seating = Seating(staff_facts.read(self._store), on, StandingRules.of(self._catalogs))
        return board_rows.rows(seating, names, self._order)

    def assign(self, person: str, position: str, share: int, kind: str, since: date) -> Changes:
        """A person into a position from a day on; `share` in hundredths, `kind` full or concurrent.

        AppError board_already_holds where the person holds it that day already.
        """
        self._assert_free(person, position, since)
        values = {"person": person, "position": position, "share": share, "kind": kind}
        write = Write("assignment", values={**values, "since": since.isoformat()})
        return self._write("assigned", "create", (person, position), [write])

    def move(self, assignment: str, position: str, since: date) -> Changes:
        """The same person with the same share into another position from a day on.

        The old row ends the day before and a new one begins; on the very day that it began the row itself is
        put right. AppError board_already_holds, board_before_start, board_after_end.
        """
        record = self._store.get(assignment)
        told = record.payload
        begins = self._assert_within(told, since)
        self._assert_free(told["person"], position, since)
        facts = (told["person"], position)
        if begins == since:
            put_right = Write("assignment", assignment, record.revision, {"position": position})
            return self._write("moved", "edit", facts, [put_right])
        kept = ("person", "share", "kind", "until")
        new = {name: told[name] for name in kept if name in told}
        ended = Write("assignment", assignment, record.revision, {"until": (since - _DAY).isoformat()})
        begun = Write("assignment", values=new | {"position": position, "since": since.isoformat()})
        return self._write("moved", "edit", facts, [ended, begun])

    def end(self, assignment: str, until: date) -> Changes:
        """Held for the last time on that day; AppError board_before_start."""
        record = self._store.get(assignment)
        begins = _first(record.payload.get("since"))
        if begins and until < begins:
            raise AppError("board_before_start", since=dates.show(begins.isoformat()))
        facts = (record.payload["person"], record.payload["position"])
        write = Write("assignment", assignment, record.revision, {"until": until.isoformat()})
        return self._write("ended", "edit", facts, [write])

    def remove(self, assignment: str) -> Changes:
        """An assignment that was entered by mistake: it never was."""
        record = self._store.get(assignment)
        facts = (record.payload["person"], record.payload["position"])
        write = Write("assignment", assignment, record.revision, delete=True)
        return self._write("removed", "delete", facts, [write])

    def correct_need(self, position: str, need: int, on: date) -> Changes:
        """The number that holds on a day was wrong: of the last change by then, else of the decision."""
        record = self._store.get(position)
        row_id = _need_row(record.payload, on)
        place = f"need_history/{row_id}/need" if row_id else "need"
        return self._write_need(position, record.revision, {place: need})

    def change_need(self, position: str, need: int, since: date, decision: str = "") -> Changes:
        """From a day on another number of people is needed; one told for that very day is put right."""
        record = self._store.get(position)
        day = since.isoformat()
        rows = places.rows(record.payload, "need_history")
        row_id = next((row[places.ROW_ID] for row in rows if row.get("since") == day), places.new_row_id())
        row = {"since": day, "need": need} | ({"decision": decision} if decision else {})
        place = f"need_history/{row_id}"
        return self._write_need(position, record.revision, {f"{place}/{name}": row[name] for name in row})

    @cached_property
    def _order(self) -> Order:
        kinds = self._catalogs["subunit_kinds"].items
        return Order(
            tuple(item.code for item in self._catalogs["blocks"].items),
            _LEADING,
            frozenset(item.code for item in kinds if item.extra["numbers_only"] == "yes"),
        )

    def _assert_free(self, person: str, position: str, on: date) -> None:
        """Of one position a person is a holder once at a time."""
        for row in self._store.facts("assignment", ("person", "position", "since", "until")):
            same = row["person"] == person and row["position"] == position
            if same and holds(row["since"], row["until"], on):
                raise AppError("board_already_holds", person=self._name(person))

    def _assert_within(self, told: Mapping[str, Any], since: date) -> date | None:
        """The first day of an assignment, None where it is open; AppError when `since` is outside of it."""
        begins, until = _first(told.get("since")), str(told.get("until") or "")
        if begins and since < begins:
            raise AppError("board_before_start", since=dates.show(begins.isoformat()))
        if dates.is_partial_date(until) and dates.last_day(until) < since:
            raise AppError("board_after_end", until=dates.show(until))
        return begins

    def _write_need(self, position: str, revision: int, values: Mapping[str, Any]) -> Changes:
        write = Write("position", position, revision, values)
        return self._write("need", "edit", ("", position), [write])

    def _write(self, done: str, kind: str, of: tuple[str, str], writes: Sequence[Write]) -> Changes:
        """All as one change, named by what was done to whom and where."""
        person, position = of
        place = self._store.labels("position", [position]).get(position, "")
        name = self._name(person) if person else ""
        label = messages.say(f"board.{done}", person=name, position=place)
        return self._records.save_many(kind, label, writes)

    def _name(self, person: str) -> str:
        return self._store.labels("person", [person]).get(person, "")


def _first(since: object) -> date | None:
    return dates.first_day(since) if isinstance(since, str) and dates.is_partial_date(since) else None


def _need_row(payload: Mapping[str, Any], on: date) -> str | None:
    """The row of `need_history` that holds on a day, as `staff.need_on` chooses it."""
    found, since = None, date.min
    for row in places.rows(payload, "need_history"):
        begins = _first(row.get("since")) or date.min
        if isinstance(row.get("need"), int) and begins <= on and begins >= since:
            found, since = row[places.ROW_ID], begins
    return found
