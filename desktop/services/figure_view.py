"""Figures as screens show them and workbooks keep them: tables and charts, each figure with its records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from desktop import messages
from desktop.domain.charts import Chart, figure

Cell = str | int | Decimal | None


@dataclass(frozen=True)
class Counted:
    """The records of one form that a figure counts."""

    form: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """One cell; `mark` is a role of the style sheet (error, warning, good, strong) or nothing."""

    value: Cell
    behind: tuple[Counted, ...] = ()
    mark: str = ""

    @property
    def text(self) -> str:
        """The figure as people write it in the language of the session; nothing where it is not told."""
        if self.value is None:
            return ""
        return self.value if isinstance(self.value, str) else figure(self.value, messages.language())

    @property
    def is_number(self) -> bool:
        """Whether it stands to the right."""
        return isinstance(self.value, int | Decimal)


Row = tuple[Figure, ...]


@dataclass(frozen=True)
class Block:
    """One table: its id, its columns by id, its rows; `about` stands above it, `empty` in place of no rows.

    Columns in `wide` take the room that is left.
    """

    id: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    wide: tuple[str, ...]
    about: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """How the table is called."""
        return messages.say(f"figures.block.{self.id}")

    @property
    def empty(self) -> str:
        """What is said where there is no row yet."""
        key = f"figures.empty.{self.id}"
        return messages.say(key if messages.known(key) else "figures.empty.any")

    @property
    def headings(self) -> tuple[str, ...]:
        """The words over its columns."""
        return tuple(heading(name) for name in self.columns)


@dataclass(frozen=True)
class Charted:
    """A chart, and what is behind its bars by their keys."""

    chart: Chart
    behind: Mapping[str, tuple[Counted, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class View:
    """One tab of figures; `notices` are what must be known before a figure is used."""

    id: str
    told: str
    notices: tuple[str, ...]
    charts: tuple[Charted, ...]
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """How the tab is called in full."""
        return messages.say(f"figures.title.{self.id}")


def heading(name: str) -> str:
    """The words over a column: its own, or those of the norm tables."""
    own = f"figures.column.{name}"
    return messages.say(own if messages.known(own) else f"norms.column.{name}")


def behind(form: str, ids: Iterable[str]) -> tuple[Counted, ...]:
    """The records of one form, or nothing where there are none."""
    found = tuple(dict.fromkeys(ids))
    return (Counted(form, found),) if found else ()


def row(*cells: Cell | Figure) -> Row:
    """A row in which plain values have nothing behind them."""
    return tuple(one if isinstance(one, Figure) else Figure(one) for one in cells)


def short(number: int | Decimal | None, records: tuple[Counted, ...] = ()) -> Figure:
    """A figure that is bad when it is above nothing."""
    return Figure(number, records, "error" if number else "")


def write_view(view: View, path: Path) -> None:
    """A workbook with a sheet for each table, not encrypted; AppError as of any workbook."""
    from desktop.spreadsheets.figures import FigureTable, write_figures

    above = (f"{view.title}. {view.told}", messages.say("norms.about"), *view.notices)
    tables = [
        FigureTable(one.title, one.headings, [_plain(cells) for cells in one.rows], (*above, *one.about))
        for one in view.blocks
    ]
    write_figures(path, tables)


def _plain(cells: Sequence[Figure]) -> list[str | int | float | None]:
    return [float(one.value) if isinstance(one.value, Decimal) else one.value for one in cells]
