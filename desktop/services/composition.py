"""What the staff is made of on a day, in words: "Số lượng, chất lượng", and any two dimensions crossed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from desktop import messages
from desktop.domain import composition, dates
from desktop.domain.catalog import Catalogs
from desktop.domain.dimensions import DIMENSIONS, NOTHING, UNKNOWN, Member, Rules
from desktop.domain.names import fold
from desktop.domain.seats import Seating
from desktop.domain.staff import StandingRules, holds
from desktop.errors import AppError

from . import staff_facts

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore

Who = Literal["present", "quota"]


@dataclass(frozen=True)
class Heading:
    """A column; neighbours of one dimension stand under one group."""

    dimension: str
    code: str
    label: str
    group: str


@dataclass(frozen=True)
class Row:
    """A row with the ids of its people, column by column."""

    code: str
    label: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Table:
    """Numbers of people with those behind them; the first column and the row `total` are of everybody.

    `names` tells who an id is, `told` the cell of each person in every dimension, in words.
    """

    title: str
    notes: tuple[str, ...]
    by: str
    columns: tuple[Heading, ...]
    rows: tuple[Row, ...]
    total: Row
    names: Mapping[str, str]
    told: Mapping[str, tuple[str, ...]]

    def document(self) -> dict[str, Any]:
        """For `--json`: every cell with its number and the ids of its people."""
        return {
            "title": self.title,
            "notes": list(self.notes),
            "by": self.by,
            "columns": [
                {"dimension": one.dimension, "code": one.code, "group": one.group, "label": one.label}
                for one in self.columns
            ],
            "rows": [_row(row) for row in self.rows],
            "total": _row(self.total),
            "people": dict(self.names),
        }


def dimensions() -> tuple[tuple[str, str], ...]:
    """Every dimension with its name, in the order of the table."""
    return tuple((name, _name(name)) for name in DIMENSIONS)


class Composition:
    """The staff of one store; each table is computed anew from typed rows."""

    def __init__(self, store: "RecordStore", catalogs: Catalogs) -> None:
        self._store = store
        self._catalogs = catalogs

    def table(self, on: date, by: str = "division", across: str = "", who: Who = "present") -> Table:
        """Numbers and quality by one dimension, or by two crossed; AppError dimension_unknown."""
        for name in filter(None, (by, across)):
            if name not in DIMENSIONS:
                raise AppError("dimension_unknown", name=name, known=", ".join(DIMENSIONS))
        rules = Rules(on, self._catalogs)
        members = self.members(on, who)
        day = dates.show(on.isoformat())
        if across:
            found = composition.cross(members, by, across, rules)
            title = messages.say("composition.crossed", by=_name(by), across=_name(across), day=day)
        else:
            found = composition.quality(members, by, rules)
            title = messages.say("composition.title", day=day)
        headings = tuple(self._heading(column) for column in found.columns)
        rows = tuple(Row(cell.code, self._label(by, cell.code), people) for cell, people in found.rows)
        everybody = tuple(_together(column) for column in zip(*(row.cells for row in rows), strict=True))
        return Table(
            title=title,
            notes=self._notes(rules, who, headings),
            by=_name(by),
            columns=headings,
            rows=rows,
            total=Row("total", messages.say("composition.total"), everybody),
            names={member.person.id: member.person.label for member in members},
            told=self._told(members, rules),
        )

    def members(self, on: date, who: Who = "present") -> tuple[Member, ...]:
        """Those who are present on a day, or in the quota, in the order of the register."""
        facts = staff_facts.read(self._store)
        seating = Seating(facts, on, StandingRules.of(self._catalogs))
        busy = self._with_concurrent_posts() | {
            one.person for one in facts.assignments if one.is_concurrent and holds(one.since, one.until, on)
        }
        counted = seating.present if who == "present" else seating.on_books
        return tuple(
            Member(one, seating.standings[one.id], one.id in busy, seating.place_of_person(one.id))
            for one in facts.people
            if one.id in counted
        )

    def _with_concurrent_posts(self) -> set[str]:
        """Those of whom the record itself names concurrent posts, in words."""
        rows = self._store.facts("person", ("concurrent_posts",))
        words = {row["id"]: fold(row["concurrent_posts"] or "").split() for row in rows}
        return {person for person, said in words.items() if said and said[0] not in NOTHING}

    def _told(self, members: Sequence[Member], rules: Rules) -> dict[str, tuple[str, ...]]:
        return {
            member.person.id: tuple(
                self._label(name, dimension.read(member, rules)) for name, dimension in DIMENSIONS.items()
            )
            for member in members
        }

    def _notes(self, rules: Rules, who: Who, headings: Sequence[Heading]) -> tuple[str, ...]:
        """Whom it counts; and how sure the age bands are, where they are shown and not certain."""
        notes = [messages.say(f"composition.who_{who}", day=dates.show(rules.on.isoformat()))]
        unsure = {band.legal_basis for band in rules.bands if band.certainty != "high"}
        if unsure and any(one.dimension == "age" for one in headings):
            notes.append(messages.say("composition.certainty", basis="; ".join(sorted(unsure))))
        return tuple(notes)

    def _heading(self, column: composition.Column) -> Heading:
        name, code = column.dimension, column.code
        if column == composition.TOTAL:
            return Heading(name, code, messages.say("composition.total"), "")
        return Heading(name, code, self._label(name, code), _name(name))

    def _label(self, dimension_id: str, code: str) -> str:
        if code == UNKNOWN:
            return messages.say("composition.unknown")
        catalog_id = DIMENSIONS[dimension_id].catalog
        item = self._catalogs[catalog_id].get(code) if catalog_id else None
        if item:
            return item.label_en if messages.language() == "en" else item.label
        key = f"composition.cell.{dimension_id}_{code}"
        return messages.say(key) if messages.known(key) else code


def write_workbook(table: Table, path: Path) -> None:
    """A sheet of numbers and one of the people behind them; the file is not encrypted.

    AppError folder_missing, file_in_use, disk_full, file_not_written.
    """
    from desktop.spreadsheets.counts import Counts, write_counts

    columns = [(one.group, one.label) for one in table.columns]
    rows = [(row.label, [len(cell) for cell in row.cells]) for row in (*table.rows, table.total)]
    people = [(table.names[one], *table.told[one]) for one in table.names]
    headings = (messages.say("composition.person"), *(name for _, name in dimensions()))
    titles = (table.title, messages.say("composition.people"))
    write_counts(path, Counts(titles, table.notes, table.by, columns, rows, headings, people))


def _together(cells: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(one for cell in cells for one in cell)


def _name(dimension_id: str) -> str:
    return messages.say(f"composition.dimension.{dimension_id}")


def _row(row: Row) -> dict[str, Any]:
    cells = [{"count": len(cell), "people": list(cell)} for cell in row.cells]
    return {"code": row.code, "label": row.label, "cells": cells}
