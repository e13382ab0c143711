"""Workbooks that go out: templates to be filled in, and registers as lists that come back without loss."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import messages, paths
from desktop.domain.form import Form
from desktop.domain.names import unmarked
from desktop.errors import AppError, UserCancelled

from . import start
from .records import Query

if TYPE_CHECKING:
    from .session import Session

Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class WrittenList:
    """A register that was written: how many records, and how many texts were too long for a cell and cut."""

    path: Path
    records: int
    cut: int


def is_imported(form_id: str) -> bool:
    """Whether lists of a form are brought in from files: there are words by which its columns are known."""
    return (paths.forms() / "headings" / f"{form_id}.toml").is_file()


def template_name(form: Form) -> str:
    """The name offered for a form's template."""
    return f"mau-{_words(form)}.xlsx"


def list_name(form: Form) -> str:
    """The name offered for a form's list of today."""
    return f"{_words(form)}-{_today().isoformat()}.xlsx"


def write_template(form_id: str, path: Path) -> None:
    """Write the template workbook of a form, in the language of the session; needs no store.

    AppError form_unknown, folder_missing, file_in_use, disk_full, file_not_written.
    """
    from desktop.spreadsheets import template

    forms = start.forms(start.catalogs())
    if form_id not in forms:
        raise AppError("form_unknown", form=form_id)
    template.write_template(path, forms[form_id], messages.language(), _today())


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Write the template of every form into a folder that is there; AppError as for one."""
    forms = start.forms(start.catalogs())
    paths = {form.id: folder / template_name(form) for form in forms.values()}
    for form_id, path in paths.items():
        write_template(form_id, path)
    return tuple(paths.values())


def write_list(
    session: "Session",
    form_id: str,
    chosen: Sequence[str] | Query,
    path: Path,
    progress: Progress | None = None,
) -> WrittenList:
    """Write records, named by their ids or found by a query, in that order, in the language of the session.

    The file is not encrypted. AppError form_unknown, record_missing, sheet_full, and those of a template;
    UserCancelled when `progress(done, total)` says False; then no file is written.
    """
    from desktop.spreadsheets import listing

    form = session.form(form_id)
    ids = _ids(session, form_id, chosen) if isinstance(chosen, Query) else chosen
    payloads = _told(session.records.payloads(ids, form_id), len(ids), progress)
    written = listing.write_list(path, form, payloads, messages.language())
    return WrittenList(path, len(ids), written.cut)


def _ids(session: "Session", form_id: str, query: Query) -> list[str]:
    whole = replace(query, offset=0, limit=session.records.count(form_id))
    return [row.id for row in session.records.page(form_id, whole).rows]


def _told(
    payloads: Iterator[Mapping[str, Any]], total: int, progress: Progress | None
) -> Iterator[Mapping[str, Any]]:
    for done, payload in enumerate(payloads):
        if progress and not progress(done, total):
            raise UserCancelled
        yield payload


def _words(form: Form) -> str:
    return "-".join(re.findall("[a-z0-9]+", unmarked(form.title.vi)))


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own day
