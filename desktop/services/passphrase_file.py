"""A passphrase from a file, so that it never stands in the arguments of a process."""

from pathlib import Path

from desktop.errors import AppError


def read_passphrase(file: Path) -> str:
    """The first line of a text file (UTF-8); AppError passphrase_file_unreadable."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AppError("passphrase_file_unreadable", file=file.name) from error
    if not lines or not lines[0].strip():
        raise AppError("passphrase_file_unreadable", file=file.name)
    return lines[0].strip()
