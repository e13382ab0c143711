"""What an import understood or did, as one document for other programs."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.domain.identity_types import Address
from desktop.domain.list_types import CatalogItem
from desktop.domain.problems import Code, Problem
from desktop.domain.validation import validate
from desktop.domain.values import is_raw
from desktop.errors import AppError

from . import start
from .import_reading import Reading, SheetReading, read_file, reading_problems
from .imports import Applied, Preview

if TYPE_CHECKING:
    from desktop.spreadsheets.rows import ReadRow


# Where the program tells more finely than the common vocabulary of such reports does.
_KINDS: Final = {Code.DATE_IN_FUTURE: "date_invalid", Code.TOO_LONG: "text_too_long"}


def dry_run(path: Path, form_id: str | None = None) -> dict[str, Any]:
    """What is understood of a file: sheets, records with their values as text, problems; no store needed.

    With `form_id` only tables of that form are read; AppError form_unknown.
    """
    lists = start.catalogs()
    forms = start.forms(lists)
    if form_id is not None and form_id not in forms:
        raise AppError("form_unknown", form=form_id)
    reading = read_file(path, forms, only=form_id)
    sheets = [_sheet(sheet, forms, lists) for sheet in reading.sheets]
    records = sum(len(sheet["records"]) for sheet in sheets)
    return {
        "file": reading.file,
        "sha256": reading.sha256,
        "sheets": sheets,
        "duplicates": [],
        "counts": {"read": records},
    }


def assert_form(readings: Iterable[Reading], form: Form) -> None:
    """Every file holds a list of that form; AppError no_table names the first that does not."""
    for reading in readings:
        if reading.form_id != form.id:
            raise AppError("no_table", file=reading.file)


def of_import(preview: Preview, applied: Applied) -> dict[str, Any]:
    """What an import did: counts, the change's number, and every problem by row."""
    return {
        "file": preview.file,
        "sha256": preview.sha256,
        "change": applied.change_n,
        "counts": {
            "read": applied.read,
            "created": applied.created,
            "updated": applied.updated,
            "same": applied.same,
            "skipped": applied.skipped,
        },
        "not_imported_columns": [*preview.secret_headings, *preview.ignored_headings],
        "problems": [
            {"sheet": row.sheet, "row": row.number, **_problem(problem)}
            for row in preview.rows
            for problem in row.problems
        ],
    }


def hard_problems(report: Mapping[str, Any]) -> int:
    """How many problems keep rows of a report from being handed up as they stand."""
    listed: Iterable[Mapping[str, Any]] = report.get("problems") or (
        problem
        for sheet in report.get("sheets", ())
        for record in sheet["records"]
        for problem in record["problems"]
    )
    return sum(problem["severity"] == "hard" for problem in listed)


def _sheet(sheet: SheetReading, forms: Mapping[str, Form], lists: Catalogs) -> dict[str, Any]:
    form = forms[sheet.kind] if sheet.kind else None
    records = [_record(row, form, lists) for row in sheet.rows(form, lists)] if form else []
    return {"name": sheet.name, "kind": sheet.kind or "none", "records": records}


def _record(row: "ReadRow", form: Form, lists: Catalogs) -> dict[str, Any]:
    problems = reading_problems(row, validate(form, row.values, lists))
    texts = {name: _text(form, name, value) for name, value in row.values.items()} | dict(row.best)
    return {
        "row": row.number,
        "values": {name: text for name, text in texts.items() if text},
        "problems": [_problem(one) for one in problems if one.code is not Code.REQUIRED],
        "missing": [one.place for one in problems if one.code is Code.REQUIRED],
        "unmapped": dict(row.unmapped),
    }


def _text(form: Form, name: str, value: object) -> str:
    """A value as text: codes of lists by their words, all else as stored; nothing for what is unreadable."""
    if value is None or is_raw(value):
        return ""
    field = form.field(name)
    if isinstance(field.type, CatalogItem | Address):
        return field.type.show(value)
    return str(value)


def _problem(problem: Problem) -> dict[str, str]:
    kind = _KINDS.get(problem.code, str(problem.code))
    return {"field": problem.place, "kind": kind, "severity": str(problem.severity)}
