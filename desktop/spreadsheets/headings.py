"""The words by which columns are known (`forms/headings/<form>.toml`), and how well a column fits them."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from desktop.domain.names import clean, fold

NUMBER: Final = "@number"
REASON: Final = "@reason"
SECRET: Final = "@secret"  # noqa: S105 - a kind of column, no password
_EXACT, _WEAK, _SAME_PATH = 0.95, 0.85, 1.0
_CONTAINED, _ABOVE, _ABBREVIATED = 0.8, 0.6, 0.65
_OTHER_MARKS: Final = 0.98
_OTHER_WORDS: Final = 0.6
_LEAST_SHARE: Final = 0.3
_BEGINS, _LEAST_WORD = 0.55, 4
_ALTERNATIVES: Final = re.compile(r"\s+\|\s+")
_DIFFERENCE: Final = "chenh lech"
_STEPS: Final = re.compile(r"\s+/\s+")
_BRACKETS: Final = re.compile(r"\([^)]*\)")
_RELATIVES: Final = re.compile(r"^(?:tong|cong)\b|\b(?:vo|chong|con|bo|me|cha|nguoi than|than nhan)\b")


@dataclass(frozen=True)
class Synonym:
    """One way to head a column: the lowest heading, those that must stand above it, and its worth."""

    leaf: str
    above: tuple[frozenset[str], ...]
    worth: float
    written: str

    def worth_within(self, heading: str) -> float:
        """Much less where a heading has these letters with other marks: "đang" is not "Đảng"."""
        return (
            1.0 if heading.isascii() or self.written in heading or heading in self.written else _OTHER_WORDS
        )

    def worth_as(self, heading: str) -> float:
        """Less where a heading has other marks: "Năm" is not "Nam"."""
        written = clean(heading).lower()
        return 1.0 if written.isascii() or written == self.written else _OTHER_MARKS


@dataclass(frozen=True)
class Target:
    """What a column may be read into: a field, or with @ a part of one or more than one.

    `reads` names the reader of its cells where they say more than one field's type can read.
    """

    name: str
    synonyms: tuple[Synonym, ...]
    content: re.Pattern[str] | None = None
    shape: re.Pattern[str] | None = None
    reads: str = ""

    @property
    def field(self) -> str:
        """The name of the field, "" for none."""
        return self.name.partition("@")[0]


@dataclass(frozen=True)
class Headings:
    """All words for the columns of one form; a table without columns for all of `identify` is of another.

    `group` is the field that the heading of a group of rows tells, with `group_is_unit` only where it names
    a unit; `identity` the field that by itself tells one thing from another, such as a number in a ledger;
    "" for none. `above` are patterns of how the lines over a table tell a field of all its rows, in a group.
    """

    form: str
    identify: tuple[str, ...]
    targets: tuple[Target, ...]
    secret: tuple[str, ...] = ()
    group: str = ""
    identity: str = ""
    group_is_unit: bool = False
    above: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    by_leaf: Mapping[str, Sequence[tuple[Target, Synonym]]] = field(default_factory=dict, repr=False)

    def of_owner(self, kind: str, rename: Callable[[str], str]) -> "Headings":
        """The same words for sheets in which each row names a record of the form: its fields are renamed."""
        renamed = {
            target: replace(target, name=target.name if not target.field else _renamed(target, rename))
            for target in self.targets
        }
        by_leaf = {
            leaf: [(renamed[target], synonym) for target, synonym in entries]
            for leaf, entries in self.by_leaf.items()
        }
        targets = tuple(renamed.values())
        return replace(
            self, form=kind, identify=(), targets=targets, by_leaf=by_leaf, group="", identity="", above={}
        )

    @property
    def vocabulary(self) -> frozenset[str]:
        """Its headings of several words, folded: such words stand in no record."""
        return frozenset(leaf for leaf in self.by_leaf if " " in leaf)

    def reader(self, field_name: str) -> str:
        """The name of the reader for a field's cells, "" for that of its type."""
        return next((target.reads for target in self.targets if target.name == field_name), "")

    def told_above(self, lines: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """What the lines over a table tell of all its rows, by field: each text found, in their order."""
        texts = list(map(clean, lines))
        return {
            name: [match[match.lastindex or 0] for text in texts for match in pattern.finditer(text)]
            for name, pattern in self.above.items()
        }

    def is_secret(self, path: Sequence[str]) -> bool:
        """Whether a column tells of matters that must not be kept here."""
        words = f" {fold(' '.join(path))} "
        return any(f" {word} " in words for word in self.secret)

    def scores(self, path: Sequence[str]) -> dict[Target, float]:
        """How well each target fits a column's headings, from 0 to 1; those that do not fit are absent."""
        found: dict[Target, float] = {}
        for target, score in self._matches([part for part in path if part]):
            found[target] = max(score, found.get(target, 0))
        return found

    def _matches(self, path: list[str]) -> Iterator[tuple[Target, float]]:
        if not path:
            return
        *over, leaf = map(fold, path)
        if _DIFFERENCE in over:
            return  # what was counted less what the books say is neither of the two
        # A unit or a remark in brackets over the column says nothing of what it holds.
        above = [word for part in path[:-1] for word in dict.fromkeys((fold(part), _plain(part)))]
        plain = _plain(path[-1])
        for word in {leaf, plain, " ".join((*over, leaf)), " ".join((*over[-1:], leaf))} - {""}:
            yield from self._exact(word, path[-1], above)
        yield from self._contained(plain or leaf, above, clean(path[-1]).lower())
        for parent in above:
            for target, synonym in self.by_leaf.get(parent, ()):
                if not synonym.above:
                    yield target, _ABOVE

    def _exact(self, word: str, heading: str, above: list[str]) -> Iterator[tuple[Target, float]]:
        for target, synonym in self.by_leaf.get(word, ()):
            if not synonym.above:
                yield target, synonym.worth * synonym.worth_as(heading)
            elif _stands_under(synonym.above, above):
                yield target, _SAME_PATH * synonym.worth_as(heading)

    def _contained(self, leaf: str, above: list[str], written: str) -> Iterator[tuple[Target, float]]:
        """Headings longer than the known words, and shortened ones; a total is not what it adds up."""
        spaced = f" {leaf} "
        is_of_relatives = _RELATIVES.search(leaf) is not None
        for known, entries in self.by_leaf.items():
            if f" {known} " in spaced and " " in known and not is_of_relatives:
                share = len(known) / len(leaf)
                worth = _ABOVE + (_CONTAINED - _ABOVE) * share if share >= _LEAST_SHARE else 0
            elif leaf.startswith(f"{known} ") and len(known) >= _LEAST_WORD and not is_of_relatives:
                worth = _BEGINS
            elif " " in leaf and f" {known} ".startswith(spaced):
                worth = _ABBREVIATED * len(leaf) / len(known)
            else:
                continue
            for target, synonym in entries:
                is_part = worth == _BEGINS and "@" in target.name
                if not worth or is_part or (synonym.above and not _stands_under(synonym.above, above)):
                    continue
                yield target, worth * synonym.worth * synonym.worth_within(written)


def load_headings(path: Path) -> Headings:
    """The words of one form; the file is part of the program, so a mistake in it is a bug."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    targets = tuple(_target(name, entry) for name, entry in data["field"].items())
    by_leaf: dict[str, list[tuple[Target, Synonym]]] = {}
    for target in targets:
        for synonym in target.synonyms:
            by_leaf.setdefault(synonym.leaf, []).append((target, synonym))
    secret = data.get("secret", {})
    return Headings(
        form=path.stem,
        identify=tuple(data["identify"]),
        targets=targets,
        group=data.get("group", ""),
        identity=data.get("identity", ""),
        group_is_unit=data.get("group_is_unit", False),
        above={name: re.compile(text, re.IGNORECASE) for name, text in data.get("above", {}).items()},
        secret=tuple(map(fold, [*secret.get("vi", []), *secret.get("en", [])])),
        by_leaf=by_leaf,
    )


def _plain(heading: str) -> str:
    """A heading without what stands in brackets."""
    return fold(_BRACKETS.sub(" ", heading))


def _target(name: str, entry: Mapping[str, Any]) -> Target:
    strong = (_synonym(text, _EXACT) for text in [*entry.get("vi", []), *entry.get("en", [])])
    weak = (_synonym(text, _WEAK) for text in entry.get("weak", []))
    content, shape = entry.get("content"), entry.get("shape")
    return Target(
        name,
        (*strong, *weak),
        re.compile(content) if content else None,
        re.compile(shape) if shape else None,
        entry.get("reads", ""),
    )


def _renamed(target: Target, rename: Callable[[str], str]) -> str:
    name, mark, part = target.name.partition("@")
    return f"{rename(name)}{mark}{part}"


def _synonym(text: str, worth: float) -> Synonym:
    *above, leaf = _STEPS.split(text)
    folded = tuple(frozenset(map(fold, _ALTERNATIVES.split(step))) for step in above)
    return Synonym(fold(leaf) or leaf, folded, worth, clean(leaf).lower())


def _stands_under(wanted: Sequence[frozenset[str]], above: Sequence[str]) -> bool:
    """Whether the wanted headings stand above in this order, others between them or not."""
    rest = iter(above)
    return all(any(word in step for word in rest) for step in wanted)
