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
from .duplicates import Party, find_pairs
from .import_preview import Preview
from .import_reading import Reading, form_of, read_file, reading_problems
from .imports import Applied

if TYPE_CHECKING:
    from desktop.spreadsheets.rows import ReadRow


COUNTS: Final = ("read", "created", "updated", "same", "skipped", "failed")
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
    reading = read_file(path, forms, lists, only=form_id)
    parties: dict[str, list[Party]] = {}
    sheets = [_sheet(reading, place, forms, lists, parties) for place in range(len(reading.sheets))]
    pairs = [
        pair for kind, found in parties.items() if kind in forms for pair in find_pairs(forms[kind], found)
    ]
    return {
        "file": reading.file,
        "sha256": reading.files[0].sha256,
        "sheets": sheets,
        "duplicates": [[pair.one, pair.other] for pair in pairs],
        "counts": {"read": sum(len(sheet["records"]) for sheet in sheets), "duplicate_pairs": len(pairs)},
    }


def of_import(preview: Preview, applied: Applied) -> dict[str, Any]:
    """What an import did: counts, the change's number, who stood twice, and every problem by row."""
    return {
        "file": preview.file,
        "files": [{"name": file.name, "sha256": file.sha256} for file in preview.reading.files],
        "change": applied.change_n,
        "counts": {name: getattr(applied, name) for name in COUNTS},
        "duplicates": [
            {"one": twin.one, "other": twin.other, "score": twin.score, "verdict": twin.settlement.verdict}
            for twin in preview.twins
        ],
        "secret_columns": list(preview.secret_headings),
        "columns_kept_as_notes": list(preview.ignored_headings),
        "problems": [
            {"sheet": preview.sheet_of(row).name, "row": row.number, **_problem(problem)}
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


def _sheet(
    reading: Reading,
    place: int,
    forms: Mapping[str, Form],
    lists: Catalogs,
    parties: dict[str, list[Party]],
) -> dict[str, Any]:
    sheet = reading.sheets[place]
    if sheet.kind is None:
        return {"name": sheet.name, "kind": "none", "records": []}
    form = form_of(sheet.kind, forms)
    rows = list(sheet.rows(form, lists))
    parties.setdefault(sheet.kind, []).extend(
        Party(reading.ref(place, row.number), row.values) for row in rows
    )
    records = [_record(row, form, lists) for row in rows]
    return {"name": sheet.name, "kind": sheet.kind, "records": records}


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
