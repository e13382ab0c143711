"""Blocks of cells on the clipboard, as spreadsheets write and read them."""

import csv
import io
from collections.abc import Iterable, Sequence


def read_block(text: str) -> list[list[str]]:
    """The cells of a copied block; an empty line within it is a row, the line feed at its end is none."""
    lines = list(csv.reader(io.StringIO(text), delimiter="\t"))
    while lines and not any(lines[-1]):
        lines.pop()
    return [line or [""] for line in lines]


def written(lines: Iterable[Sequence[str]]) -> str:
    """A block as spreadsheets take it; cells hold no tabs and no line feeds."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)
