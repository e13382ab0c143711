"""`soxa demo`: the whole main job on the practice commune, headless, each step told."""

from pathlib import Path

import click

from .door import say


@click.command("demo")
@click.option("-o", "folder", required=True, type=click.Path(path_type=Path))
@click.option("--screenshot", type=click.Path(path_type=Path), help="Also save the main window.")
def demo_command(folder: Path, screenshot: Path | None) -> int:
    """Make, import, complete, check, print, export and verify; leaves DIR/store and DIR/passphrase.txt."""
    from desktop.services import practice

    for number, step in enumerate(practice.make(folder), start=1):
        click.echo(f"{number}. {step.text}" + (f" → {step.made}" if step.made else ""))
    if screenshot:
        from desktop import app

        app.screenshot(folder / practice.STORE, folder / practice.PASSPHRASE_FILE, screenshot)
        say("cli.screenshot_done", file=screenshot)
    return 0
