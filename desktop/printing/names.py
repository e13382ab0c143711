"""What a print can name besides the record's fields: who prints, where, when, who signs."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from desktop.domain.charts import Chart

from .grammar import Column

OCCASION: Final = frozenset(
    {
        *("unit_name", "superior_name", "place", "day", "month", "mm", "year", "as_of", "count"),
        *("signer_authority", "signer_title", "signer_name", "preparer_name"),
    }
)


CODE: Final = "@code"  # beside the fields of a record: what its QR code says
RESULTS: Final = "@results"  # beside the fields of a record: its tables of results by name


@dataclass(frozen=True)
class Results:
    """The rows of a table of results as they are printed, and what must be said below it."""

    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class FigureTable:
    """A table of the occasion: heads as a list of records has them, and its cells row by row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PrintContext:
    """The occasion of a print; what is empty is left as dots to be filled by hand.

    `images` holds the bytes of pictures by the file id that the record stores; `charts`, `figures` and
    `results` what the print may name of them; `first_label` the sticker to begin at; `band_order` the
    names by which a list is divided, as they should follow each other; others come after, as the records do.
    """

    unit_name: str
    superior_name: str = ""
    place: str = ""
    date: dt.date | None = None
    as_of: dt.date | None = None
    signer_authority: str = ""
    signer_title: str = ""
    signer_name: str = ""
    preparer_name: str = ""
    recipients: tuple[str, ...] = ()
    band_order: tuple[str, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    figures: Mapping[str, FigureTable] = field(default_factory=dict)
    results: Mapping[str, Results] = field(default_factory=dict)
    first_label: int = 1
    blank: bool = False
    language: str = "vi"


def occasion_names(context: PrintContext, count: int) -> dict[str, str]:
    """The named values of an occasion; day and month as Decree 30/2020 writes them (05, 02, but 9)."""
    as_of = context.as_of or context.date
    return {
        "unit_name": context.unit_name,
        "superior_name": context.superior_name,
        "place": context.place,
        **date_names(context.date.isoformat() if context.date else ""),
        "as_of": f"{as_of:%d/%m/%Y}" if as_of else "",
        "count": "" if context.blank else str(count),
        "signer_authority": context.signer_authority,
        "signer_title": context.signer_title,
        "signer_name": context.signer_name,
        "preparer_name": context.preparer_name,
    }


def date_names(iso: str) -> dict[str, str]:
    """Day, month and year of ISO text, empty where it does not say; `mm` is the month in two digits."""
    year, month, day = [*iso.split("-"), "", ""][:3] if iso else ("", "", "")
    spoken = month if month in {"01", "02"} else month.lstrip("0")
    return {"day": day, "month": spoken, "mm": month, "year": year}
