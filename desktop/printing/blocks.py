"""Writes the blocks of a print one after the other: which function draws which block."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from desktop.domain.form import Form

from .answers import Answers
from .fields import put_fields
from .fonts import face
from .grammar import (
    Block,
    Break,
    ChartPlace,
    Fields,
    FiguresPlace,
    Heading,
    Letterhead,
    Note,
    Paragraph,
    Photo,
    Records,
    SectionTable,
    Signatures,
    Space,
    TextTable,
    Title,
)
from .labels import put_labels
from .letterhead import put_letterhead, put_photo, put_title
from .line import break_lines, filled, put_paragraph
from .made_blocks import Code, Labels, ResultTable
from .names import PrintContext, Results
from .page import Paper
from .sheet import MM
from .signatures import put_signatures, signatures_height
from .tables import (
    divided,
    opening_height,
    put_figures,
    put_records,
    put_results,
    put_section,
    put_table,
    results_height,
    table_height,
)
from .template import Print

_NOTE_SIZE: Final = 11
_HEADING_GAP: Final = 0.3  # of the size


@dataclass(frozen=True)
class Job:
    """What one paper is made of: its print, the occasion, the record or all of them."""

    template: Print
    form: Form
    context: PrintContext
    names: Mapping[str, str]
    answers: Answers
    people: Sequence[Answers] = ()
    report: Callable[[int], None] = field(default=lambda _: None)


def put_blocks(paper: Paper, job: Job) -> None:
    """Write the whole paper onto as many pages as it takes."""
    blocks = job.template.blocks
    for at, block in enumerate(blocks):
        reserve = _reserve(paper, blocks[at + 1 :], job)
        if isinstance(block, Records):
            bands = divided(block, _kept_of(block, job), job.form, job.context.band_order)
            put_records(paper, block, bands, reserve, job.report)
        elif isinstance(block, Heading):
            _put_heading(paper, block, job, _kept(paper, blocks[at + 1 :], job))
        elif isinstance(block, Fields):
            put_fields(paper, block, job.answers, reserve)
        elif isinstance(block, TextTable):
            put_table(paper, block, job.names)
        elif isinstance(block, ChartPlace):
            _put_chart(paper, block, job)
        elif isinstance(block, Labels | ResultTable | Code):
            _put_results(paper, block, job, reserve)
        elif isinstance(block, FiguresPlace):
            _put_figures(paper, block, job)
        else:
            _put(paper, block, job)


def _put(paper: Paper, block: Block, job: Job) -> None:
    match block:
        case Letterhead():
            put_letterhead(paper, block, job.names)
        case Title():
            put_title(paper, block, job.names)
        case Photo():
            _put_photo(paper, block, job)
        case SectionTable():
            put_section(paper, block, job.answers)
        case Paragraph():
            _put_text(paper, block, job)
        case Note():
            _put_text(paper, Paragraph(block.text, block.align, "italic", _NOTE_SIZE), job)
        case Signatures():
            put_signatures(paper, block, job.names, job.context.recipients)
        case Space():
            paper.y -= block.height * MM
        case Break():
            paper.turn()


def _put_results(paper: Paper, block: Labels | ResultTable | Code, job: Job, reserve: float) -> None:
    """What is no answer of the record but made of it, or of the occasion."""
    if isinstance(block, Labels):
        put_labels(paper, block, _kept_of(block, job), job.context.first_label)
    elif isinstance(block, ResultTable):
        put_results(paper, block, _results_of(block, job), reserve)
    elif job.answers.code:
        side = block.side * MM
        paper.code(job.answers.code, paper.right - side, paper.y, side)


def _results_of(block: ResultTable, job: Job) -> Results | None:
    return job.answers.results(block.name) or job.context.results.get(block.name)


def _kept_of(block: Records | Labels, job: Job) -> Sequence[Answers]:
    """The records that a list or a sheet of stickers shows."""
    name = block.without
    return job.people if name is None else [one for one in job.people if one.stored(name) is None]


def _put_heading(paper: Paper, block: Heading, job: Job, keep: float) -> None:
    """A heading and `keep` points of what it announces stand on one page."""
    size = block.size or paper.size
    paper.leave_inset()
    paper.y -= size * _HEADING_GAP
    style = face("bold" if block.bold else "regular")
    words = filled(block.text, job.names, style, size)
    lines = len(break_lines(words, size, paper.room))
    paper.need(lines * paper.leading(size) + keep)
    put_paragraph(paper, words, size)


def _kept(paper: Paper, following: Sequence[Block], job: Job) -> float:
    """The height of the further headings and the beginning of the table or text below a heading."""
    height = 0.0
    for at, block in enumerate(following, 1):
        if isinstance(block, ResultTable):
            reserve = _reserve(paper, following[at:], job)
            return height + results_height(paper, block, _results_of(block, job), reserve)
        if isinstance(block, SectionTable):
            return height + opening_height(paper, block, job.answers)
        if isinstance(block, TextTable):
            return height + table_height(paper, block, job.names)
        if not isinstance(block, Heading):
            break
        height += (1 + _HEADING_GAP) * paper.leading(block.size)
    return height + 2 * paper.leading()


def _put_text(paper: Paper, block: Paragraph, job: Job) -> None:
    size = block.size or paper.size
    for line in block.text.split("\n"):
        tokens = filled(line, job.names, face(block.style), size)
        put_paragraph(paper, tokens, size, block.align, block.indent * MM)


def _put_chart(paper: Paper, block: ChartPlace, job: Job) -> None:
    """A chart that the occasion does not have leaves no gap: an empty form has none."""
    from .chart_paper import PAPER
    from .charts import draw

    rest = (1 - block.width) / max(len(block.beside), 1)
    shares = {block.name: block.width, **dict.fromkeys(block.beside, rest)}
    given = job.context.charts
    charts = [(given[name], share) for name, share in shares.items() if name in given]
    if charts:
        paper.leave_inset()
        gap = 2 * paper.size
        room = paper.room - gap * (len(charts) - 1)
        look = replace(PAPER, size=block.size)
        drawn = [draw(chart, room * share, look, job.context.language) for chart, share in charts]
        paper.draw(*drawn, gap=gap)


def _put_figures(paper: Paper, block: FiguresPlace, job: Job) -> None:
    """A table of the occasion; none is no gap either."""
    table = job.context.figures.get(block.name)
    if table is not None:
        put_figures(paper, table, block.size)


def _put_photo(paper: Paper, block: Photo, job: Job) -> None:
    stored = job.answers.stored(block.field) if block.field else None
    if block.section:
        stored = job.answers.first_of(block.section)
    picture = job.context.images.get(stored) if isinstance(stored, str) else None
    if not put_photo(paper, block, picture) and block.field:
        job.answers.unprintable(block.field)


def _reserve(paper: Paper, following: Sequence[Block], job: Job) -> float:
    """The height of signatures and of what parts them from this block: they never stand alone on a page."""
    height = 0.0
    for block in following:
        if isinstance(block, Signatures):
            signing = signatures_height(paper, block, job.names, job.context.recipients)
            return height + signing + paper.leading()
        if not isinstance(block, Space | Note | Paragraph):
            break
        height += block.height * MM if isinstance(block, Space) else 2 * paper.leading()
    return 0.0
