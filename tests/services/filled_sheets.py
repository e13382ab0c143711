"""Fills in sheets of a campaign as a person would in Excel."""

import html
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl

MARK = "so-xa"


def asked(path: Path) -> dict[str, str]:
    """The cells to fill in, by place."""
    rows = openpyxl.load_workbook(path)[MARK].iter_rows(max_col=3, values_only=True)
    return {place: address for kind, address, place in rows if kind == "a"}


def fill(path: Path, answers: Mapping[str, object], to: Path | None = None) -> Path:
    """The sheet with these answers by place."""
    addresses = asked(path)
    return change(path, {addresses[place]: answer for place, answer in answers.items()}, to)


def change(path: Path, cells: Mapping[str, object], to: Path | None = None) -> Path:
    """The sheet with something else in these cells, protected ones too."""
    book = openpyxl.load_workbook(path)
    for address, value in cells.items():
        book.worksheets[0][address] = value
    to = to or path
    to.parent.mkdir(exist_ok=True)
    book.save(to)
    return to


def texts(path: Path) -> str:
    """Everything that any part of the file says, letter by letter."""
    with zipfile.ZipFile(path) as parts:
        return "\n".join(html.unescape(parts.read(name).decode("utf-8")) for name in parts.namelist())
