"""The content of an .ods file as it comes by: which table, row and cell an element or a text belongs to."""

from collections.abc import Iterator
from typing import Final

from . import limits
from .legacy import in_font
from .open_document_styles import Styles
from .open_document_tables import Table, TooLargeError
from .open_document_values import is_unvalued, value_of
from .workbook import Sheet
from .xml_events import Attributes, XmlError

# What these hold is no text of a cell.
_ASIDE: Final = frozenset({"office:annotation", "table:shapes", "table:tracked-changes", "text:ruby-text"})
_DRAWING: Final = "draw:"
_CELLS: Final = frozenset({"table:table-cell", "table:covered-table-cell"})
_PARAGRAPHS: Final = frozenset({"text:p", "text:h"})
_MOST_TEXTS: Final = 100_000  # of a cell, between its line breaks and changes of font
_MOST_REPEATED: Final = 1_048_576


class Content:
    """Takes the elements of `content.xml`; `sheets()` gives the tables in it."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._tables: list[Table] = []
        self._area = 0  # of the tables before the last
        self._elements = 0
        self._aside = 0  # how deep inside something that is no content
        self._row: Attributes = {}
        self._cell: Attributes | None = None
        self._texts: list[tuple[str, str]] = []  # style of the span, text
        self._paragraphs = 0
        self._is_text = False
        self._spans: list[str] = []

    def sheets(self) -> Iterator[Sheet]:
        """The sheets in their order."""
        return (table.sheet() for table in self._tables)

    def start(self, tag: str, attributes: Attributes) -> None:
        self._elements += 1
        if self._elements > 2 * limits.MAX_DOCUMENT_CELLS:
            raise TooLargeError(limits.MAX_DOCUMENT_CELLS)
        if self._aside:
            self._aside += 1
        elif tag in _CELLS:
            self._cell = attributes
            self._texts, self._paragraphs = [], 0
        elif tag in _ASIDE or tag.startswith(_DRAWING):
            self._aside += 1
        elif self._cell is not None:
            self._start_text(tag, attributes)
        else:
            self._start_table(tag, attributes)

    def _start_table(self, tag: str, attributes: Attributes) -> None:
        if tag == "table:table-row":
            self._row = attributes
            self._table.begin_row(attributes.get("table:default-cell-style-name", ""))
        elif tag == "table:table-column":
            count = _count(attributes, "table:number-columns-repeated")
            self._table.add_columns(count, attributes.get("table:default-cell-style-name", ""))
        elif tag == "table:table":
            self._begin_table(attributes)
        else:
            self._styles.start(tag, attributes)

    def end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
        elif tag in _CELLS:
            self._end_cell()
        elif tag in _PARAGRAPHS:
            self._is_text = False
        elif tag == "text:span" and self._spans:
            self._spans.pop()
        elif tag == "table:table-row":
            count = _count(self._row, "table:number-rows-repeated")
            self._table.end_row(count, self._row.get("table:visibility", ""))
            if self._area + self._table.area > limits.MAX_CELLS:
                raise TooLargeError

    def text(self, text: str) -> None:
        if len(self._texts) > _MOST_TEXTS:
            raise TooLargeError
        if self._is_text and not self._aside:
            self._texts.append((self._spans[-1] if self._spans else "", text))

    @property
    def _table(self) -> Table:
        if not self._tables:
            raise XmlError("a row outside of a table")
        return self._tables[-1]

    def _begin_table(self, attributes: Attributes) -> None:
        if len(self._tables) >= limits.MAX_SHEETS:
            raise TooLargeError
        self._area += self._tables[-1].area if self._tables else 0
        is_visible = not self._styles.hides(attributes.get("table:style-name", ""))
        self._tables.append(Table(attributes.get("table:name", ""), visible=is_visible))

    def _start_text(self, tag: str, attributes: Attributes) -> None:
        if tag in _PARAGRAPHS:
            if self._paragraphs:
                self._texts.append(("", "\n"))
            self._paragraphs += 1
            self._is_text = True
        elif tag == "text:span":
            self._spans.append(attributes.get("text:style-name", ""))
        elif tag == "text:s":
            self.text(" " * min(_count(attributes, "text:c"), 100))
        elif tag == "text:tab":
            self.text("\t")
        elif tag == "text:line-break":
            self.text("\n")

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell or {}, None
        text = self._shown(attributes)
        if "table:number-columns-spanned" in attributes:
            self._merge(attributes)
        self._table.add(
            value_of(attributes, text),
            _count(attributes, "table:number-columns-repeated"),
            is_unvalued=is_unvalued(attributes, text),
        )

    def _merge(self, attributes: Attributes) -> None:
        rows, columns = (_count(attributes, f"table:number-{one}-spanned") for one in ("rows", "columns"))
        if rows > 1 or columns > 1:
            self._table.merge(rows, columns)

    def _shown(self, attributes: Attributes) -> str:
        """The text of the cell that ends, Unicode whatever its fonts."""
        if not self._styles.has_old_fonts:
            return "".join([text for _, text in self._texts])
        own = self._styles.font("table-cell", attributes.get("table:style-name") or self._table.style_here())
        return "".join(
            in_font(text, self._styles.font("text", span) or own if span else own)
            for span, text in self._texts
        )


def _count(attributes: Attributes, key: str) -> int:
    """How often something stands there: 1 unless told, never more than a sheet has rows."""
    told = attributes.get(key)
    if told is None:
        return 1
    return min(int(told), _MOST_REPEATED) if told.isascii() and told.isdigit() and len(told) < 10 else 1
