"""Answer sheets on paper, to be filled in by hand: the short one on one side of A4."""

from io import BytesIO
from pathlib import Path
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from desktop.domain.answer_sheet import AnswerSheet, AnswerTable, Ask, Cell
from desktop.whole_file import whole_file

from .answers import printable
from .fonts import face
from .grammar import Align
from .grid import Grid, Head
from .line import put_paragraph, words
from .page import Paper
from .sheet import MM, Sheet

_SIZES: Final = (
    12.0,
    11.5,
    11.0,
    10.5,
    10.0,
    9.5,
    9.0,
    8.5,
)
_BOX, _CHECKED = "\u25a1", "\u25a0"
_LINE_BY_HAND: Final = 21.0  # points
_SIGNING: Final = 20.0  # mm
_PADDING: Final = 6.0
_PRODUCER: Final = "So Xa"


def print_answer_sheet(out: Path, sheet: AnswerSheet) -> int:
    """Write the PDF, in the largest type that fits one page; how many pages it took.

    AppError as for every file. The same sheet gives the same bytes.
    """
    for size in _SIZES:
        data, pages = _drawn(sheet, size)
        if pages == 1:
            break
    with whole_file(out) as file:
        file.write(data)
    return pages


def _drawn(sheet: AnswerSheet, size: float) -> tuple[bytes, int]:
    page = Sheet("landscape" if sheet.landscape else "portrait", font_size=size, line_height=1.2)
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=page.size, pageCompression=1, invariant=1, lang="vi")
    canvas.setTitle(f"{sheet.title} {sheet.code}")
    canvas.setCreator(_PRODUCER)
    canvas.setProducer(_PRODUCER)
    paper = Paper(canvas, page, "")
    paper.begin()
    _put_head(paper, sheet)
    for table in sheet.tables:
        _put_table(paper, table)
    _put_signs(paper, sheet)
    paper.end()
    canvas.save()
    return buffer.getvalue(), paper.pages


def _put_head(paper: Paper, sheet: AnswerSheet) -> None:
    bold = face("bold")
    line = paper.baseline(paper.size)
    span = (paper.left, paper.right)
    paper.aligned(span, line, printable(sheet.unit), (bold, paper.size), "left")
    paper.aligned(span, line, f"{sheet.code_label} {sheet.code}", (bold, paper.size + 1), "right")
    paper.y -= paper.leading() + 6
    put_paragraph(paper, list(words(sheet.title, bold, paper.size + 2)), paper.size + 2, "center")
    put_paragraph(
        paper, list(words(printable(sheet.subtitle), face("italic"), paper.size)), paper.size, "center"
    )
    paper.y -= 4
    for at in range(0, len(sheet.facts), 2):
        _put_facts(paper, sheet.facts[at : at + 2])
    paper.y -= 2
    for note in sheet.paper_notes:
        put_paragraph(paper, list(words(printable(note), face("italic"), paper.size - 1)), paper.size - 1)


def _put_facts(paper: Paper, facts: tuple[tuple[str, str], ...]) -> None:
    """Two beside each other: the first has two thirds of the line."""
    left, room = paper.left, paper.room
    shares = (0.7, 0.3) if len(facts) == 2 else (1.0,)
    lines = 1
    for (label, value), share in zip(facts, shares, strict=True):
        head = f"{label}: "
        after = left + face("regular").width(head, paper.size)
        wrapped = face("bold").wrap(printable(value), paper.size, left + share * room - after - 4)
        baseline = paper.baseline(paper.size)
        paper.write(left, baseline, head, face("regular"), paper.size)
        for text in wrapped:
            paper.write(after, baseline, text, face("bold"), paper.size)
            baseline -= paper.leading()
        lines = max(lines, len(wrapped))
        left += share * room
    paper.y -= lines * paper.leading()


def _put_table(paper: Paper, table: AnswerTable) -> None:
    paper.y -= 5
    if table.title:
        paper.need(4 * paper.leading())
        put_paragraph(paper, list(words(printable(table.title), face("bold"), paper.size)), paper.size)
    heads = [
        Head(heading, width, _align(table, at))
        for at, (heading, width) in enumerate(zip(table.headings, table.widths, strict=True))
    ]
    size = paper.size - 0.5
    grid = Grid(paper, heads, size, numbered=False)
    rooms = [width / sum(table.widths) * paper.room - _PADDING for width in table.widths]
    for row in table.rows:
        by_hand = max((cell.lines for cell in row if isinstance(cell, Ask)), default=0)
        cells = [_text(cell, room, size) for cell, room in zip(row, rooms, strict=True)]
        grid.row(cells, least=by_hand * _LINE_BY_HAND if by_hand > 1 else 0)
    grid.close()


def _align(table: AnswerTable, at: int) -> Align:
    """A column of numbers is centred."""
    cells = [row[at] for row in table.rows]
    return "center" if all(isinstance(cell, str) and len(cell) < 4 for cell in cells) else "left"


def _text(cell: Cell, room: float, size: float) -> str:
    """What is told, or the answers to choose from, each with a box to tick and none broken."""
    if not isinstance(cell, Ask):
        return printable(cell)
    if not cell.choices:
        return printable(cell.answer)
    lines: list[str] = []
    for choice in cell.choices:
        text = f"{_CHECKED if choice == cell.answer else _BOX} {choice}"
        if lines and face("regular").width(f"{lines[-1]} {text}", size) <= room:
            lines[-1] += f" {text}"
        else:
            lines.append(text)
    return "\n".join(lines)


def _put_signs(paper: Paper, sheet: AnswerSheet) -> None:
    paper.y -= 6
    paper.need(_SIGNING * MM + 2 * paper.leading())
    half = paper.room / 2
    spans = [(paper.left + at * half, paper.left + (at + 1) * half) for at in range(2)]
    for span, text in zip(spans[-len(sheet.signs) :] if sheet.signs else (), sheet.signs, strict=True):
        line = paper.baseline(paper.size)
        paper.aligned(span, line, text, (face("bold"), paper.size), "center")
        paper.aligned(span, line - paper.leading(), sheet.sign_hint, (face("italic"), paper.size), "center")
    paper.y -= 2 * paper.leading() + _SIGNING * MM
