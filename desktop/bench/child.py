"""A process of its own for what must start cold or needs a window: it is told and asked line by line."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from threading import Timer
from time import perf_counter
from types import TracebackType
from typing import Any, Final, Self

_PATIENCE: Final = 60.0  # seconds until a child that says nothing is ended
READY: Final = "ready"
MODULES: Final = ("bare_window", "program_window", "page_window")


class Child:
    """A module of this package as a process: it says `ready`, then answers each word with a number."""

    def __init__(self, module: str, told: Mapping[str, Any]) -> None:
        self._started = perf_counter()
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, *_words(module)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=os.environ | _without_screen(),
        )
        self._say(json.dumps(told))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def until_ready(self) -> float:
        """Seconds from the start of the process to its `ready`."""
        line = self._line()
        taken = perf_counter() - self._started
        if line != READY:
            raise ValueError(line)
        return taken

    def ask(self, word: str) -> float:
        """What the child measures under a word."""
        self._say(word)
        return float(self._line())

    def _say(self, line: str) -> None:
        if self._process.stdin is not None:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()

    def _line(self) -> str:
        patience = Timer(_PATIENCE, self._process.kill)
        patience.start()
        line = self._process.stdout.readline() if self._process.stdout is not None else ""
        patience.cancel()
        if not line:
            raise ChildProcessError(self._process.wait())
        return line.strip()


def become(module: str) -> None:
    """In the child: be one of these modules."""
    import_module(f"desktop.bench.{module}").main()


def told() -> dict[str, Any]:
    """In the child: what it was started with."""
    document: dict[str, Any] = json.loads(sys.stdin.readline())
    return document


def say(answer: object) -> None:
    """In the child: one line to whoever started it."""
    sys.stdout.write(f"{answer}\n")
    sys.stdout.flush()


def asked() -> str:
    """In the child: the next word; empty when there is none any more."""
    return sys.stdin.readline().strip()


def _words(module: str) -> list[str]:
    """The installed program is no interpreter: it is asked for the module by its own command."""
    is_python = Path(sys.executable).stem.lower().startswith("python")
    return ["-m", f"desktop.bench.{module}"] if is_python else ["bench", "--window", module]


def _without_screen() -> dict[str, str]:
    """Where no screen is, Qt paints into memory."""
    has_screen = sys.platform != "linux" or any(name in os.environ for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return {} if has_screen else {"QT_QPA_PLATFORM": "offscreen"}
