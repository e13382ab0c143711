"""What is said beside a field: its worst problem, or why it is not saved."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from desktop import messages
from desktop.domain.form import Form
from desktop.domain.places import PlaceError
from desktop.domain.problems import Code, Problem
from desktop.errors import AppError
from desktop.services.wording import place_label, problem_text


@dataclass(frozen=True)
class Note:
    """A sentence and how grave it is: "error" or "warning"."""

    text: str
    state: str


def notes_of(form: Form, problems: Iterable[Problem]) -> dict[str, Note]:
    """The note of each place, without the label that stands above it anyway; hard problems first."""
    found: dict[str, Note] = {}
    for problem in problems:
        note = Note(beside(form, problem), "error" if problem.is_hard else "warning")
        if problem.place not in found or (note.state == "error" and found[problem.place].state == "warning"):
            found[problem.place] = note
    return found


def reached(problems: Iterable[Problem], visited: set[str]) -> Iterator[Problem]:
    """The problems without the empty fields that were not visited yet."""
    return (one for one in problems if one.code is not Code.REQUIRED or one.place in visited)


def beside(form: Form, problem: Problem) -> str:
    """The sentence of a problem as it stands beside its field."""
    text = problem_text(form, problem)
    try:
        text = text.removeprefix(f"{place_label(form, problem.place)}: ")
    except PlaceError:
        return text
    return text[:1].upper() + text[1:]


def unsaved(error: AppError) -> Note:
    """What stands beside a field that could not be saved."""
    return Note(messages.say("ui.record.unsaved", why=error_text(error)), "error")


def error_text(error: AppError) -> str:
    """What happened and what to do."""
    facts: Mapping[str, object] = error.facts
    return messages.say(f"error.{error.code}", **facts)
