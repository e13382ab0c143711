"""What the user who is in may do; every service asks here, so that no door leads round it."""

from typing import TYPE_CHECKING

from desktop import messages
from desktop.errors import AppError

if TYPE_CHECKING:
    from desktop.storage.open_store import OpenStore
    from desktop.storage.vault import User


class Rights:
    """The rights of one user in one opened store."""

    def __init__(self, store: "OpenStore") -> None:
        self._store = store

    @property
    def user(self) -> "User":
        """Who is in."""
        return self._store.user

    def has(self, *any_of: str) -> bool:
        """Whether the user holds one of these rights."""
        return not set(any_of).isdisjoint(self.user.rights)

    def need(self, *any_of: str) -> None:
        """Pass with one of these rights; AppError right_missing names them and who holds them."""
        if not self.has(*any_of):
            raise AppError("right_missing", right=named(*any_of), holders=self.holders_text(*any_of))

    def holders(self, *any_of: str) -> tuple[str, ...]:
        """The names of those who hold one of these rights."""
        return tuple(one.name for one in self._store.users() if not set(any_of).isdisjoint(one.rights))

    def holders_text(self, *any_of: str) -> str:
        """The same joined, or that there is nobody."""
        return ", ".join(self.holders(*any_of)) or messages.say("users.nobody")


def named(*rights: str) -> str:
    """Rights in words, any of which will do."""
    words = [messages.say(f"users.right_{right}") for right in rights]
    return f" {messages.say('users.or')} ".join(words)
