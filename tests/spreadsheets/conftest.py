import json
import os
import subprocess
import sys
import zipfile
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


@pytest.fixture(scope="module")
def hostile():
    """Write a file by a function of its path and read it; gives the refusal's code or None.

    Fails when reading died, hung or swelled, or when the command line did not refuse it in a sentence.
    """
    here = Path(__file__).resolve()
    root = str(here.parents[2])
    starter = subprocess.Popen(
        [sys.executable, here.parent / "hostile_reader.py"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": root},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def read(path, make):
        make(path)
        starter.stdin.write(f"{path}\n")
        starter.stdin.flush()
        said = json.loads(starter.stdout.readline())
        assert "died" not in said
        assert said["megabytes"] < 1000
        if said["code"]:
            assert (said["exit"], len(said["text"].splitlines())) == (2, 1)
            assert path.name in said["text"]
        return said["code"]

    yield read
    starter.stdin.close()
    starter.stdout.close()
    assert starter.wait() == 0


@pytest.fixture(scope="session")
def archive():
    """Write a zip of parts, each a text or chunks of text, compressed as fast as can be."""

    def write(path, parts):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
            for name, content in parts.items():
                with made.open(name, "w", force_zip64=True) as part:
                    for chunk in [content] if isinstance(content, str) else content:
                        part.write(chunk.encode())

    return write
