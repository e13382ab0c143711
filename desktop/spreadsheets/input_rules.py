"""What Excel says and offers while a cell is filled in: drop-downs, bounds, a hint beside the cell.

Only a help: a pasted cell passes by all of it, so the import judges what it reads by the field's own type.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from .cell_xml import MOST_ROWS
from .workbook import column_letters

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Kind = Literal["list", "whole", "decimal", "textLength"]
# Excel calls a file damaged whose hints are longer.
_MOST_TITLE: Final = 32
_MOST_PROMPT: Final = 255


@dataclass(frozen=True)
class Bounds:
    """What may be entered: an entry of a list (`low` is the area), a number, or a text so and so long."""

    kind: Kind
    low: str
    high: str = ""
    error: str = ""
    stops: bool = False


@dataclass(frozen=True)
class InputRule:
    """The hint for the cells of a column (from 0) from an Excel row down, and the bounds, if any.

    Where the bounds do not stop, Excel asks whether the entry is meant.
    """

    column: int
    first_row: int
    title: str
    prompt: str
    bounds: Bounds | None = None


def list_area(sheet: str, column: int, first_row: int, last_row: int) -> str:
    """How a drop-down names the cells of another sheet from which it is filled."""
    letters = column_letters(column)
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!${letters}${first_row}:${letters}${last_row}"


def add_rules(made: "Worksheet", rules: Iterable[InputRule]) -> None:
    """Put the rules on a sheet that is being made."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for rule in rules:
        bounds = rule.bounds
        letters = column_letters(rule.column)
        validation = DataValidation(
            type=bounds.kind if bounds else None,
            operator="between" if bounds and bounds.high else None,
            formula1=bounds.low if bounds else None,
            formula2=(bounds.high or None) if bounds else None,
            allow_blank=True,
            showInputMessage=True,
            showErrorMessage=bounds is not None,
            errorStyle="stop" if bounds and bounds.stops else "warning",
            error=bounds.error[:_MOST_PROMPT] if bounds else None,
            promptTitle=rule.title[:_MOST_TITLE],
            prompt=rule.prompt[:_MOST_PROMPT],
        )
        validation.add(f"{letters}{rule.first_row}:{letters}{MOST_ROWS}")
        made.data_validations.append(validation)
