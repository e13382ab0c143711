"""What the first declaration of a record says by itself: whoever stands on a roster works there."""

from collections.abc import Mapping
from typing import Any, Final

_FIRST: Final[Mapping[str, Mapping[str, Mapping[str, Any]]]] = {
    "person": {"status_history": {"status": "working"}},
}


def first_rows(form_id: str) -> Mapping[str, Mapping[str, Any]]:
    """The row, by repeated section, that a record made from a list begins with unless the list tells it."""
    return _FIRST.get(form_id, {})
