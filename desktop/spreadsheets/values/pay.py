"""Cells of pay: rank, step and coefficient, each in its column or several together."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from desktop.domain.form import Field, Form
from desktop.domain.names import clean
from desktop.domain.problems import Code, Finding
from desktop.domain.text_types import text_of
from desktop.domain.values import Value
from desktop.spreadsheets.workbook import Cell

from .meaning import NOTHING, Meaning, repaired, typed
from .texts import untidy

RANK, STEP, COEFFICIENT, OVER_SCALE = "rank_code", "salary_step", "salary_coefficient", "over_scale_percent"
_RANK_CODE: Final = re.compile(r"(?<![\d.,])(\d{1,2}[.]\d{3}[a-z]?|V\.\d{2}(?:\.\d{2}){1,2})(?![\d.,]\d)")
_STEP: Final = re.compile(r"(?:\bbậc|\bb)[\s.:]*(\d{1,2})(?:\s*/\s*\d{1,2})?", re.IGNORECASE)
_STEP_OF: Final = re.compile(r"(?<![\d.,/])(\d{1,2})\s*/\s*(\d{1,2})(?![\d/])")
_COEFFICIENT: Final = re.compile(r"(?<![\d.,])(\d{1,2}[.,]\d{1,2})(?![\d.,%]|\s*%)")
_PERCENT: Final = re.compile(
    r"(?:VK|vượt khung|TNVK)?[\s:.]*(\d{1,2}(?:[.,]\d)?)\s*%(?:\s*VK)?", re.IGNORECASE
)
_ORDER: Final = (RANK, STEP, COEFFICIENT, OVER_SCALE)


class PayReader:
    """One of rank, step and coefficient; the others that a cell tells fill what is empty."""

    def __init__(self, field: Field, form: Form) -> None:
        self._field = field
        self._known = {name: form.field(name) for name in _ORDER if form.has_field(name)}

    def read(self, cell: Cell) -> Meaning:
        if not isinstance(cell, str):
            return self._of_number(cell)
        text = clean(cell)
        if not text:
            return NOTHING
        found = dict(_parts(text))
        mine = found.get(self._field.name)
        if mine is None or not self._is_all(text, found):
            return self._alone(text, cell)
        if len(found) == 1:
            return self._alone(mine, cell)
        return self._several(text, found)

    def _is_all(self, text: str, found: Mapping[str, str]) -> bool:
        """Whether more than one thing is said, or the one that is said is the whole."""
        return len(found) > 1 or self._field.name != COEFFICIENT or _COEFFICIENT.fullmatch(text) is not None

    def _several(self, text: str, found: Mapping[str, str]) -> Meaning:
        values: dict[str, Value] = {}
        findings: list[tuple[str, Finding]] = []
        for name, said in found.items():
            if name in self._known:
                meaning = self._plain(self._known[name], said)
                values.update(meaning.values)
                findings += meaning.findings
        told = RANK if RANK in values else self._field.name
        findings.append((told, repaired(Code.TWO_VALUES_IN_CELL, text, found[told])))
        return Meaning(values, tuple(findings))

    def _alone(self, text: str, cell: Cell) -> Meaning:
        meaning = self._plain(self._field, text)
        about = tuple((self._field.name, finding) for finding in untidy(cell))
        return Meaning(meaning.values, (*meaning.findings, *about)) if about else meaning

    def _of_number(self, cell: Cell) -> Meaning:
        if self._field.name == RANK and isinstance(cell, float):
            return self._plain(self._field, f"{cell:.3f}")
        return self._plain(self._field, text_of(cell) if isinstance(cell, int) else cell)

    def _plain(self, field: Field, said: object) -> Meaning:
        """One part by its own type, a rank with its leading zero."""
        if field.name == RANK and isinstance(said, str) and re.fullmatch(r"\d\.\d{3}[a-z]?", said):
            return typed(field, f"0{said}", repaired(Code.LEADING_ZERO_LOST, said, f"0{said}"))
        if field.name == STEP and isinstance(said, str):
            match = _STEP_OF.fullmatch(said) or _STEP.fullmatch(said)
            said = match[1] if match else said
        return typed(field, said)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The parts of pay that a text names; the rank may be told by its name."""
    rest = text
    for name, pattern in ((RANK, _RANK_CODE), (OVER_SCALE, _PERCENT), (STEP, _STEP), (STEP, _STEP_OF)):
        match = pattern.search(rest)
        if match is None:
            continue
        yield name, match[1].replace(",", ".") if name == OVER_SCALE else match[1]
        rest = f"{rest[: match.start()]} ; {rest[match.end() :]}"
        if name == STEP:
            break
    match = _COEFFICIENT.search(rest)
    if match is not None:
        yield COEFFICIENT, str(Decimal(match[1].replace(",", ".")))
