"""The headless door: `soxa …`, the same services as the window. Without a command it opens the window.

Exit 0: done and clean · 1: done or judged, with problems · 2: not done.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from desktop import messages
from desktop.commands.door import Door
from desktop.errors import AppError, UserCancelled

NOT_DONE: Final = 2
_COMMANDS: Final = {
    "init": "stores",
    "check": "stores",
    "key": "stores",
    "import": "imports",
    "list": "records",
    "show": "records",
    "norms": "norms",
    "undo": "records",
    "user": "users",
    "approval": "approvals",
    "staffing": "staffing",
    "stocktake": "stocktakes",
    "template": "templates",
    "print": "prints",
    "period": "packages",
    "export": "packages",
    "verify": "packages",
    "rating": "ratings",
    "composition": "composition",
    "assess": "assess",
    "demo": "demo",
    "bench": "bench",
    "selftest": "selftest",
}


class _Commands(click.Group):
    """The commands by name; the module of a command is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"desktop.commands.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


@click.group(
    cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option("--store", type=click.Path(path_type=Path), help="Folder of the store.")
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="File with its passphrase.")
@click.option("--user", "user_name", help="Who opens it; without, whoever the passphrase belongs to.")
@click.option("--language", type=click.Choice(messages.LANGUAGES), default="vi", show_default=True)
@click.version_option(package_name="soxa", prog_name="soxa")
@click.pass_context
def soxa(
    ctx: click.Context, store: Path | None, passphrase_file: Path | None, user_name: str | None, language: str
) -> int:
    """Sổ Xã: the commune's register. Without a command the window opens."""
    messages.use(language)
    ctx.obj = Door(store, passphrase_file, user_name)
    if ctx.invoked_subcommand is not None:
        return 0
    from desktop import app

    return app.run(store, passphrase_file)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. Every expected failure is one sentence on standard error."""
    _speak_utf8()
    try:
        code = soxa.main(args=arguments, prog_name="soxa", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return NOT_DONE
    except AppError as error:
        click.echo(messages.say(f"error.{error.code}", **error.facts), err=True)
        return NOT_DONE
    except (UserCancelled, click.Abort):
        click.echo(messages.say("cli.cancelled"), err=True)
        return NOT_DONE
    return code if isinstance(code, int) else 0


def _speak_utf8() -> None:
    """Vietnamese on a Windows console, whatever its code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
