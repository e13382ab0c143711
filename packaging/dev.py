"""The one command a developer needs: run, test, bench, locks, licences. Standard library only."""

import argparse
import sys
from pathlib import Path

import dev_checks
import dev_locks
import dev_system
from dev_environment import ROOT, EnvironmentFailedError, call, require_python, tool
from dev_system import SystemIncompleteError, has_screen


def main() -> int:
    """Exit 0: done; 1: a check failed; 2: this machine lacks something, named on standard error."""
    arguments = _parser().parse_args()
    try:
        require_python()
        return int(arguments.work(arguments))
    except (SystemIncompleteError, EnvironmentFailedError) as error:
        print(error, file=sys.stderr)
        return 2


def run(arguments: argparse.Namespace) -> int:
    """Open the program on a practice commune; without a screen, do the same job headless."""
    dev_checks.set_up(development=False)
    folder = Path(arguments.dir).resolve()
    print(f"Practice commune: {folder} (delete the folder to begin anew)", flush=True)
    if not has_screen():
        return _run_headless(folder)
    if not (folder / "ready").exists():
        code = _demo(folder)
        if code:
            return code
    passphrase = folder / "passphrase.txt"
    return call([*_PROGRAM, "--store", str(folder / "store"), "--passphrase-file", str(passphrase)])


def test(_arguments: argparse.Namespace) -> int:
    """Run every check and print the table of shares last."""
    outcomes = dev_checks.run_all(dev_checks.shares())
    print(f"\n{dev_checks.table(outcomes)}", flush=True)
    return int(any(outcome.failed for outcome in outcomes))


def bench(arguments: argparse.Namespace) -> int:
    """Measure the program against its references on this machine."""
    dev_checks.set_up(development=False)
    return call([*_PROGRAM, "bench", *arguments.rest])


def build_windows(arguments: argparse.Namespace) -> int:
    """Build the Windows program: `dist/SoXa-<version>-portable.zip`."""
    dev_checks.set_up(development=True)
    dev_system.provide(dev_system.WINDOWS)
    other = ["--runtime", str(Path(arguments.runtime).resolve())] if arguments.runtime else []
    return call([*dev_checks.BUILD_WINDOWS, *other])


def lock(arguments: argparse.Namespace) -> int:
    """Re-make packaging/locks from pyproject.toml."""
    dev_checks.set_up(development=True)
    dev_locks.remake(upgrade=arguments.upgrade)
    return 0


def lock_forms(_arguments: argparse.Namespace) -> int:
    """Re-make forms/lock.toml, the published shape of every form."""
    dev_checks.set_up(development=False)
    return call([tool("python"), "packaging/lock_forms.py"])


def screens(_arguments: argparse.Namespace) -> int:
    """Re-make the pictures of every screen in resources/help/screens."""
    dev_checks.set_up(development=False)
    return call([tool("python"), "packaging/screens.py"])


def licences(_arguments: argparse.Namespace) -> int:
    """Re-make packaging/licences from what is installed."""
    dev_checks.set_up(development=True)
    return call([tool("python"), "packaging/licences.py"])


_PROGRAM = (tool("python"), "-m", "desktop")


def _run_headless(folder: Path) -> int:
    picture = folder / "main-window.png"
    print("There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): doing the same job without.")
    if (folder / "ready").exists() and picture.exists():
        print(f"Done before: the main window is in {picture}", flush=True)
        return 0
    code = _demo(folder, "--screenshot", str(picture))
    if not code:
        print(f"The main window is in {picture}", flush=True)
    return code


def _demo(folder: Path, *words: str) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    settings = {} if has_screen() else {"QT_QPA_PLATFORM": "offscreen"}
    code = call([*_PROGRAM, "demo", "-o", str(folder), *words], settings=settings)
    if not code:
        (folder / "ready").touch()
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 packaging/dev.py", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for work in (run, test, bench, build_windows, lock, lock_forms, screens, licences):
        command = commands.add_parser(
            work.__name__.replace("_", "-"), help=work.__doc__, description=work.__doc__
        )
        command.set_defaults(work=work)
        if work is run:
            command.add_argument("--dir", default=ROOT / ".practice", help="folder of the practice commune")
        if work is lock:
            command.add_argument("--upgrade", action="store_true", help="take the newest versions")
        if work is build_windows:
            command.add_argument("--runtime", metavar="ZIP", help="another CPython 3.11 for Windows")
        if work is bench:
            command.add_argument("rest", nargs=argparse.REMAINDER, help="handed to `soxa bench`")
    return parser


if __name__ == "__main__":
    sys.exit(main())
