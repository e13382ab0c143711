"""Measures: official paper against the same pages put down by the bare library."""

import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop import paths

from .measure import BYTES, Case, Sample, seconds
from .people import PERSON, in_places
from .stores import Stores

_CV: Final = "cv_tt06_2023"
_LIST: Final = "name_list"
_FONT: Final = "BenchSerif"
_SIZE: Final = 10


@dataclass(frozen=True)
class Pages:
    """What stands on the pages of a PDF: their size, and of each its texts and lines with their places."""

    size: tuple[float, float]
    texts: list[list[tuple[float, float, str]]]
    lines: list[list[tuple[float, float, float, float]]]


def cases(stores: Stores) -> Iterator[Case]:
    """`print_form`: one CV; `print_list` and `print_list_memory`: a list of many pages."""
    sizes = stores.sizes
    out, bare = stores.folder / "print.pdf", stores.folder / "bare.pdf"
    _register_font()
    session = stores.session(sizes.list_people)
    person = session.records.create(PERSON, in_places(stores.people.whole(sizes.list_people)))[0].record.id

    def form() -> None:
        session.printing.print_(_CV, [person], out)

    def names() -> None:
        session.printing.print_(_LIST, None, out)

    form()
    pages = _pages_of(out)
    facts = {"pages": len(pages.texts)}
    yield Case("print_form", seconds(form), seconds(_flowing(bare, pages)), 1.3, sizes.times, sizes=facts)
    names()
    listed = _pages_of(out)
    drawn = _drawn(bare, listed)
    facts = {"pages": len(listed.texts)}
    yield Case("print_list", seconds(names), seconds(drawn), 1.4, sizes.few_times, sizes=facts)
    yield Case("print_list_memory", _peak(names), _peak(drawn), 3, 1, BYTES, facts)


def _register_font() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(_FONT, paths.resources() / "fonts" / "LiberationSerif-Regular.ttf"))


def _pages_of(path: Path) -> Pages:
    """The texts and lines of a PDF, read back from its bytes."""
    import pypdfium2  # type: ignore[import-untyped] # what comes back is drawn, no more

    texts, lines = [], []
    with pypdfium2.PdfDocument(path) as document:
        size = document[0].get_size()
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_rect(at) for at in range(text.count_rects())]
            texts.append(
                [(left, low, text.get_text_bounded(left, low, right, top)) for left, low, right, top in boxes]
            )
            lines.append([one.get_bounds() for one in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])])
    return Pages(size, texts, lines)


def _flowing(out: Path, pages: Pages) -> Callable[[], None]:
    """The same texts as paragraphs, page by page."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate

    style = ParagraphStyle("bench", fontName=_FONT, fontSize=_SIZE)

    def build() -> None:
        story: list[Flowable] = []
        for texts in pages.texts:
            story += [Paragraph(_escaped(text), style) for _, _, text in texts]
            story.append(PageBreak())
        SimpleDocTemplate(str(out), pagesize=pages.size).build(story)

    return build


def _drawn(out: Path, pages: Pages) -> Callable[[], None]:
    """The same texts and lines put down one by one where they stand."""
    from reportlab.pdfgen.canvas import Canvas

    def draw() -> None:
        canvas = Canvas(str(out), pagesize=pages.size, pageCompression=1)
        for texts, lines in zip(pages.texts, pages.lines, strict=True):
            canvas.setFont(_FONT, _SIZE)
            for left, low, text in texts:
                canvas.drawString(left, low, text)
            for left, low, right, top in lines:
                canvas.line(left, low, right, top)
            canvas.showPage()
        canvas.save()

    return draw


def _escaped(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(text)


def _peak(action: Callable[[], object]) -> Sample:
    """A sample of the greatest memory an action holds at once, in bytes."""

    def sample() -> float:
        tracemalloc.start()
        try:
            action()
            return float(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()

    return sample
