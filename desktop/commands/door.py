"""What every command is given: which store, whose passphrase, and where results are written."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop import messages
from desktop.errors import AppError
from desktop.services import passphrase_file

if TYPE_CHECKING:
    from desktop.services.session import Session


@dataclass(frozen=True)
class Door:
    """The choices made before the command's name."""

    folder: Path | None
    passphrase_file: Path | None
    user_name: str | None

    @contextmanager
    def session(self) -> Iterator["Session"]:
        """The opened store, closed again afterwards."""
        from desktop.services import start

        session = start.open_(self.store_folder(), self.passphrase(), self.user_name)
        try:
            yield session
        finally:
            session.close()

    def store_folder(self) -> Path:
        """The folder named, or the usual one of this user."""
        from desktop.services import start

        return self.folder or start.default_folder()

    def passphrase(self, *, confirm: bool = False) -> str:
        """The store's passphrase from its file, or asked for."""
        return read_passphrase(self.passphrase_file, "cli.passphrase", confirm=confirm)


def read_passphrase(file: Path | None, prompt: str, *, confirm: bool = False) -> str:
    """The first line of a file, or an answer typed unseen; never an argument."""
    if file is None:
        answer: str = click.prompt(
            messages.say(prompt), hide_input=True, confirmation_prompt=confirm, err=True
        )
        return answer
    return passphrase_file.read_passphrase(file)


def write_json(document: Any, out: Path | None) -> None:
    """One JSON document on standard output, or into a file."""
    text = json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n"
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise AppError("file_not_written", file=out.name) from error


def assert_folder_of(out: Path | None) -> None:
    """Before anything is done: AppError file_not_written when what will be written has no place."""
    if out is not None and (out.is_dir() or not out.parent.is_dir()):
        raise AppError("file_not_written", file=out.name)


def say(key: str, **facts: object) -> None:
    """One line for the person at the console."""
    click.echo(messages.say(key, **facts))
