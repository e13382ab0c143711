"""Evidence of ratings in words: codes of lists by their labels, numbers as the language writes them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from desktop import messages
from desktop.domain.catalog import Catalogs
from desktop.domain.rating_law import Evidence

_CATALOGS: Final[Mapping[str, str]] = {
    "rating": "ratings",
    "recorded": "ratings",
    "case": "not_completed_cases",
    "period": "rating_periods",
    "periods": "rating_periods",
}


def said(evidence: Evidence, catalogs: Catalogs) -> str:
    """The sentence of one piece of evidence, with its article; what is not sure says so."""
    facts = {name: _fact(name, value, catalogs) for name, value in evidence.facts.items()}
    text = messages.say(f"rating.{evidence.code}", **facts)
    if not evidence.legal_basis:
        return text
    is_sure = evidence.certainty in {"", "high"}
    key = "rating.basis" if is_sure else "rating.basis_unsure"
    return messages.say(key, text=text, basis=evidence.legal_basis)


def label(catalogs: Catalogs, catalog: str, code: str | None) -> str:
    """The label of a code in the language of the session; nothing for nothing."""
    item = catalogs[catalog].get(code)
    if item is None:
        return code or ""
    return item.label_en if messages.language() == "en" else item.label


def number(points: Decimal | None) -> str:
    """Points with the comma of the language; nothing for nothing."""
    if points is None:
        return ""
    return str(points) if messages.language() == "en" else str(points).replace(".", ",")


def _fact(name: str, value: object, catalogs: Catalogs) -> str:
    if isinstance(value, list):
        return ", ".join(_fact(name, one, catalogs) for one in value)
    if isinstance(value, Decimal):
        return number(value)
    if name == "parts":
        return messages.say(f"rating.part_{value}")
    if name in _CATALOGS:
        return label(catalogs, _CATALOGS[name], str(value))
    return str(value) or messages.say("rating.nothing")
