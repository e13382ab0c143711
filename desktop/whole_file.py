"""A file that appears whole or not at all, and what the system's refusals are called."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from desktop.errors import AppError

_DISK_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file beside `path` that takes its place at the end; after an error the old one, or none, is there.

    AppError folder_missing, file_in_use (open in Excel, or not ours to replace), disk_full, file_not_written.
    """
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise _explained(error, path) from error
    finally:
        temporary.unlink(missing_ok=True)


def _explained(error: OSError, path: Path) -> AppError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return AppError("folder_missing", folder=str(path.parent))
    if isinstance(error, PermissionError | IsADirectoryError):
        return AppError("file_in_use", file=path.name)
    if error.errno in _DISK_FULL:
        return AppError("disk_full", folder=str(path.parent))
    return AppError("file_not_written", file=path.name)
