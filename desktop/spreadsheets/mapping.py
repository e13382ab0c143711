"""Guesses which column is which field, by heading and by content; people may decide otherwise."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.domain.names import fold
from desktop.domain.text_types import text_of
from desktop.domain.values import is_raw, raw

from . import marks
from .cells import CellReader, reader_for
from .grid import is_vacant
from .headings import NUMBER, REASON, SECRET, Headings, Target
from .parts import FAMILY, GIVEN
from .repetition import is_ditto
from .table import Column, Table
from .values.meaning import ColumnFacts
from .workbook import Cell

ColumnMapping = dict[int, str]
_ENOUGH: Final = 0.45
_BY_SHAPE: Final = 0.5
_SHAPE_SHARE: Final = 0.7
_SAMPLE_ROWS: Final = 400
_SAMPLES: Final = 3
_SAMPLE_LENGTH: Final = 120
_READ: Final = 40
_LEAST_FIELDS: Final = 2
_UNREADABLE_WORTH: Final = 0.7
_NOTHING: Final = raw("")
_ENOUGH_FIELDS: Final = 4
_DISTINCT: Final = 0.6


@dataclass(frozen=True)
class ColumnGuess:
    """What a column seems to hold: a field's name, one with @, or None; `samples` are texts in it."""

    column: Column
    target: str | None
    score: float
    samples: tuple[str, ...]


def guess_columns(
    table: Table, headings: Headings, form: Form, catalogs: Catalogs
) -> tuple[ColumnGuess, ...]:
    """One guess a column, each target at most once; secret ones are "@secret", without samples."""
    fit = _Fit(headings, form, catalogs)
    cells = {column.index: _cells(table, column) for column in table.columns}
    secret = {column.index for column in table.columns if headings.is_secret(column.path)}
    claims = [
        (score, place, column.index, target)
        for column in table.columns
        if column.index not in secret
        for score, place, target in _claims(column, cells[column.index], headings, form, fit)
    ]
    claims += _claims_by_label([c for c in table.columns if c.index not in secret], cells, form, fit)
    chosen = _settle(claims)
    _pair_names(table, cells, chosen)
    _name_what_is_listed(table, cells, chosen, headings)
    guesses = []
    for column in table.columns:
        target, score = chosen.get(column.index, (None, 0.0))
        samples = _samples(cells[column.index])
        if column.index in secret:
            target, score, samples = SECRET, 1.0, ()
        elif any(map(marks.is_reason_heading, column.path)):
            target, score = REASON, 1.0
        guesses.append(ColumnGuess(column, target, score, samples))
    return tuple(guesses)


def mapping_of(guesses: tuple[ColumnGuess, ...]) -> ColumnMapping:
    """The guesses as a mapping of column index to target, ready to be changed."""
    return {guess.column.index: guess.target for guess in guesses if guess.target is not None}


def kind_of(table: Table, headings: Mapping[str, Headings]) -> str | None:
    """The form whose headings the table has, or None; where it names nothing known, more must agree."""
    best, most = None, 0
    for form, words in headings.items():
        fields = _fields(table, words)
        least = _LEAST_FIELDS if fields.issuperset(words.identify) else _ENOUGH_FIELDS
        if len(fields) >= max(least, most + 1):
            best, most = form, len(fields)
    return best


def _fields(table: Table, words: Headings) -> set[str]:
    """The fields that some heading names well; each column counts once."""
    found = set()
    for column in table.columns:
        scores = words.scores(column.path)
        best = max(scores, key=lambda target: scores[target], default=None)
        if best is not None and scores[best] >= _ENOUGH and best.field:
            found.add(best.field)
    return found


def _claims(
    column: Column, cells: list[Cell], headings: Headings, form: Form, fit: "_Fit"
) -> Iterator[tuple[float, int, str]]:
    scores = headings.scores(column.path)
    texts = [text_of(cell) for cell in cells]
    for place, target in enumerate(headings.targets):
        if target.name != NUMBER and not form.has_field(target.field):
            continue
        score = scores.get(target, 0.0)
        if score:
            score *= fit.of(target, texts, cells)
        elif target.shape and _share(target.shape, texts) >= _SHAPE_SHARE:
            score = _BY_SHAPE
        if score >= _ENOUGH:
            yield score, place, target.name


def _claims_by_label(
    columns: list[Column], cells: dict[int, list[Cell]], form: Form, fit: "_Fit"
) -> Iterator[tuple[float, int, int, str]]:
    """The form's own labels, as the program's workbooks have them, are always known."""
    fields = [field for field in form.fields if not field.computed]
    labels = {fold(label): field.name for field in fields for label in (field.label.en, field.label.vi)}
    for column in columns:
        name = labels.get(fold(column.heading)) if len(column.path) == 1 else None
        if name is not None:
            yield fit.readable(name, cells[column.index]), 0, column.index, name


class _Fit:
    """How far the cells of a column bear its heading out."""

    def __init__(self, headings: Headings, form: Form, catalogs: Catalogs) -> None:
        self._headings = headings
        self._form = form
        self._catalogs = catalogs
        self._readers: dict[str, CellReader] = {}

    def of(self, target: Target, texts: list[str], cells: list[Cell]) -> float:
        """From 0.5 to 1."""
        if not texts:
            return 1.0
        if target.content is not None:
            return 0.5 + 0.5 * _share(target.content, texts)
        return 1.0 if "@" in target.name else self.readable(target.field, cells)

    def readable(self, name: str, cells: list[Cell]) -> float:
        """From 0.7 where a field can read none of the cells to 1 where it reads all."""
        some = [cell for cell in cells[:_READ] if not is_ditto(cell)]
        if not some:
            return 1.0
        reader = self._reader(name)
        read = sum(not is_raw(reader.read(cell).values.get(name, _NOTHING)) for cell in some)
        return _UNREADABLE_WORTH + (1 - _UNREADABLE_WORTH) * read / len(some)

    def _reader(self, name: str) -> CellReader:
        if name not in self._readers:
            named = self._headings.reader(name)
            self._readers[name] = reader_for(
                self._form.field(name), named, self._form, self._catalogs, ColumnFacts()
            )
        return self._readers[name]


def _share(pattern: re.Pattern[str], texts: list[str]) -> float:
    return sum(pattern.fullmatch(text) is not None for text in texts) / len(texts) if texts else 0.0


def _settle(claims: list[tuple[float, int, int, str]]) -> dict[int, tuple[str, float]]:
    """The best claims, each column and target once; equals go by target, then column."""
    chosen: dict[int, tuple[str, float]] = {}
    taken: set[str] = set()
    for score, _, index, target in sorted(claims, key=lambda claim: (-claim[0], claim[1], claim[2])):
        if index not in chosen and target not in taken:
            chosen[index] = (target, score)
            taken.add(target)
    return chosen


def _pair_names(table: Table, cells: dict[int, list[Cell]], chosen: dict[int, tuple[str, float]]) -> None:
    """Put family and given names together: two columns under one heading, or only half of the pair."""
    by_target = {target: index for index, (target, _) in chosen.items()}
    full = next((index for target, index in by_target.items() if target == "full_name"), None)
    given, family = by_target.get("full_name" + GIVEN), by_target.get("full_name" + FAMILY)
    if full is None and (given is None) != (family is None):
        half = given if given is not None else family
        if half is not None:
            chosen[half] = ("full_name", chosen[half][1])
    elif full is not None and family is None:
        places = {column.index: column for column in table.columns}
        after = places.get(full + 1)
        is_pair = after is not None and (given == full + 1 or after.path == places[full].path)
        if is_pair and _are_single_words(cells[full + 1]):
            score = chosen[full][1]
            chosen[full] = ("full_name" + FAMILY, score)
            chosen[full + 1] = ("full_name" + GIVEN, score)
        elif given is not None:
            del chosen[given]
    elif full is not None and family is not None:
        for half in filter(None, (family, given)):
            del chosen[half]


def _name_what_is_listed(
    table: Table, cells: dict[int, list[Cell]], chosen: dict[int, tuple[str, float]], headings: Headings
) -> None:
    """Where no heading tells what is listed, the first column of different texts does."""
    taken = {target.partition("@")[0] for target, _ in chosen.values()}
    for name in headings.identify:
        if name in taken:
            continue
        for column in table.columns:
            texts = [cell for cell in cells[column.index] if isinstance(cell, str)]
            is_free = column.index not in chosen and not headings.is_secret(column.path)
            if is_free and len(texts) * 2 > len(table.rows) and len(set(texts)) >= _DISTINCT * len(texts):
                chosen[column.index] = (name, _ENOUGH)
                break


def _are_single_words(cells: list[Cell]) -> bool:
    words = Counter(len(str(cell).split()) for cell in cells)
    return words[1] * 2 > sum(words.values())


def _cells(table: Table, column: Column) -> list[Cell]:
    rows = islice(table.rows, _SAMPLE_ROWS)
    return [row.cells[column.index] for row in rows if not is_vacant(row.cells[column.index])]


def _samples(cells: list[Cell]) -> tuple[str, ...]:
    texts = (text_of(cell)[:_SAMPLE_LENGTH] for cell in cells)
    return tuple(islice(dict.fromkeys(filter(None, texts)), _SAMPLES))
