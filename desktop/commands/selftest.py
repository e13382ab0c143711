"""`soxa selftest`: whether the program works on this machine."""

import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop import messages, paths

from .door import assert_folder_of, say, write_json

if TYPE_CHECKING:
    from desktop.services.selftest import Finding


@click.command("selftest")
@click.option("--json", "as_json", is_flag=True)
@click.option("-o", "out", type=click.Path(path_type=Path))
def selftest_command(*, as_json: bool, out: Path | None) -> int:
    """Try libraries, fonts, folders, store, sheets, signing, printing and window; needs no store."""
    from desktop.services import selftest

    assert_folder_of(out)
    is_told = not as_json and out is None
    about = {
        "version": version("soxa"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "program": str(paths.program()),
    }
    if is_told:
        say("selftest.about", **about)
    found = []
    for finding in selftest.run(_paint):
        found.append(finding)
        if is_told:
            _tell(finding)
    bad = [finding.title for finding in found if not finding.is_good]
    if is_told:
        say("selftest.some_bad" if bad else "selftest.all_good", count=len(bad or found))
    else:
        write_json({**about, "passed": not bad, "checks": [asdict(one) for one in found]}, out)
    return int(bool(bad))


def _tell(finding: "Finding") -> None:
    mark = messages.say("selftest.mark_good" if finding.is_good else "selftest.mark_bad")
    click.echo(f"[{mark}] {finding.title}: {finding.text} ({finding.milliseconds} ms)")


def _paint(store: Path, passphrase_file: Path, picture: Path) -> None:
    from desktop import app

    app.screenshot(store, passphrase_file, picture)
