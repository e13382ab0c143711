"""The fields of a rating that follow from its tables, for `computed` in the form."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from .catalog import Catalogs
from .rating import Verdict, common_points, judge, own_total, rounded
from .rating_law import Law, Way
from .rating_sheet import Sheet, sheet_of
from .values import Value


def self_common(values: Mapping[str, Any], catalogs: Catalogs) -> Value:
    """One's own points for the common criteria."""
    return _own(values, catalogs, lambda sheet, _: common_points(sheet.criteria, own=True))


def self_total(values: Mapping[str, Any], catalogs: Catalogs) -> Value:
    """One's own total: the tasks count as they are listed."""
    return _own(values, catalogs, own_total)


def reckoned_common(values: Mapping[str, Any], catalogs: Catalogs) -> Value:
    """The authority's points for the common criteria."""
    return _text(_judged(values, catalogs)[1].common)


def reckoned_task(values: Mapping[str, Any], catalogs: Catalogs) -> Value:
    """The points for tasks, ND 335/2025/NĐ-CP, art. 14 to 16."""
    return _text(_judged(values, catalogs)[1].task)


def reckoned_total(values: Mapping[str, Any], catalogs: Catalogs) -> Value:
    """The total of the sheet."""
    return _text(_judged(values, catalogs)[1].total)


def reckoned_class(values: Mapping[str, Any], catalogs: Catalogs) -> Value:
    """The class that follows; nothing where a class is only recorded."""
    verdict = _judged(values, catalogs)[1]
    is_reckoned = verdict.law is not None and verdict.law.way is Way.POINTS
    return verdict.rating if is_reckoned else None


def _own(
    values: Mapping[str, Any], catalogs: Catalogs, points_of: Callable[[Sheet, Law], Fraction | None]
) -> Value:
    sheet, verdict = _judged(values, catalogs)
    if verdict.law is None or verdict.law.way is not Way.POINTS:
        return None
    points = points_of(sheet, verdict.law)
    return None if points is None else _text(rounded(points, verdict.law))


def _judged(values: Mapping[str, Any], catalogs: Catalogs) -> tuple[Sheet, Verdict]:
    sheet = sheet_of(values, catalogs)
    return sheet, judge(sheet, catalogs)


def _text(points: object) -> Value:
    return None if points is None else str(points)
