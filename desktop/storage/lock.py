"""One process per store: a lock of the operating system, in a file that says who holds it."""

import getpass
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from desktop.errors import AppError

FILE: Final = "so-xa.lock"

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # locked bytes cannot be read on Windows: lock one far behind the text

    def _try_lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


class StoreLock:
    """Held from the making to `release`; the system takes it back from a process that dies."""

    def __init__(self, folder: Path) -> None:
        """AppError `store_busy` names the computer, the user and since when; `folder_not_writable`."""
        try:
            handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise AppError("folder_not_writable", folder=str(folder)) from error
        try:
            _try_lock(handle)
        except OSError as error:
            holder = _holder(handle)
            os.close(handle)
            raise AppError("store_busy", **holder) from error
        _write_holder(handle)
        self._handle: int | None = handle

    def release(self) -> None:
        """Lets the next one in; the file stays, since removing it would race with whoever opens it."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            _unlock(self._handle)
            os.close(self._handle)
            self._handle = None


def _write_holder(handle: int) -> None:
    holder = {
        "pc": platform.node(),
        "user": getpass.getuser(),
        "pid": os.getpid(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(holder, ensure_ascii=False).encode())


def _holder(handle: int) -> dict[str, Any]:
    """Who holds it, for the sentence shown; a holder that is just writing its name stays unnamed."""
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        holder = json.loads(os.read(handle, 4096))
        since = f"{datetime.fromisoformat(holder['since']).astimezone():%H:%M %d/%m/%Y}"
        return {"who": f"{holder['user']} ({holder['pc']})", "since": since, "pid": holder["pid"]}
    except (ValueError, KeyError, TypeError):
        return {"who": "?", "since": "?", "pid": 0}
