"""The signing key of the commune: made once, kept in a protected file beside the store."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.errors import AppError

if TYPE_CHECKING:
    from desktop.exchange.keys import SigningKey

KEY_FILE: Final = "khoa-ky.p12"
_LIFE: Final = timedelta(days=730)


class Keys:
    """The key file of one store; every use asks for its passphrase anew."""

    def __init__(self, folder: Path, unit_code: str, unit_name: str) -> None:
        self._path = folder / KEY_FILE
        self._unit_code = unit_code
        self._unit_name = unit_name

    def exists(self) -> bool:
        """Whether the commune has a key on this machine."""
        return self._path.is_file()

    def create(self, passphrase: str) -> str:
        """Make the key; its fingerprint in groups, to be compared on paper. AppError key_exists."""
        from desktop.exchange import keys

        now = datetime.now(UTC).replace(microsecond=0)
        made = keys.create_key(
            self._path, passphrase, keys.Owner(self._unit_name, self._unit_code), now, now + _LIFE
        )
        return made.fingerprint

    def load(self, passphrase: str) -> "SigningKey":
        """The opened key; AppError key_missing, key_wrong_passphrase, key_unreadable."""
        from desktop.exchange import keys

        if not self.exists():
            raise AppError("key_missing")
        return keys.load_key(self._path, passphrase)
