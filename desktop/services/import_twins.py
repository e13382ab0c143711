"""Who stands twice in what is imported: proposed, decided by the user, remembered, and put together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from desktop.domain import dates
from desktop.domain.form import Form
from desktop.domain.names import fold
from desktop.domain.values import clean_value, is_raw

from . import wording
from .duplicates import SURE, Pair, Party, find_pairs, groups
from .import_notes import Note

if TYPE_CHECKING:
    from desktop.storage.memory import Decision, Memory

SAME, REAPPOINTED, DIFFERENT = "same", "reappointed", "different"
VERDICTS: Final = (SAME, REAPPOINTED, DIFFERENT)
_KIND: Final = "twin"
_SEPARATOR: Final = "\n"


@dataclass(frozen=True)
class Settlement:
    """What the user decided of a pair: the verdict, and the fields in which the other's value is taken."""

    verdict: str
    others: frozenset[str] = frozenset()


Settled = Mapping[tuple[str, str], Settlement]


@dataclass(frozen=True)
class TwinField:
    """One field of two parties side by side, as text; `takes_other` is what is proposed."""

    name: str
    label: str
    one: str
    other: str
    takes_other: bool

    @property
    def differs(self) -> bool:
        """Whether there is something to decide."""
        return bool(self.one and self.other and self.one != self.other)


@dataclass(frozen=True)
class Twin:
    """Two rows, or a record and a row, that may be one person or thing; `one` stands first.

    `decided`: by the user now; `remembered`: before; else the settlement is only proposed.
    """

    form_id: str
    one: str
    other: str
    is_record: bool
    label: str
    other_label: str
    score: int
    reason: str
    fields: tuple[TwinField, ...]
    settlement: Settlement
    remembered: bool = False
    decided: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What the pair is known by while one file is imported."""
        return self.one, self.other


@dataclass(frozen=True)
class Candidate:
    """One row or record as twins are looked for: its reference, its values."""

    ref: str
    values: Mapping[str, Any]


@dataclass
class Merged:
    """What became of the rows held to be one with another: values by head, and each row's head.

    `evidence` is what a head's rows said otherwise and was not taken, as notes by head.
    """

    heads: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    evidence: dict[str, list[Note]] = field(default_factory=dict)
    reappointed: set[str] = field(default_factory=set)


class Twins:
    """Finding and settling the twins of one form."""

    def __init__(self, form: Form, memory: "Memory", label: Callable[[Mapping[str, Any]], str]) -> None:
        self._form = form
        self._memory = memory
        self._label = label

    def find(
        self, rows: Sequence[Candidate], records: Sequence[Candidate], settled: Settled
    ) -> tuple[Twin, ...]:
        """The suspected pairs, each with what the user decided now or before, else with what is proposed."""
        known = {one.ref: one for one in (*records, *rows)}
        pairs = find_pairs(self._form, _parties(rows), _parties(records))
        remembered = self._memory.decisions(_KIND) if pairs else {}
        of_records = {one.ref for one in records}
        return tuple(
            self._twin(pair, known[pair.one], known[pair.other], settled, remembered, pair.one in of_records)
            for pair in pairs
        )

    def _twin(
        self,
        pair: Pair,
        one: Candidate,
        other: Candidate,
        settled: Settled,
        remembered: "Mapping[tuple[str, str], Decision]",
        is_record: bool,  # noqa: FBT001 - private
    ) -> Twin:
        twin = Twin(
            form_id=self._form.id,
            one=pair.one,
            other=pair.other,
            is_record=is_record,
            label=self._label(one.values),
            other_label=self._label(other.values),
            score=pair.score,
            reason=pair.reason,
            fields=_side_by_side(self._form, one.values, other.values),
            settlement=Settlement(SAME if pair.score >= SURE else DIFFERENT),
        )
        proposed = frozenset(line.name for line in twin.fields if line.takes_other)
        before = remembered.get(self._marks(one, other))
        if twin.key in settled:
            return replace(twin, settlement=settled[twin.key], decided=True)
        if before is not None:
            kept = frozenset(filter(None, before.text.split(_SEPARATOR)))
            return replace(twin, settlement=Settlement(before.verdict, kept), remembered=True)
        return replace(twin, settlement=replace(twin.settlement, others=proposed))

    def remember(self, twins: Sequence[Twin], rows: Mapping[str, Candidate], by: str) -> None:
        """Keep what was decided, for the next time the two are met."""
        from desktop.storage.memory import Decision

        decisions = []
        for twin in twins:
            if not twin.decided:
                continue  # a proposal that nobody looked at is no decision
            one, other = self._marks(rows[twin.one], rows[twin.other])
            text = _SEPARATOR.join(sorted(twin.settlement.others))
            decisions.append(Decision(one, other, twin.settlement.verdict, text))
        if decisions:
            self._memory.decide(_KIND, tuple(decisions), by)

    def _marks(self, one: Candidate, other: Candidate) -> tuple[str, str]:
        """What two parties are known by from one import to the next."""
        return self._mark(one.values), self._mark(other.values)

    def _mark(self, values: Mapping[str, Any]) -> str:
        names = dict.fromkeys((*self._form.label, *self._form.key, "old_id"))
        words = [fold(_text(values.get(name))) for name in names]
        return f"{self._form.id}:{'|'.join(words)}"

    def merge(self, rows: Sequence[Candidate], twins: Sequence[Twin]) -> Merged:
        """Put together the rows decided to be one; those one with a record stay rows of their own."""
        merged = Merged()
        same = [twin for twin in twins if not twin.is_record and twin.settlement.verdict != DIFFERENT]
        merged.heads = groups(twin.key for twin in same)
        choices: dict[str, Twin] = {}
        for twin in same:
            choices.setdefault(twin.other, twin)
        by_ref = {one.ref: one for one in rows}
        for ref in (one.ref for one in rows if one.ref in merged.heads):
            head = merged.heads[ref]
            values = merged.values.setdefault(head, dict(by_ref[head].values))
            choice = choices.get(ref)
            self._add(values, by_ref[ref], choice, merged.evidence.setdefault(head, []))
            if choice is not None and choice.settlement.verdict == REAPPOINTED:
                merged.reappointed.add(head)
        return merged

    def _add(self, values: dict[str, Any], row: Candidate, twin: Twin | None, evidence: list[Note]) -> None:
        """Fill what is empty, take what was decided; what is left out and says more is kept as evidence."""
        others = twin.settlement.others if twin else frozenset()
        for name, value in row.values.items():
            mine = values.get(name)
            taken, left = (value, mine) if mine is None or name in others else (mine, value)
            values[name] = taken
            if left is not None and _says_otherwise(taken, left):
                label = wording.place_label(self._form, name)
                evidence.append((label, wording.shown(self._form.field(name), left), row.ref))


def of_records(twins: Sequence[Twin]) -> dict[str, Twin]:
    """By row, the record it was decided to be one with; a record is meant by one row only, the likest."""
    found: dict[str, Twin] = {}
    taken: set[str] = set()
    for twin in twins:
        if twin.is_record and twin.settlement.verdict != DIFFERENT and twin.one not in taken:
            taken.add(twin.one)
            found.setdefault(twin.other, twin)
    return found


def _parties(candidates: Sequence[Candidate]) -> list[Party]:
    return [Party(one.ref, one.values) for one in candidates]


def _side_by_side(form: Form, one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[TwinField, ...]:
    """Every field that either party tells, in the order of the form."""
    lines = []
    for named in form.fields:
        mine, yours = one.get(named.name), other.get(named.name)
        if named.computed or (mine is None and yours is None):
            continue
        shown = wording.shown(named, mine), wording.shown(named, yours)
        label = wording.place_label(form, named.name)
        takes_other = mine is None or (yours is not None and _is_fuller(yours, mine))
        lines.append(TwinField(named.name, label, *shown, takes_other))
    return tuple(lines)


def _is_fuller(value: Any, than: Any) -> bool:
    """Whether a value tells more than another: readable, a fuller date, marks on the letters, more words."""
    if is_raw(than) != is_raw(value):
        return is_raw(than)
    text, other = _text(value), _text(than)
    if dates.is_partial_date(text) and dates.is_partial_date(other):
        return len(text) > len(other) and text.startswith(other)
    if fold(text) == fold(other):
        return not text.isascii() and other.isascii()
    return len(text.split()) == len(other.split()) and _has_initials(other) and not _has_initials(text)


def _has_initials(text: str) -> bool:
    return any(len(word.rstrip(".")) == 1 and word[:1].isupper() for word in text.split())


def _says_otherwise(mine: Any, value: Any) -> bool:
    """Whether a value that is not taken says something else than the one that is."""
    text, other = fold(_text(value)), fold(_text(mine))
    return bool(text) and text not in other


def _text(value: Any) -> str:
    value = clean_value(value)
    return str(value.get("text", "") if isinstance(value, dict) else value or "")
