"""What is told about the staff of a division, a field, a block, a position or the whole commune."""

from dataclasses import dataclass

from .gaps import Part
from .staff import WHOLE


@dataclass(frozen=True)
class People:
    """Who is behind the figures of a row: ids of people, each tuple without repetition, sorted.

    `full_time` and `concurrent` are people present: those whose main post counts here, and those who hold
    another post here beside a main one. The verdicts are those on the main posts of the people present.
    """

    on_books: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    full_time: tuple[str, ...] = ()
    concurrent: tuple[str, ...] = ()
    fits: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_fitting: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    seconded_in: tuple[str, ...] = ()
    seconded_out: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()


@dataclass(frozen=True)
class NeedFigures:
    """Need of positions against shares present: `need` in people, the others in hundredths of a post."""

    need: int
    filled: int
    parts: tuple[Part, ...]
    untrained: tuple[Part, ...]
    need_ahead: int
    filled_ahead: int
    parts_ahead: tuple[Part, ...]

    @property
    def gap(self) -> int:
        """Present less needed; negative where people lack."""
        return self.filled - self.need * WHOLE

    @property
    def gap_fitting(self) -> int:
        """The same without those whose training does not fit."""
        return self.gap + sum(part.amount for part in self.untrained)

    @property
    def gap_ahead(self) -> int:
        """The gap at the later day."""
        return self.filled_ahead - self.need_ahead * WHOLE


@dataclass(frozen=True)
class QuotaFigures:
    """Quota assigned against people on the books, in people."""

    quota: int
    on_books: int
    parts: tuple[Part, ...]
    quota_ahead: int
    on_books_ahead: int
    parts_ahead: tuple[Part, ...]

    @property
    def gap(self) -> int:
        """On the books less assigned; negative where posts are free."""
        return self.on_books - self.quota

    @property
    def gap_ahead(self) -> int:
        """The gap at the later day."""
        return self.on_books_ahead - self.quota_ahead


@dataclass(frozen=True)
class StaffingRow:
    """One line: the `key` of its level (a code, a name or an id; None: not told) and all its figures."""

    level: str
    key: str | None
    people: People
    positions: tuple[str, ...]
    need: NeedFigures
    quota: QuotaFigures | None


@dataclass(frozen=True)
class Leadership:
    """Leadership posts: required by the scheme, with somebody present in them, vacant; positions by id."""

    required: int
    filled: int
    vacant_in: tuple[str, ...]

    @property
    def vacant(self) -> int:
        """How many nobody present holds."""
        return self.required - self.filled
