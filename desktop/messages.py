"""Every sentence shown to a person, by key, in the language of the session."""

import tomllib
from functools import cache
from typing import Final

from desktop import paths

LANGUAGES: Final = ("vi", "en")


class _Session:
    """The language in use: one per process, chosen at start."""

    language = "vi"


def use(language: str) -> None:
    """Choose the language of this process ("vi" or "en")."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _Session.language = language


def language() -> str:
    """The language in use."""
    return _Session.language


def say(key: str, **facts: object) -> str:
    """The sentence of `table.key` with its holes filled; KeyError when the key is not in the file."""
    text = _texts(_Session.language)[key]
    return text.format(**facts) if facts else text


def say_in(language: str, key: str) -> str:
    """The sentence of a key in a named language: paper is Vietnamese whatever the screen speaks."""
    return _texts(language)[key]


def known(key: str) -> bool:
    """Whether the message files hold this key."""
    return key in _texts(_Session.language)


@cache
def _texts(language: str) -> dict[str, str]:
    path = paths.resources() / f"messages.{language}.toml"
    with path.open("rb") as file:
        return dict(_flat(tomllib.load(file), ""))


def _flat(table: dict[str, object], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{prefix}{key}.")
        else:
            found.append((prefix + key, str(value)))
    return found
