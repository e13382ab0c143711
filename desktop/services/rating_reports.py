"""The ratings of a year for other programs (plain values) and as a workbook."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop import messages
from desktop.domain.catalog import Catalogs
from desktop.domain.rating import judge
from desktop.domain.rating_cap import CapResult
from desktop.domain.rating_law import Evidence
from desktop.domain.rating_sheet import Sheet

from . import rating_words
from .ratings import Subject, YearSummary

if TYPE_CHECKING:
    from desktop.spreadsheets.writer import OutSheet, Styled, Written

_MONTHS: Final = range(1, 13)


def document(found: YearSummary, catalogs: Catalogs) -> dict[str, Any]:
    """Everything as plain values: numbers as text, codes as stored, evidence with its sentence."""
    return {
        "year": found.year,
        "people": [_subject(one, catalogs) for one in found.people],
        "divisions": [_subject(one, catalogs) for one in found.divisions],
        "caps": [_cap(one, catalogs) for one in found.caps],
        "without": [vars(one) for one in found.without],
        "clean": found.is_clean,
    }


def write_workbook(path: Path, found: YearSummary, catalogs: Catalogs) -> "Written":
    """Four sheets: people, divisions, the cap, who has no sheet; AppError as every workbook."""
    from desktop.spreadsheets import writer
    from desktop.spreadsheets.titles import sheet_titles

    names = ("people", "divisions", "caps", "without")
    titles = sheet_titles(messages.say(f"rating.sheet_{name}") for name in names)
    sheets = (
        _sheet(titles[0], _SUBJECT_COLUMNS, [_subject_row(one, catalogs) for one in found.people]),
        _sheet(titles[1], _SUBJECT_COLUMNS, [_subject_row(one, catalogs) for one in found.divisions]),
        _sheet(titles[2], _CAP_COLUMNS, [_cap_row(one, catalogs) for one in found.caps]),
        _sheet(titles[3], _WITHOUT_COLUMNS, _without_rows(found, catalogs)),
    )
    return writer.write_workbook(path, sheets)


def _subject(one: Subject, catalogs: Catalogs) -> dict[str, Any]:
    result = one.result
    return {
        "name": one.name,
        "division": one.division,
        "category": one.category,
        "person": one.person,
        "records": [sheet.record_id for sheet in one.sheets],
        "sheets": [_judged(sheet, catalogs) for sheet in one.sheets],
        "average": None if result.average is None else str(result.average),
        "rating": result.rating,
        "reckoned": result.reckoned,
        "way": result.way,
        "periods": [{**vars(period), "points": str(period.points)} for period in result.periods],
        "missing": list(result.missing),
        "unexplained": list(result.unexplained),
        "evidence": _told(result.evidence, catalogs),
    }


def _judged(sheet: Sheet, catalogs: Catalogs) -> dict[str, Any]:
    verdict = judge(sheet, catalogs)
    points = {"common": verdict.common, "task": verdict.task, "total": verdict.total}
    return {
        "record": sheet.record_id,
        "period": sheet.period,
        **{name: None if value is None else str(value) for name, value in points.items()},
        "rating": verdict.rating,
        "evidence": _told(verdict.evidence, catalogs),
    }


def _told(evidence: Sequence[Evidence], catalogs: Catalogs) -> list[dict[str, Any]]:
    return [
        {
            "code": each.code,
            "facts": dict(each.facts),
            "legal_basis": each.legal_basis,
            "certainty": each.certainty,
            "text": rating_words.said(each, catalogs),
        }
        for each in evidence
    ]


def _cap(one: CapResult, catalogs: Catalogs) -> dict[str, Any]:
    return {
        "group": one.task_group,
        "excellent": [each.name for each in one.excellent],
        "records": [each.record_id for each in one.excellent],
        "base": one.base,
        "percent": one.percent,
        "allowed": one.allowed,
        "exceeds": one.exceeds,
        "legal_basis": one.evidence.legal_basis,
        "certainty": one.evidence.certainty,
        "text": rating_words.said(one.evidence, catalogs),
    }


_SUBJECT_COLUMNS: Final = (
    *(("name", 28.0), ("division", 28.0), ("category", 22.0)),
    *(("month", 9.0) for _ in _MONTHS),
    *(("average", 11.0), ("reckoned", 26.0), ("rating", 26.0), ("missing", 14.0)),
    *(("elsewhere", 36.0), ("evidence", 90.0)),
)
_CAP_COLUMNS: Final = (
    *(("group", 30.0), ("excellent", 11.0), ("base", 11.0), ("allowed", 11.0)),
    *(("people", 40.0), ("evidence", 90.0)),
)
_WITHOUT_COLUMNS: Final = (("name", 28.0), ("division", 32.0), ("category", 28.0))


def _sheet(title: str, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[object]]) -> "OutSheet":
    from desktop.spreadsheets.writer import OutColumn, OutSheet

    made: list[OutColumn] = [OutColumn(width=7), *(OutColumn(width=width) for _, width in columns)]
    return OutSheet(title=title, columns=made, rows=_rows(columns, rows), frozen=(1, 2))


def _rows(
    columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[object]]
) -> "Iterator[list[Styled | Any]]":
    from desktop.spreadsheets.writer import Dress, Styled

    month = iter(_MONTHS)
    heads = [
        messages.say(f"rating.column_{name}", **({"month": next(month)} if name == "month" else {}))
        for name, _ in columns
    ]
    yield [Styled(text, Dress.HEADING) for text in (messages.say("workbook.number"), *heads)]
    for number, row in enumerate(rows, start=1):
        yield [number, *(Styled(cell, Dress.PROSE) if isinstance(cell, str) else cell for cell in row)]


def _subject_row(one: Subject, catalogs: Catalogs) -> list[object]:
    result = one.result
    by_month = {month: float(period.points) for period in result.periods for month in period.months}
    sent = [
        f"{rating_words.label(catalogs, 'rating_periods', period.period)}: {period.unit}"
        for period in result.periods
        if period.unit
    ]
    return [
        one.name,
        one.division,
        rating_words.label(catalogs, "person_categories", one.category),
        *(by_month.get(month) for month in _MONTHS),
        None if result.average is None else float(result.average),
        rating_words.label(catalogs, "ratings", result.reckoned),
        rating_words.label(catalogs, "ratings", result.rating),
        ", ".join(map(str, result.missing)),
        "; ".join(sent),
        "\n".join(rating_words.said(each, catalogs) for each in result.evidence),
    ]


def _cap_row(one: CapResult, catalogs: Catalogs) -> list[object]:
    names = "; ".join(each.name for each in one.excellent)
    text = rating_words.said(one.evidence, catalogs)
    return [one.task_group, len(one.excellent), one.base, one.allowed, names, text]


def _without_rows(found: YearSummary, catalogs: Catalogs) -> list[list[object]]:
    return [
        [one.name, one.division, rating_words.label(catalogs, "person_categories", one.category)]
        for one in found.without
    ]
