from pathlib import Path

import openpyxl
import pytest

from desktop import paths
from desktop.domain.catalog import Catalogs
from desktop.domain.loader import load_form
from desktop.spreadsheets.headings import load_headings
from desktop.spreadsheets.layout import find_tables
from desktop.spreadsheets.reader import read_book


@pytest.fixture(scope="session")
def corpus():
    return Path(__file__).resolve().parent.parent / "data" / "corpus"


@pytest.fixture(scope="session")
def lists():
    return Catalogs(paths.forms() / "catalogs")


@pytest.fixture(scope="session")
def form(lists):
    return load_form(paths.forms() / "person.toml", lists)


@pytest.fixture(scope="session")
def headings():
    return load_headings(paths.forms() / "headings" / "person.toml")


@pytest.fixture
def write(tmp_path):
    """Write sheets, each {name: (rows, merged ranges)}, as a real workbook, and give its path."""

    def write_book(sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, (rows, merged) in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
            for area in merged:
                sheet.merge_cells(area)
        path = tmp_path / "list.xlsx"
        book.save(path)
        return path

    return write_book


@pytest.fixture
def tables(write):
    """The tables found in one sheet of these rows, through a real workbook."""

    def found(rows, merged=()):
        (sheet,) = read_book(write({"DS": (rows, merged)})).sheets
        return find_tables(sheet)

    return found
