"""Official forms and lists on paper, and their pages on screen."""

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop import messages, paths
from desktop.domain import places
from desktop.domain.charts import Chart
from desktop.domain.form import Form
from desktop.domain.identity_types import Image
from desktop.domain.names import unmarked
from desktop.domain.validation import computed_values
from desktop.errors import AppError
from desktop.whole_file import whole_file

from . import start, wording
from .assets import code_of
from .attachments import Attachments
from .link_names import named
from .records import Records

if TYPE_CHECKING:
    from desktop.domain.catalog import Catalogs
    from desktop.printing.names import FigureTable, PrintContext
    from desktop.printing.preview import PageImage
    from desktop.printing.template import Print

    from .print_figures import PrintFigures
    from .unit import UnitInfo

DRAFTS: Final = "ban-in-tam-"  # folders beside the store in which prints wait to be looked at

Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class Template:
    """A print that can be chosen; `each` gives a paper a record, else one list of all.

    `labels` is how many stickers a sheet has, 0 for paper.
    """

    id: str
    title: str
    form_id: str
    each: bool
    blank: bool
    labels: int = 0


@dataclass(frozen=True)
class Occasion:
    """What a print takes besides records: charts and tables of figures, by the names that it uses."""

    charts: Mapping[str, Chart]
    figures: Mapping[str, "FigureTable"]


@dataclass(frozen=True)
class Beside:
    """Who works out what prints take besides records.

    `occasions` by the id of a print, for a day; `results` the tables that a print names.
    """

    occasions: Mapping[str, Callable[[date], Occasion]]
    results: "PrintFigures"


@dataclass(frozen=True)
class Printed:
    """A written PDF; `left_out` says in words which values could not be read and so are not on it."""

    path: Path
    pages: int
    sha256: str
    left_out: tuple[str, ...]


def templates(form_id: str | None = None) -> tuple[Template, ...]:
    """The prints of a form, or all."""
    return tuple(
        Template(one.id, one.title[messages.language()], one.form, one.each, one.blank, one.labels)
        for one in _prints().values()
        if form_id in (None, one.form)
    )


def print_blank(template_id: str, out: Path) -> Printed:
    """The empty form, to be filled by hand; needs no store. AppError template_unknown, template_not_blank."""
    from desktop.printing.names import PrintContext
    from desktop.printing.render import render

    template = _template(template_id)
    if not template.blank:
        raise AppError("template_not_blank", template=template_id)
    form = start.forms(start.catalogs())[template.form]
    printed = render(template, form, [], PrintContext(unit_name="", blank=True), out)
    return Printed(out, printed.pages, printed.sha256, ())


def file_name(template_id: str) -> str:
    """The name offered for a saved print: its title in plain letters."""
    words = re.findall("[a-z0-9]+", unmarked(_template(template_id).title.vi))
    return f"{'-'.join(words)}.pdf"


def keep(draft: Path, path: Path) -> None:
    """Write a printed draft to a place of the user's, whole or not at all; AppError as for printing."""
    with whole_file(path) as file:
        file.write(draft.read_bytes())


def sweep(folder: Path) -> None:
    """Remove drafts that a crash left beside the store: they hold personal data."""
    for draft in folder.glob(f"{DRAFTS}*"):
        shutil.rmtree(draft, ignore_errors=True)


def page_count(path: Path) -> int:
    """How many pages a PDF has."""
    from desktop.printing import preview

    return preview.page_count(path)


def page_image(path: Path, page: int, dpi: float) -> "PageImage":
    """One page of a PDF, counted from 0, as RGBA bytes."""
    from desktop.printing import preview

    return preview.page_image(path, page, dpi)


class Printing:
    """The prints of one store."""

    def __init__(
        self,
        records: Records,
        attachments: Attachments,
        forms: Mapping[str, Form],
        catalogs: "Catalogs",
        unit: "UnitInfo",
        beside: Beside,
    ) -> None:
        self._records = records
        self._attachments = attachments
        self._forms = forms
        self._catalogs = catalogs
        self._unit = unit
        self._results = beside.results
        self._occasions = beside.occasions

    def templates(self, form_id: str) -> tuple[Template, ...]:
        """The prints of a form."""
        return templates(form_id)

    def print_(
        self,
        template_id: str,
        record_ids: Sequence[str] | None,
        out: Path,
        progress: Progress | None = None,
        first_label: int = 1,
    ) -> Printed:
        """Print these records, or all in the order they were entered (an office lists its leaders first).

        Stickers begin at `first_label` of the sheet, counted from 1.

        AppError template_unknown, nothing_to_print, disk_full, file_in_use, folder_missing; UserCancelled.
        """
        from desktop.printing.render import render

        template = _template(template_id)
        form = self._forms[template.form]
        if record_ids is None:
            record_ids = self._records.in_order_of_entry(form.id)
        if not record_ids and template.wants_records:
            raise AppError("nothing_to_print")
        stored = [
            self._values(template, form, record_id, payload)
            for record_id, payload in zip(
                record_ids, self._records.payloads(record_ids, form.id), strict=True
            )
        ]
        payloads = named(self._records, form, stored)
        context = replace(self._context(form, template, payloads), first_label=first_label)
        printed = render(template, form, payloads, context, out, progress)
        left_out = tuple(
            f"{self._records.label(form.id, payloads[one.record])}: {wording.place_label(form, one.place)}"
            for one in printed.left_out
        )
        return Printed(out, printed.pages, printed.sha256, left_out)

    def _values(
        self, template: "Print", form: Form, record_id: str, payload: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The answers with what is worked out; a list has no room for tables, and may be of thousands."""
        from desktop.printing.names import CODE, RESULTS

        values = {**payload, **computed_values(form, payload, self._catalogs), CODE: code_of(record_id)}
        if template.each:
            names = [one.name for one in template.results]
            values[RESULTS] = self._results.of_record(names, payload)
        else:
            for section in form.tables:
                values.pop(section.id, None)
        return values

    def _context(
        self, form: Form, template: "Print", payloads: Sequence[Mapping[str, Any]]
    ) -> "PrintContext":
        from desktop.printing.names import PrintContext

        today = date.today()  # noqa: DTZ011 - the date on paper is the office's own day
        work_out = self._occasions.get(template.id)
        occasion = work_out(today) if work_out else Occasion({}, {})
        return PrintContext(
            unit_name=messages.say_in("vi", "letterhead.committee").format(name=self._unit.name).upper(),
            superior_name=messages.say_in("vi", "letterhead.committee")
            .format(name=self._unit.province_name)
            .upper(),
            place=self._unit.place,
            date=today,
            as_of=today,
            signer_authority=messages.say_in("vi", "letterhead.authority"),
            signer_title=messages.say_in("vi", "letterhead.chair"),
            charts=occasion.charts,
            figures=occasion.figures,
            images=self._images(form, payloads) if template.each else {},
            results={}
            if template.each
            else self._results.of_occasion([one.name for one in template.results], today),
        )

    def _images(self, form: Form, payloads: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
        return {
            value: self._attachments.read(value)
            for payload in payloads
            for _, field, value in places.filled(form, payload)
            if isinstance(field.type, Image) and not list(field.type.check(value))
        }


def _prints() -> "Mapping[str, Print]":
    from desktop.printing.template import load_prints

    return load_prints(paths.forms() / "prints")


def _template(template_id: str) -> "Print":
    found = _prints().get(template_id)
    if found is None:
        raise AppError("template_unknown", template=template_id)
    return found
