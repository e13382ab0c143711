"""Everything that must hold before a change lands: what is run, in shares with a time budget each."""

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import dev_environment
import dev_system
from dev_environment import ROOT, tool

BUILD_WINDOWS = (tool("python"), "packaging/windows/build.py")

# A share that takes this many times its budget is stopped: it hangs.
_PATIENCE = 3


@dataclass(frozen=True)
class Share:
    """One part of the whole: named steps (each an exit code) and the minutes they may take together."""

    name: str
    minutes: int
    steps: Sequence[tuple[str, Callable[[float], int]]]
    # Without what this share makes, the others cannot run.
    is_ground: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of a share: seconds taken and the steps that failed."""

    share: Share
    seconds: float
    failed: tuple[str, ...]


def shares() -> list[Share]:
    """What is run here, in order."""
    static = (
        ("ruff check", [tool("ruff"), "check"]),
        ("ruff format", [tool("ruff"), "format", "--check"]),
        ("mypy", [tool("mypy")]),
        ("import-linter", [tool("lint-imports"), "--no-logo"]),
    )
    peers, windows = ROOT / "tests" / "peers", ROOT / "tests" / "windows"
    others = [f"--ignore={folder}" for folder in (peers, windows)]
    pytest = [tool("python"), "-m", "pytest", "-q"]
    found = [
        Share("packages and environment", 9, [("set-up", _set_up)], is_ground=True),
        Share("static checks", 2, [(name, _command(words)) for name, words in static]),
        Share("tests", 14, [("pytest", _command([*pytest, "-n", "2", *others]))]),
    ]
    if peers.is_dir():
        found.append(Share("peers", 4, [("pytest", _command([*pytest, str(peers)]))]))
    if sys.platform == "linux":
        steps = (("build", _command(BUILD_WINDOWS)), ("pytest", _command([*pytest, "-x", str(windows)])))
        found.append(Share("Windows under Wine", 9, steps))
    return found


def run_all(todo: Iterable[Share]) -> list[Outcome]:
    """Run every share even when an earlier one failed, unless what it stands on is missing."""
    outcomes: list[Outcome] = []
    for share in todo:
        print(f"\n== {share.name}", flush=True)
        start = time.monotonic()
        failed = tuple(name for name, step in share.steps if step(_PATIENCE * 60.0 * share.minutes))
        outcomes.append(Outcome(share, time.monotonic() - start, failed))
        if failed and share.is_ground:
            break
    return outcomes


def table(outcomes: Iterable[Outcome]) -> str:
    """The closing table: time against budget, and what failed."""
    lines = [f"{'share':<26}{'budget':>8}{'took':>8}  result"]
    for outcome in outcomes:
        budget = 60 * outcome.share.minutes
        result = f"FAILED: {', '.join(outcome.failed)}" if outcome.failed else "ok"
        late = "  (over budget)" if outcome.seconds > budget else ""
        name = outcome.share.name
        lines.append(f"{name:<26}{_clock(budget):>8}{_clock(outcome.seconds):>8}  {result}{late}")
    return "\n".join(lines)


def set_up(*, development: bool) -> None:
    """All that the program, or its tests, need on this machine."""
    needs = (*dev_system.ENVIRONMENT, *dev_system.WINDOW, *(dev_system.TESTS if development else ()))
    dev_system.provide(needs)
    dev_environment.provide(development=development)


def _set_up(_patience: float) -> int:
    try:
        set_up(development=True)
        dev_system.provide((*dev_system.PEERS, *dev_system.WINDOWS, *dev_system.WINE))
    except (dev_system.SystemIncompleteError, dev_environment.EnvironmentFailedError) as error:
        print(error, flush=True)
        return 1
    return 0


def _command(words: Sequence[str]) -> Callable[[float], int]:
    return partial(_call, words)


def _call(words: Sequence[str], patience: float) -> int:
    return dev_environment.call(words, timeout=patience)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
