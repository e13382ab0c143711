"""Rules of the rating sheet: what its points, percentages and class say of each other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from desktop.domain.catalog import Catalogs
from desktop.domain.problems import Code, Finding, Severity
from desktop.domain.rating import Verdict, contradicts, judge
from desktop.domain.rating_law import Way, is_year
from desktop.domain.rating_sheet import Sheet, sheet_of

from .rule import Rule

_Test = Callable[[Sheet, Verdict, Catalogs], Iterator[Finding]]


@dataclass(frozen=True, eq=False)
class RatingFacts:
    """The answers that the arithmetic reads, as they are stored; three of them are tables.

    Each is equal to itself alone, so that all rules of one record are told from one judgement of it.
    """

    scope: Any
    category: Any
    leader: Any
    year: Any
    period: Any
    common_criteria: Any
    products: Any
    taken_in: Any
    quantity_percent: Any
    quality_percent: Any
    progress_percent: Any
    unit_percent: Any
    organising_percent: Any
    unity_percent: Any
    common_points: Any
    task_points: Any
    total_points: Any
    not_completed_case: Any
    final_class: Any


_FIELDS: Final = tuple(field.name for field in fields(RatingFacts))


def _above_most(sheet: Sheet, _: Verdict, __: Catalogs) -> Iterator[Finding]:
    for one in sheet.criteria:
        for points in (one.own, one.given):
            if one.most is not None and points is not None and points > one.most:
                facts = {"criterion": one.code or "?", "points": _comma(points), "most": _comma(one.most)}
                yield Finding(Code.RATING_POINTS_ABOVE_MOST, facts)


def _common_above_most(sheet: Sheet, verdict: Verdict, _: Catalogs) -> Iterator[Finding]:
    yield from _recorded_above_most(sheet.common_points, "common_points", verdict)


def _task_above_most(sheet: Sheet, verdict: Verdict, _: Catalogs) -> Iterator[Finding]:
    yield from _recorded_above_most(sheet.task_points, "task_points", verdict)


def _recorded_above_most(points: Decimal | None, rule: str, verdict: Verdict) -> Iterator[Finding]:
    """What was recorded without its table can be too high as well."""
    law = verdict.law
    if points is not None and law is not None and law.way is Way.POINTS and points > law.number(rule):
        facts = {"points": _comma(points), "most": _comma(law.number(rule))}
        yield Finding(Code.RATING_RECORDED_ABOVE_MOST, facts)


def _total_differs(sheet: Sheet, verdict: Verdict, _: Catalogs) -> Iterator[Finding]:
    if sheet.total_points is not None and verdict.total not in (None, sheet.total_points):
        yield Finding(Code.RATING_TOTAL_DIFFERS, {"expected": _comma(verdict.total)})


def _class_differs(sheet: Sheet, verdict: Verdict, catalogs: Catalogs) -> Iterator[Finding]:
    decided, reckoned, law = sheet.final_class, verdict.rating, verdict.law
    if law is None or law.way is not Way.POINTS or decided is None or reckoned is None:
        return
    if contradicts(decided, reckoned, law):
        item = catalogs["ratings"].get(reckoned)
        expected = item.label if item else reckoned
        points = "…" if verdict.total is None else _comma(verdict.total)
        yield Finding(Code.RATING_CLASS_DIFFERS, {"expected": expected, "points": points})


def _points_missing(sheet: Sheet, verdict: Verdict, catalogs: Catalogs) -> Iterator[Finding]:
    """A month or quarter under a scheme of points that has none: the year could not be averaged."""
    is_asked = verdict.law is not None and verdict.law.way is Way.POINTS and sheet.period is not None
    if is_asked and verdict.total is None and sheet.final_class and not is_year(sheet.period, catalogs):
        yield Finding(Code.RATING_POINTS_MISSING)


def _parts_missing(_: Sheet, verdict: Verdict, __: Catalogs) -> Iterator[Finding]:
    for one in verdict.evidence:
        if one.code == "parts_missing":
            yield Finding(Code.RATING_PARTS_MISSING)


def _points_not_asked(sheet: Sheet, verdict: Verdict, _: Catalogs) -> Iterator[Finding]:
    """Up to 2025 a rating is a class alone."""
    has_points = sheet.total_points is not None or sheet.products or sheet.criteria
    if verdict.law is not None and verdict.law.way is Way.CLASS and has_points:
        yield Finding(Code.RATING_POINTS_NOT_ASKED, {"year": sheet.year})


def _case_of_leaders(sheet: Sheet, _: Verdict, catalogs: Catalogs) -> Iterator[Finding]:
    item = catalogs["not_completed_cases"].get(sheet.case)
    if item is not None and item.extra["who"] == "leader" and not sheet.leader:
        yield Finding(Code.RATING_CASE_OF_LEADERS)


def _year_without_periods(sheet: Sheet, verdict: Verdict, catalogs: Catalogs) -> Iterator[Finding]:
    """A sheet of the year that has neither points nor a word of a former unit."""
    is_asked = verdict.law is not None and verdict.law.way is Way.POINTS
    if is_asked and is_year(sheet.period, catalogs) and verdict.total is None and not sheet.taken_in:
        yield Finding(Code.RATING_YEAR_WITHOUT_PERIODS)


@lru_cache(maxsize=1)
def _judged(facts: RatingFacts, catalogs: Catalogs) -> tuple[Sheet, Verdict]:
    sheet = sheet_of(vars(facts), catalogs)
    return sheet, judge(sheet, catalogs)


def _comma(number: Decimal | None) -> str:
    return str(number).replace(".", ",")


def _rule(code: Code, place: str, test: _Test) -> Rule:
    def check(facts: RatingFacts, catalogs: Catalogs) -> Iterator[Finding]:
        yield from test(*_judged(facts, catalogs), catalogs)

    others = tuple(name for name in _FIELDS if name != place)
    return Rule(code, Severity.WARNING, (place, *others), RatingFacts, check)


RULES: Final = (
    _rule(Code.RATING_POINTS_ABOVE_MOST, "common_points", _above_most),
    _rule(Code.RATING_RECORDED_ABOVE_MOST, "common_points", _common_above_most),
    _rule(Code.RATING_RECORDED_ABOVE_MOST, "task_points", _task_above_most),
    _rule(Code.RATING_TOTAL_DIFFERS, "total_points", _total_differs),
    _rule(Code.RATING_CLASS_DIFFERS, "final_class", _class_differs),
    _rule(Code.RATING_POINTS_MISSING, "total_points", _points_missing),
    _rule(Code.RATING_PARTS_MISSING, "unit_percent", _parts_missing),
    _rule(Code.RATING_POINTS_NOT_ASKED, "total_points", _points_not_asked),
    _rule(Code.RATING_CASE_OF_LEADERS, "not_completed_case", _case_of_leaders),
    _rule(Code.RATING_YEAR_WITHOUT_PERIODS, "total_points", _year_without_periods),
)
