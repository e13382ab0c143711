"""`soxa bench`: how fast the program is on this machine, against bare libraries in the same run."""

import click

from desktop import messages
from desktop.bench import child, run
from desktop.bench.measure import BYTES, Measured

from .door import say, write_json


@click.command("bench")
@click.option("--only", multiple=True, type=click.Choice(run.NAMES), metavar="NAME", help="Only this row.")
@click.option("--quick", is_flag=True, help="Small sizes, to try it out; the ratios mean nothing.")
@click.option("--json", "as_json", is_flag=True)
@click.option("--window", type=click.Choice(child.MODULES), hidden=True)
def bench_command(only: tuple[str, ...], window: str | None, *, quick: bool, as_json: bool) -> int:
    """Measure this machine; 1 when a target is missed by more than a tenth."""
    if window is not None:
        child.become(window)
        return 0
    measured: list[Measured] = []
    if not as_json:
        say("bench.head")
    for row in run.rows(only, quick=quick):
        measured.append(row)
        if not as_json:
            _tell(row)
    missed = [row for row in measured if row.missed]
    if as_json:
        write_json([row.document() | _worded(row) for row in measured], None)
    else:
        say("bench.missed" if missed else "bench.kept", count=len(missed))
    return int(bool(missed))


def _tell(row: Measured) -> None:
    say(
        "bench.row",
        median=_shown(row, row.median),
        reference=_shown(row, row.reference),
        ratio=f"{row.ratio:.2f}",
        target=f"{row.case.target:g}",
        mark=messages.say("bench.mark") if row.missed else "",
        **_worded(row),
    )


def _worded(row: Measured) -> dict[str, str]:
    name, sizes = row.case.name, row.case.sizes
    return {
        "operation": messages.say(f"bench.{name}", **sizes),
        "against": messages.say(f"bench.{name}_against", **sizes),
    }


def _shown(row: Measured, value: float) -> str:
    if row.case.unit == BYTES:
        return f"{value / 1e6:.1f} MB"
    return f"{value * 1e3:.1f} ms"
