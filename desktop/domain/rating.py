"""The arithmetic of one sheet of Decree 335/2025/NĐ-CP: points for tasks, the total, the class.

Everything is reckoned exactly; only the total is rounded, half up, to the places of `rating_rules` (the
decree names no rounding). The rounded total is held against the thresholds: paper and class never disagree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Final

from .catalog import Catalogs
from .rating_law import Evidence, Law, Way, law_of
from .rating_sheet import Criterion, Product, Sheet

_WHOLE: Final = 100
_DIGITS: Final = 60  # so that a quotient that does not end is never taken for a half


@dataclass(frozen=True)
class Verdict:
    """What follows from a sheet: points (rounded; None where they do not follow), the class, and why."""

    common: Decimal | None = None
    task: Decimal | None = None
    total: Decimal | None = None
    rating: str | None = None
    evidence: tuple[Evidence, ...] = ()
    law: Law | None = None


def judge(sheet: Sheet, catalogs: Catalogs) -> Verdict:
    """The points and class of a sheet; a class that is only recorded is given back as it is."""
    law = law_of(sheet.group, sheet.on, catalogs) if sheet.group and sheet.on else None
    if law is None:
        return Verdict(rating=sheet.recorded_class, evidence=(Evidence("no_scheme"),))
    if law.way is not Way.POINTS:
        code = {Way.CLASS: "class_alone", Way.RECORDED: "recorded", Way.VERIFY: "verify"}[law.way]
        why = Evidence(code, {}, law.legal_basis, law.certainty)
        return Verdict(rating=sheet.recorded_class, evidence=(why,), law=law)
    return _reckoned(sheet, law, catalogs)


def shares(products: Sequence[Product], law: Law) -> dict[str, Fraction] | None:
    """Quantity, quality and progress of a list of products, in percent; None where nothing was assigned.

    ND 335/2025/NĐ-CP, art. 14: what was done, done well, done in time against what was assigned. Each failure
    takes 25 % of the points of that product, never below none; doing more than assigned counts as all of it.
    """
    assigned = sum((Fraction(one.assigned) for one in products), Fraction(0))
    if not assigned:
        return None
    loss = Fraction(law.number("failure_deduction")) / _WHOLE
    done = {
        "quantity": [Fraction(one.done) for one in products],
        "quality": [Fraction(one.done) * max(1 - loss * one.failures, Fraction(0)) for one in products],
        "progress": [Fraction(one.done) * max(1 - loss * one.delays, Fraction(0)) for one in products],
    }
    most = Fraction(law.number("most_percent"))
    return {name: min(sum(parts, Fraction(0)) * _WHOLE / assigned, most) for name, parts in done.items()}


def task_points(percents: Mapping[str, Fraction], law: Law, *, leader: bool) -> Fraction:
    """The points for tasks: the average of the parts (three, of leaders six) times 70; art. 16.

    KeyError names a part that is missing.
    """
    parts = law.parts(leader=leader)
    most = Fraction(law.number("most_percent"))
    average = sum((min(percents[name], most) for name in parts), Fraction(0)) / len(parts)
    return average / _WHOLE * Fraction(law.number("task_points"))


def common_points(criteria: Iterable[Criterion], *, own: bool = False) -> Fraction | None:
    """The sum of the authority's (or one's own) points for the common criteria; None where none is given."""
    given = [points for one in criteria if (points := one.own if own else one.given) is not None]
    return sum((Fraction(points) for points in given), Fraction(0)) if given else None


def rounded(points: Fraction, law: Law) -> Decimal:
    """Points as they stand on paper."""
    with localcontext(prec=_DIGITS):
        exact = Decimal(points.numerator) / Decimal(points.denominator)
        return exact.quantize(Decimal(1).scaleb(-int(law.number("places"))), ROUND_HALF_UP)


def class_of(points: Decimal, law: Law) -> tuple[str, Evidence]:
    """The class of a rounded total, art. 20.1 to 20.4.a."""
    reached = law.threshold(points)
    facts = {"points": points, "from_points": reached.from_points, "rating": reached.rating}
    return reached.rating, Evidence("by_points", facts, reached.legal_basis, reached.certainty)


def own_total(sheet: Sheet, law: Law) -> Fraction | None:
    """One's own points for the common criteria with those for the tasks, which are as they are listed."""
    common, task = common_points(sheet.criteria, own=True), _task(sheet, law, [])
    return None if common is None or task is None else common + task


def steps_above(decided: str, reckoned: str, law: Law) -> int | None:
    """By how many classes the first is better than the second; None where one is none of the scheme's."""
    order = [one.rating for one in sorted(law.thresholds, key=lambda one: one.from_points)]
    if decided not in order or reckoned not in order:
        return None
    return order.index(decided) - order.index(reckoned)


def contradicts(decided: str, reckoned: str, law: Law) -> bool:
    """Whether a decided class cannot follow from the points: better than they say, or two classes worse.

    One class worse is sound: the cap on excellent ratings (art. 20.5) leaves some of 90 points there.
    """
    steps = steps_above(decided, reckoned, law)
    return steps is not None and (steps > 0 or steps < -1)


def lowest(law: Law) -> str:
    """The class of whoever is in a statutory case of non-completion."""
    return min(law.thresholds, key=lambda one: one.from_points).rating


def statutory_case(case: str | None, law: Law, catalogs: Catalogs) -> Evidence | None:
    """Why a statutory case overrides the points, art. 20.4; None where there is none."""
    item = catalogs["not_completed_cases"].get(case)
    if item is None:
        return None
    facts = {"case": item.code, "rating": lowest(law)}
    return Evidence("statutory_case", facts, item.legal_basis, item.certainty)


def _reckoned(sheet: Sheet, law: Law, catalogs: Catalogs) -> Verdict:
    evidence: list[Evidence] = []
    common = common_points(sheet.criteria)
    if common is None and sheet.common_points is not None:
        common = Fraction(sheet.common_points)
    task = _task(sheet, law, evidence)
    total = common + task if common is not None and task is not None else None
    if total is None and sheet.total_points is not None:
        total = Fraction(sheet.total_points)
        evidence.append(Evidence("total_recorded", {"points": sheet.total_points}))
    points = None if total is None else rounded(total, law)
    rating = None
    if points is not None:
        rating, why = class_of(points, law)
        evidence.append(why)
    case = statutory_case(sheet.case, law, catalogs)
    if case is not None:
        rating = lowest(law)
        evidence.append(case)
    return Verdict(_paper(common, law), _paper(task, law), points, rating, tuple(evidence), law)


def _task(sheet: Sheet, law: Law, evidence: list[Evidence]) -> Fraction | None:
    """The points for tasks from the products, else from the percentages, else as recorded."""
    percents = {name: Fraction(value) for name, value in sheet.percents.items()}
    percents |= shares(sheet.products, law) or {}
    parts = law.parts(leader=sheet.leader)
    missing = [name for name in parts if name not in percents]
    if not missing:
        facts = {name: rounded(percents[name], law) for name in parts}
        name = "leader_parts" if sheet.leader else "staff_parts"
        code = "task_of_leader" if sheet.leader else "task_of_staff"
        evidence.append(Evidence(code, facts, law.bases[name], law.certainty))
        return task_points(percents, law, leader=sheet.leader)
    if sheet.task_points is not None:
        return Fraction(sheet.task_points)
    if percents:
        evidence.append(Evidence("parts_missing", {"parts": missing}, law.legal_basis))
    return None


def _paper(points: Fraction | None, law: Law) -> Decimal | None:
    return None if points is None else rounded(points, law)
