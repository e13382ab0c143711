"""Who may open the store, and what for: only an administrator changes it, and the history tells."""

import platform
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from desktop import messages
from desktop.errors import AppError

from .rights import Rights

if TYPE_CHECKING:
    from desktop.storage.open_store import OpenStore
    from desktop.storage.vault import User

ADMINISTRATOR: Final = "administrator"
# The rights of a commune's store, in the order in which screens offer them; an officer is of the province.
OFFERED: Final = ("clerk", "reviewer", "leader", ADMINISTRATOR)
SHORTEST_PASSPHRASE: Final = 8
KIND: Final = "user"
_LONGEST_NAME: Final = 100


class Users:
    """The users of one store, as the user who is in may see and change them."""

    def __init__(self, store: "OpenStore", rights: Rights) -> None:
        self._store = store
        self._rights = rights

    def all(self) -> tuple["User", ...]:
        """Everyone who may open the store, in the order of adding."""
        return self._store.users()

    def add(self, name: str, rights: Iterable[str], passphrase: str) -> "User":
        """A further user with an own passphrase.

        AppError right_missing, user_exists, user_unnamed, user_without_right, right_unknown,
        passphrase_short.
        """
        from desktop.storage.vault import User

        self._rights.need(ADMINISTRATOR)
        user = User(_clean(name), _checked(rights))
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise AppError("passphrase_short", least=SHORTEST_PASSPHRASE)
        if any(_alike(one.name) == _alike(user.name) for one in self.all()):
            raise AppError("user_exists", name=user.name)
        self._store.add_user(user, passphrase)
        self._tell("users.told_added", user)
        return user

    def set_rights(self, name: str, rights: Iterable[str]) -> "User":
        """Other rights for a user.

        AppError right_missing, user_unknown, user_without_right, right_unknown, administrator_is_last.
        """
        from desktop.storage.vault import User

        self._rights.need(ADMINISTRATOR)
        before = self._known(name)
        user = User(before.name, _checked(rights))
        if ADMINISTRATOR not in user.rights:
            self._assert_other_administrator(user.name)
        if set(user.rights) != set(before.rights):
            self._store.set_rights(user)
            self._tell("users.told_rights", user)
        return user

    def remove(self, name: str) -> None:
        """Take a user's way in away; what the user did stays in the history under the name.

        AppError right_missing, user_unknown, user_is_oneself, administrator_is_last.
        """
        self._rights.need(ADMINISTRATOR)
        user = self._known(name)
        self._assert_other_administrator(user.name)
        if user.name == self._rights.user.name:
            raise AppError("user_is_oneself")
        self._store.remove_user(user.name)
        self._tell("users.told_removed", user)

    def _known(self, name: str) -> "User":
        for user in self.all():
            if user.name == unicodedata.normalize("NFC", name):
                return user
        raise AppError("user_unknown", name=name)

    def _assert_other_administrator(self, name: str) -> None:
        if not set(self._rights.holders(ADMINISTRATOR)) - {name}:
            raise AppError("administrator_is_last", name=name)

    def _tell(self, key: str, user: "User") -> None:
        """One line in the history of the store."""
        from desktop.storage.model import NewChange

        label = messages.say(key, name=user.name, rights=in_words(user.rights))
        self._store.records.note(NewChange(KIND, label, self._rights.user.name, platform.node()))


def in_words(rights: Iterable[str]) -> str:
    """All these rights in words."""
    return ", ".join(messages.say(f"users.right_{right}") for right in rights)


def _clean(name: str) -> str:
    """The name as it will stand in the history: composed letters, single spaces."""
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not cleaned or len(cleaned) > _LONGEST_NAME:
        raise AppError("user_unnamed", most=_LONGEST_NAME)
    return cleaned


def _checked(rights: Iterable[str]) -> tuple[str, ...]:
    from desktop.storage.vault import RIGHTS

    asked = set(rights)
    if unknown := sorted(asked - set(RIGHTS)):
        raise AppError("right_unknown", right=unknown[0], rights=", ".join(RIGHTS))
    if not asked:
        raise AppError("user_without_right")
    return tuple(right for right in RIGHTS if right in asked)


def _alike(name: str) -> str:
    """Names that differ only in case or spaces are one name to a reader of the history."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
