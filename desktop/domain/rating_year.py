"""The rating of a year: the average of its months or quarters, ND 335/2025/NĐ-CP, art. 19.

Each month of the year has the points of the quarter or month that covers it, so that a quarter weighs three
months. A quarter's sheet counts before sheets of its months, one's own before what a former unit sent.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from .catalog import Catalogs
from .rating import Verdict, class_of, contradicts, judge, lowest, rounded, statutory_case
from .rating_law import Evidence, Law, Way, is_year, law_of, months_of
from .rating_sheet import Sheet

_MONTHS: Final = range(1, 13)


@dataclass(frozen=True)
class PeriodPoints:
    """The points of one period; `unit` is the former unit that sent them, empty for our own."""

    period: str
    months: tuple[int, ...]
    points: Decimal
    unit: str = ""
    document: str = ""


@dataclass(frozen=True)
class YearResult:
    """The year of one person or division.

    `average` is rounded, None where nothing was to be averaged; `rating` the class as decided, else as it
    follows; `reckoned` the class that follows from the points; `missing` the months without any result,
    `unexplained` those of them that no row explains.
    """

    average: Decimal | None
    rating: str | None
    reckoned: str | None
    periods: tuple[PeriodPoints, ...] = ()
    missing: tuple[int, ...] = ()
    unexplained: tuple[int, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    way: Way | None = None
    contradicts: bool = False


def year_of(sheets: Sequence[Sheet], year: int, catalogs: Catalogs) -> YearResult:
    """The year of one person or division from all their sheets of it, at least one, in the order of entry."""
    whole = [sheet for sheet in sheets if is_year(sheet.period, catalogs)]
    latest = whole[-1] if whole else sheets[-1]
    decided = whole[-1].recorded_class if whole else None
    law = law_of(latest.group, date(year, 12, 31), catalogs) if latest.group else None
    if law is None or law.way is not Way.POINTS:
        verdict = judge(latest, catalogs)
        return YearResult(None, decided, None, evidence=verdict.evidence, way=law.way if law else None)
    return _averaged(sheets, whole, law, decided, catalogs)


def _averaged(
    sheets: Sequence[Sheet], whole: Sequence[Sheet], law: Law, decided: str | None, catalogs: Catalogs
) -> YearResult:
    evidence: list[Evidence] = []
    verdicts = [(sheet, judge(sheet, catalogs)) for sheet in sheets if sheet not in whole]
    periods = tuple(_chosen(verdicts, sheets, evidence, catalogs))
    covered = {month: one for one in periods for month in one.months}
    missing = tuple(month for month in _MONTHS if month not in covered)
    explained = {month for sheet in sheets for one in sheet.missing for month in months_of(one, catalogs)}
    unexplained = tuple(month for month in missing if month not in explained)
    average = _average(periods, law, evidence)
    recorded = [judge(sheet, catalogs).total for sheet in whole]
    total = average if average is not None else next((one for one in recorded if one is not None), None)
    reckoned, why = _class(total, sheets, law, catalogs)
    evidence += why
    evidence += _told(periods, missing, unexplained, sheets)
    evidence += _differences(average, recorded)
    evidence += _other_class(decided, reckoned, law)
    codes = {one.code for one in evidence}
    return YearResult(
        average if average is not None else total,
        decided or reckoned,
        reckoned,
        periods,
        missing,
        unexplained,
        tuple(evidence),
        law.way,
        bool(codes & {"class_differs", "average_differs"}),
    )


def _chosen(
    verdicts: Iterable[tuple[Sheet, Verdict]],
    sheets: Iterable[Sheet],
    evidence: list[Evidence],
    catalogs: Catalogs,
) -> Iterator[PeriodPoints]:
    """The results that count, each with the months for which it does; later ones get what is left."""
    own = [
        PeriodPoints(sheet.period, months_of(sheet.period, catalogs), verdict.total)
        for sheet, verdict in verdicts
        if sheet.period is not None and verdict.total is not None
    ]
    sent = [
        PeriodPoints(one.period, months_of(one.period, catalogs), one.points, one.unit, one.document)
        for sheet in sheets
        for one in sheet.taken_in
        if one.period is not None and one.points is not None
    ]
    free = set(_MONTHS)
    for one in sorted(own, key=_longest) + sorted(sent, key=_longest):
        months = tuple(month for month in one.months if month in free)
        free -= set(months)
        if months:
            yield PeriodPoints(one.period, months, one.points, one.unit, one.document)
        else:
            evidence.append(Evidence("already_covered", {"period": one.period, "unit": one.unit}))


def _longest(one: PeriodPoints) -> int:
    return -len(one.months)


def _average(periods: Sequence[PeriodPoints], law: Law, evidence: list[Evidence]) -> Decimal | None:
    months = sum(len(one.months) for one in periods)
    if not months:
        return None
    total = sum((Fraction(one.points) * len(one.months) for one in periods), Fraction(0))
    average = rounded(total / months, law)
    facts = {"points": average, "periods": [one.period for one in periods], "months": months}
    evidence.append(Evidence("average", facts, law.bases["year_average"], law.certainty))
    return average


def _class(
    total: Decimal | None, sheets: Iterable[Sheet], law: Law, catalogs: Catalogs
) -> tuple[str | None, list[Evidence]]:
    """The class of the year's points; a statutory case on any sheet of the year overrides it."""
    found = [case for sheet in sheets if (case := statutory_case(sheet.case, law, catalogs)) is not None]
    if total is None:
        return (lowest(law) if found else None), found
    rating, why = class_of(total, law)
    return (lowest(law) if found else rating), [why, *found]


def _told(
    periods: Iterable[PeriodPoints],
    missing: Sequence[int],
    unexplained: Sequence[int],
    sheets: Iterable[Sheet],
) -> Iterator[Evidence]:
    """What came from elsewhere, and what is not there."""
    for one in periods:
        if one.unit:
            facts = {"unit": one.unit, "period": one.period, "points": one.points, "document": one.document}
            yield Evidence("taken_in", facts)
    reasons: Mapping[str, str] = {period: why for sheet in sheets for period, why in sheet.missing.items()}
    for period, reason in reasons.items():
        yield Evidence("absence_explained", {"period": period, "reason": reason})
    if unexplained:
        yield Evidence("months_missing", {"months": list(unexplained), "of": len(missing)})


def _differences(average: Decimal | None, recorded: Iterable[Decimal | None]) -> Iterator[Evidence]:
    """Where the sheet of the year says other points than its months or quarters."""
    if average is None:
        yield Evidence("no_periods")
    for total in recorded:
        if total is not None and average is not None and total != average:
            yield Evidence("average_differs", {"recorded": total, "points": average})


def _other_class(decided: str | None, reckoned: str | None, law: Law) -> Iterator[Evidence]:
    """Where the class as decided is none, or not the first, that the points allow."""
    if decided is None or reckoned is None or decided == reckoned:
        return
    code = "class_differs" if contradicts(decided, reckoned, law) else "class_lower"
    yield Evidence(code, {"recorded": decided, "rating": reckoned})
