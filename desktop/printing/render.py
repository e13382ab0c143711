"""Prints records: from a print, a form and answers to a PDF file, whole or not at all."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

from reportlab.pdfgen.canvas import Canvas

from desktop.domain.form import Form
from desktop.errors import AppError, UserCancelled
from desktop.whole_file import whole_file

from .answers import Answers, LeftOut, holds, printable
from .blocks import Job, put_blocks
from .grammar import Records
from .names import PrintContext, occasion_names
from .page import Paper
from .template import Print

Progress = Callable[[int, int], bool]
_PRODUCER: Final = "So Xa"


@dataclass(frozen=True)
class Printed:
    """The PDF that was written; `left_out` names every value that could not be read and so is not on it."""

    pages: int
    sha256: str
    left_out: tuple[LeftOut, ...] = ()


class _Names(dict[str, str]):
    """Named values of the occasion; what is none of them is a field of the record."""

    def __init__(self, occasion: Mapping[str, str], answers: Answers) -> None:
        super().__init__(occasion)
        self._answers = answers

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override] # texts only
        return self[name] if name in self else self._answers.text(name) or default


def render(
    template: Print,
    form: Form,
    records: Sequence[Mapping[str, Any]],
    context: PrintContext,
    out: Path | BinaryIO,
    progress: Progress | None = None,
) -> Printed:
    """Print payloads (with their computed values) to a file or stream.

    The same template, records and context give the same bytes. Raises AppError nothing_to_print where
    no record meets the condition of the list, disk_full, file_in_use, folder_missing, file_not_written;
    UserCancelled when `progress(done, total)` says False, with nothing written.
    """
    if context.blank and not template.blank:
        raise ValueError(template.id)
    given = [{}] if context.blank and template.each else [] if context.blank else records
    if template.each and not given:
        raise ValueError(template.id)
    where = next((one.where for one in template.blocks if isinstance(one, Records)), None)
    people = [
        Answers(form, record, at, context.language)
        for at, record in enumerate(given)
        if where is None or holds(where, record)
    ]
    if given and not people:
        raise AppError("nothing_to_print")
    buffer = BytesIO()
    canvas = _canvas(buffer, template, context)
    paper = Paper(canvas, template.sheet, "" if context.blank else printable(template.foot))
    report = _reporter(progress, len(people))
    report(0)
    if template.each:
        _put_each(paper, template, form, context, people, report)
    else:
        _put_list(paper, template, form, context, people, report)
    canvas.save()
    report(len(people))
    data = buffer.getvalue()
    if isinstance(out, Path):
        with whole_file(out) as file:
            file.write(data)
    else:
        out.write(data)
    left_out = tuple(note for answers in people for note in answers.left_out)
    return Printed(paper.pages, hashlib.sha256(data).hexdigest(), left_out)


def _canvas(buffer: BytesIO, template: Print, context: PrintContext) -> Canvas:
    canvas = Canvas(
        buffer, pagesize=template.sheet.size, pageCompression=1, invariant=1, lang=context.language
    )
    canvas.setTitle(template.title[context.language])
    canvas.setAuthor(context.unit_name)
    canvas.setCreator(_PRODUCER)
    canvas.setProducer(_PRODUCER)
    canvas.setSubject(template.legal_basis)
    day = context.date
    if day is not None:
        canvas.setDateFormatter(lambda *_: f"D:{day:%Y%m%d}000000+07'00'")
    return canvas


def _put_each(
    paper: Paper,
    template: Print,
    form: Form,
    context: PrintContext,
    people: Sequence[Answers],
    report: Callable[[int], None],
) -> None:
    occasion = occasion_names(context, len(people))
    for done, answers in enumerate(people, 1):
        paper.begin()
        put_blocks(paper, Job(template, form, context, _Names(occasion, answers), answers))
        paper.end()
        report(done)


def _put_list(
    paper: Paper,
    template: Print,
    form: Form,
    context: PrintContext,
    people: Sequence[Answers],
    report: Callable[[int], None],
) -> None:
    names = occasion_names(context, len(people))
    paper.begin()
    put_blocks(paper, Job(template, form, context, names, Answers(form, {}), people, report))
    paper.end()


def _reporter(progress: Progress | None, total: int) -> Callable[[int], None]:
    def report(done: int) -> None:
        if progress is not None and not progress(done, total):
            raise UserCancelled

    return report
