"""How an answer looks: its words, what stands faint beneath them, and whether it is good or lacking."""

from dataclasses import dataclass
from typing import Any, Final

from desktop import messages
from desktop.domain import assessing
from desktop.domain.values import is_raw
from desktop.services.assessment_rows import OWN, Question
from desktop.services.wording import shown

from .desk import Desk, Spot

_TONES: Final = {
    "needs_training": "warning",
    "not_met": "error",
    "partly": "warning",
    "no": "error",
    "near": "warning",
    "not": "error",
}
NOT_ASKED: Final = "–"
_FIT: Final = "fit_override"


@dataclass(frozen=True)
class Face:
    """`text` in the tone "", "good", "warning", "error" or "muted"; `aside` is faint beneath it."""

    text: str
    aside: str = ""
    tone: str = ""
    is_open: bool = True


def face(desk: Desk, spot: Spot, *, with_other: bool = True) -> Face:
    """The face of one answer; with the answer of the other side where it does not stand beside it."""
    question, bar = desk.questions[spot.question], desk.bar(spot)
    if bar == "not_asked":
        return Face(NOT_ASKED, tone="muted", is_open=False)
    value = desk.value(spot)
    asides = [_other(desk, spot, question)] if with_other else []
    if question.is_level and with_other:
        return _level(desk, spot, value, (asides, bar))
    if question.id == _FIT:
        return _fit(desk, spot, value, bar)
    return Face(
        plain(question, spot.side, value),
        " · ".join(filter(None, asides)),
        "error" if is_raw(value) else _TONES.get(str(value), ""),
        not bar,
    )


def plain(question: Question, side: str, value: Any) -> str:
    """The answer as it is copied to a spreadsheet."""
    asked = question.field(side)
    return shown(asked, value).replace("\n", " ") if asked is not None else ""


def gap_of(desk: Desk, spot: Spot, value: Any) -> int | None:
    """The level told less the one required."""
    required = desk.rows[spot.row].asked_level(desk.questions[spot.question])
    return assessing.gap(required, value if isinstance(value, int) else None)


def _level(desk: Desk, spot: Spot, value: Any, rest: tuple[list[str], str]) -> Face:
    asides, bar = rest
    question = desk.questions[spot.question]
    required, lacking = desk.rows[spot.row].asked_level(question), gap_of(desk, spot, value)
    asked = messages.say("ui.assess.required", level=required) if required is not None else ""
    text = plain(question, spot.side, value)
    if lacking is not None:
        text = f"{text} ({assessing.signed(lacking)})"
    tone = "error" if is_raw(value) or (lacking or 0) < 0 else "good" if lacking else ""
    return Face(text, " · ".join(filter(None, [asked, *asides])), tone, not bar)


def _fit(desk: Desk, spot: Spot, value: Any, bar: str) -> Face:
    """The computed verdict, faint; what a human set instead, over it."""
    row = desk.rows[spot.row]
    if value is None:
        return Face(row.fit_words, tone="muted", is_open=not bar)
    words = plain(desk.questions[spot.question], spot.side, value)
    aside = messages.say("ui.assess.computed", verdict=row.fit_words) if row.fit_words else ""
    return Face(words, aside, "error" if is_raw(value) else _TONES.get(str(value), ""), not bar)


def _other(desk: Desk, spot: Spot, question: Question) -> str:
    """What the other side says, led by whose it is."""
    if question.own is None or question.reviewed is None:
        return ""
    value = desk.other(spot)
    if value is None:
        return ""
    text = shown(question.own, value)
    return messages.say("ui.assess.reviewer_says" if spot.side == OWN else "ui.assess.own_says", text=text)
