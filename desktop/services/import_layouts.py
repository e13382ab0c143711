"""Which column is which field: kept for the next list of the same layout, given to others as a file."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.domain.names import fold
from desktop.errors import AppError

from .import_reading import REASON, SECRET, Reading, SheetReading, all_kinds, as_kind, form_of, targets

if TYPE_CHECKING:
    from desktop.storage.memory import Memory

_FORMAT: Final = "soxa-mapping"
_VERSION: Final = 1
_NUMBER: Final = "@number"
_MOST_BYTES: Final = 1024 * 1024


class Layouts:
    """The mappings of one store."""

    def __init__(self, memory: "Memory", forms: Mapping[str, Form], lists: Catalogs) -> None:
        self._memory = memory
        self._forms = forms
        self._lists = lists

    def offered(self, reading: Reading) -> Reading:
        """The same with every table whose headings were met before mapped as then."""
        return replace(reading, sheets=tuple(map(self._offered, reading.sheets)))

    def remember(self, reading: Reading) -> None:
        """Keep the mapping of every table that is imported."""
        from desktop.storage.memory import Layout

        for sheet in reading.sheets:
            if sheet.kind:
                chosen = {place: column.target for place, column in enumerate(sheet.columns)}
                self._memory.remember_layout(Layout(sheet.kind, sheet.headings, sheet.file, chosen))

    def _offered(self, sheet: SheetReading) -> SheetReading:
        layout = self._memory.layout(sheet.headings) if sheet.columns else None
        if layout is None or layout.form not in all_kinds(self._forms):
            return sheet
        form = form_of(layout.form, self._forms)
        known = sheet if sheet.kind == form.id else as_kind(sheet, form.id, self._forms, self._lists)
        chosen = {known.columns[place].index: target for place, target in layout.targets.items()}
        return replace(known.mapped(_allowed(chosen, form)), remembered=layout.name)


def write_mapping(sheet: SheetReading, path: Path) -> None:
    """Write the mapping of a table for others: headings and fields, no data; AppError file_not_written."""
    document = {
        "format": _FORMAT,
        "version": _VERSION,
        "form": sheet.kind,
        "columns": [{"heading": column.heading, "target": column.target} for column in sheet.columns],
    }
    try:
        path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise AppError("file_not_written", file=path.name) from error


def read_mapping(path: Path, sheet: SheetReading, forms: Mapping[str, Form], lists: Catalogs) -> SheetReading:
    """A table mapped as a file says, column by column under the same headings.

    AppError mapping_unreadable, or mapping_of_other when no heading of the file is in the table.
    """
    document = _document(path)
    if document["form"] not in all_kinds(forms):
        raise AppError("mapping_unreadable", file=path.name)
    known = sheet if sheet.kind == document["form"] else as_kind(sheet, document["form"], forms, lists)
    by_heading = {fold(one["heading"]): one["target"] for one in document["columns"]}
    chosen = {
        column.index: by_heading[fold(column.heading)]
        for column in known.columns
        if fold(column.heading) in by_heading
    }
    if not chosen:
        raise AppError("mapping_of_other", file=path.name)
    return replace(known.mapped(_allowed(chosen, form_of(document["form"], forms))), remembered=path.name)


def mapped_all(reading: Reading, path: Path, forms: Mapping[str, Form], lists: Catalogs) -> Reading:
    """Every table that has headings of the file mapped as it says.

    AppError mapping_unreadable, or mapping_of_other where no table has any of them.
    """
    refused: AppError | None = None
    sheets = []
    for sheet in reading.sheets:
        try:
            sheets.append(read_mapping(path, sheet, forms, lists) if sheet.columns else sheet)
        except AppError as error:
            if error.code != "mapping_of_other":
                raise
            refused = error
            sheets.append(sheet)
    if refused is not None and all(one is other for one, other in zip(sheets, reading.sheets, strict=True)):
        raise refused
    return replace(reading, sheets=tuple(sheets))


def first_table(reading: Reading) -> SheetReading:
    """The first table that is imported; AppError no_table."""
    for sheet in reading.sheets:
        if sheet.kind:
            return sheet
    raise AppError("no_table", file=reading.file)


def _document(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise AppError("mapping_unreadable", file=path.name)
        document = json.loads(path.read_text(encoding="utf-8-sig"))
        right = document["format"] == _FORMAT and document["version"] == _VERSION
        texts = [document["form"], *(one["heading"] for one in document["columns"])]
        marks = [one["target"] for one in document["columns"]]
    except OSError as error:
        raise AppError("file_unreadable", file=path.name) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise AppError("mapping_unreadable", file=path.name) from error
    if not right or not all(isinstance(text, str) for text in texts):
        raise AppError("mapping_unreadable", file=path.name)
    if not all(mark is None or isinstance(mark, str) for mark in marks):
        raise AppError("mapping_unreadable", file=path.name)
    return dict(document)


def _allowed(chosen: Mapping[int, str | None], form: Form) -> dict[int, str | None]:
    """Without targets that the form does not have (any more); a column mapped twice counts once."""
    known = {name for name, _ in targets(form)} | {_NUMBER, SECRET, REASON}
    taken: set[str] = set()
    allowed: dict[int, str | None] = {}
    for index, target in chosen.items():
        if target is not None and (target not in known or target in taken):
            continue
        if target and not target.startswith("@"):
            taken.add(target)
        allowed[index] = target
    return allowed
