"""What a change touched, for everyone who shows records."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.form import Form
from desktop.storage.model import Saved


@dataclass(frozen=True)
class Changes:
    """What a change touched: forms and record ids, so that open screens know whether to read again."""

    forms: frozenset[str] = field(default_factory=frozenset)
    records: frozenset[str] = field(default_factory=frozenset)
    change_n: int | None = None


def changes_of(saved: Iterable[Saved]) -> Changes:
    """What these saves touched; their number is None where nothing was to be changed."""
    written = [one for one in saved if one.change_n is not None]
    return Changes(
        frozenset(one.record.form for one in written),
        frozenset(one.record.id for one in written),
        written[0].change_n if written else None,
    )


def keys_of(form: Form, saved: Saved) -> set[tuple[Any, ...]]:
    """The key of a record before and after a change, as the typed table holds it."""
    from desktop.storage.columns import typed

    before = {place: pair[0] for place, pair in saved.stored.items() if place in form.key}
    return {
        tuple(typed(form.field(name), payload.get(name)) for name in form.key)
        for payload in (saved.record.payload, {**saved.record.payload, **before})
    }
