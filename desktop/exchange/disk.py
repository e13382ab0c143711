"""Files that appear whole or not at all, and what a full or closed disk is called."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final
from uuid import uuid4

from desktop.errors import AppError

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Call what the system refuses while we write into `folder` AppError disk_full or folder_not_writable."""
    try:
        yield
    except OSError as error:
        code = "disk_full" if error.errno in _FULL else "folder_not_writable"
        raise AppError(code, folder=str(folder)) from error


@contextmanager
def temporary_file(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file that only this user can read; gone at the end unless it was moved away."""
    path = folder / f".{uuid4().hex}.tmp"
    try:
        with open(path, "x+b", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            yield path, file
    finally:
        path.unlink(missing_ok=True)


def settle(file: BinaryIO) -> None:
    """Push the file through to the disk."""
    file.flush()
    os.fsync(file.fileno())


def move(temporary: Path, path: Path, taken: str) -> None:
    """Give the finished (closed) file its name, replacing nothing: AppError `taken` when another has it."""
    if path.exists():
        raise AppError(taken, file=path.name)
    temporary.replace(path)
    with suppress(OSError):  # Windows and some sticks cannot settle a folder; the file itself is settled
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
