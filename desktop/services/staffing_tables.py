"""Staffing as tables in words: what the workbook and the screen show alike."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from desktop import messages
from desktop.domain.dates import show
from desktop.domain.gaps import Part
from desktop.domain.staff import WHOLE
from desktop.domain.staff_figures import StaffingRow
from desktop.domain.staffing import LEVELS, Staffing

if TYPE_CHECKING:
    from desktop.spreadsheets.figures import FigureTable

    from .staffing import StaffFigures

Cell = str | int | float | None
PEOPLE: Final = (
    *("on_books", "present", "full_time", "concurrent", "fits", "near", "not_fitting", "unknown"),
    *("seconded_in", "seconded_out", "leaving"),
)
COLUMNS: Final = (
    *("label", "quota", "on_books", "gap_quota", "gap_quota_ahead"),
    *("need", "filled", "gap_need", "gap_fitting", "gap_need_ahead"),
    *("present", "full_time", "concurrent", "fits", "near", "not_fitting", "unknown"),
    *("seconded_in", "seconded_out", "leaving", "causes"),
)


def headings() -> list[str]:
    """The headings of `COLUMNS`."""
    return [messages.say(f"staffing.column.{name}") for name in COLUMNS]


def cells(figures: "StaffFigures", found: Staffing, row: StaffingRow) -> dict[str, Cell]:
    """One line by `COLUMNS`: people as counts, shares as posts, causes as a sentence."""
    from .staffing import posts

    need, quota = row.need, row.quota
    told: dict[str, Cell] = {name: len(getattr(row.people, name)) for name in PEOPLE}
    told |= {
        "label": figures.label(found, row),
        "quota": quota.quota if quota else None,
        "gap_quota": quota.gap if quota else None,
        "gap_quota_ahead": quota.gap_ahead if quota else None,
        "need": need.need,
        "filled": posts(need.filled),
        "gap_need": posts(need.gap),
        "gap_fitting": posts(need.gap_fitting),
        "gap_need_ahead": posts(need.gap_ahead),
        "causes": causes(row),
    }
    return told


def causes(row: StaffingRow) -> str:
    """The causes of both gaps in words, each gap led by its name."""
    told = (("staffing.against_need", need_causes(row)), ("staffing.against_quota", quota_causes(row)))
    return "; ".join(messages.say(key, causes=text) for key, text in told if text)


def need_causes(row: StaffingRow) -> str:
    """The causes of the gap against need, in posts."""
    return _told((*row.need.parts, *row.need.untrained), WHOLE)


def quota_causes(row: StaffingRow) -> str:
    """The causes of the gap against the quota, in people; nothing where none is assigned."""
    return _told(row.quota.parts, 1) if row.quota else ""


def signed(number: float) -> str:
    """+2, −1,5 or 0: a gap always shows its sign."""
    text = f"{abs(number):g}".replace(".", "," if messages.language() == "vi" else ".")
    return f"+{text}" if number > 0 else f"\N{MINUS SIGN}{text}" if number < 0 else text


def tables(figures: "StaffFigures", found: Staffing) -> list["FigureTable"]:
    """A table a level, then the causes with who is behind them."""
    from desktop.spreadsheets.figures import FigureTable

    day = {"day": show(found.now.on.isoformat()), "later": show(found.ahead.on.isoformat())}
    above = [messages.say("staffing.above", **day)]
    made = [
        FigureTable(
            messages.say(f"staffing.level.{level}"),
            headings(),
            [[told[name] for name in COLUMNS] for told in _lines(figures, found, level)],
            above,
        )
        for level in LEVELS
    ]
    behind = [messages.say(f"staffing.behind.{name}") for name in ("line", "gap", "cause", "amount", "who")]
    return [*made, FigureTable(messages.say("staffing.behind.title"), behind, list(_behind(figures, found)))]


def _lines(figures: "StaffFigures", found: Staffing, level: str) -> Iterator[dict[str, Cell]]:
    return (cells(figures, found, row) for row in found.rows(level))


def _behind(figures: "StaffFigures", found: Staffing) -> Iterator[list[Cell]]:
    from .staffing import posts

    for row in (*found.rows("commune"), *found.rows("position")):
        told = [("need", part, posts(part.amount)) for part in (*row.need.parts, *row.need.untrained)]
        told += [("quota", part, part.amount) for part in (row.quota.parts if row.quota else ())]
        for gap, part, amount in told:
            who = ", ".join(found.now.people[one].label for one in part.people)
            cause = messages.say(f"cause.{part.cause}")
            yield [figures.label(found, row), messages.say(f"staffing.gap_{gap}"), cause, amount, who]


def _told(parts: Iterable[Part], unit: int) -> str:
    return ", ".join(f"{messages.say(f'cause.{part.cause}')} {signed(part.amount / unit)}" for part in parts)
