"""Rules of the personnel record that look at more than one field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from desktop.domain import dates, identity
from desktop.domain.catalog import Catalogs, in_force
from desktop.domain.problems import Code, Finding, Severity
from desktop.domain.salary import all_scales, scale_of_rank

from .rule import Rule


@dataclass(frozen=True)
class IdentityFacts:
    """What the ID number can be held against."""

    national_id: str | None
    sex: str | None
    birth_date: str | None


@dataclass(frozen=True)
class PayFacts:
    """Rank, step and coefficient as they stand together on a decision."""

    salary_coefficient: str | None
    salary_step: int | None
    rank_code: str | None
    salary_since: str | None


@dataclass(frozen=True)
class ServiceFacts:
    """The dates of a life in service."""

    recruitment_date: str | None
    birth_date: str | None


@dataclass(frozen=True)
class PartyFacts:
    """Admission to the Party and becoming an official member."""

    party_official_date: str | None
    party_date: str | None


@dataclass(frozen=True)
class InsuranceFacts:
    """Since 1 August 2025 the ID number takes the place of the social insurance number (CV 1804/BHXH-QLT)."""

    social_insurance_number: str | None
    national_id: str | None


def _id_says_sex(facts: IdentityFacts, catalogs: Catalogs) -> Iterator[Finding]:
    known = _read(facts.national_id, catalogs)
    if known and facts.sex and known.sex != facts.sex:
        yield Finding(Code.ID_SEX_MISMATCH)


def _id_says_birth_year(facts: IdentityFacts, catalogs: Catalogs) -> Iterator[Finding]:
    known = _read(facts.national_id, catalogs)
    if known and dates.is_partial_date(facts.birth_date):
        year = dates.first_day(str(facts.birth_date)).year
        if known.birth_year != year:
            yield Finding(Code.ID_BIRTH_YEAR_MISMATCH, {"in_number": known.birth_year, "in_date": year})


def _coefficient_is_of_step(facts: PayFacts, catalogs: Catalogs) -> Iterator[Finding]:
    coefficient, step = _decimal(facts.salary_coefficient), facts.salary_step
    if coefficient is None or step is None:
        return
    steps = _steps(facts, catalogs) or _steps_with(coefficient, step, _on(facts), catalogs)
    if step not in steps or steps[step] == coefficient:
        return
    if min(steps.values()) <= coefficient <= max(steps.values()):
        yield Finding(Code.COEFFICIENT_STEP_MISMATCH, {"step": step, "expected": _comma(steps[step])})


def _coefficient_is_in_scale(facts: PayFacts, catalogs: Catalogs) -> Iterator[Finding]:
    scales = [_steps(facts, catalogs)] if facts.rank_code else []
    if not any(scales):
        scales = [scale.coefficients for scale in all_scales(_on(facts), catalogs)]
    known = [value for scale in scales for value in scale.values()]
    coefficient = _decimal(facts.salary_coefficient)
    if known and coefficient is not None:
        low, high = min(known), max(known)
        if not low <= coefficient <= high:
            yield Finding(Code.COEFFICIENT_OUT_OF_RANGE, {"min": _comma(low), "max": _comma(high)})


def _step_is_in_scale(facts: PayFacts, catalogs: Catalogs) -> Iterator[Finding]:
    steps = _steps(facts, catalogs)
    if steps and facts.salary_step is not None and facts.salary_step not in steps:
        yield Finding(Code.STEP_NOT_IN_SCALE, {"steps": max(steps)})


def _recruited_grown_up(facts: ServiceFacts, catalogs: Catalogs) -> Iterator[Finding]:
    if not (dates.is_partial_date(facts.birth_date) and dates.is_partial_date(facts.recruitment_date)):
        return
    born, began = dates.first_day(str(facts.birth_date)), dates.last_day(str(facts.recruitment_date))
    for row in in_force(catalogs.table("recruitment_age"), began):
        if began.year - born.year < int(row["years"]):
            yield Finding(Code.AGE_AT_RECRUITMENT, {"age": began.year - born.year, "least": row["years"]})


def _official_after_admission(facts: PartyFacts, _: Catalogs) -> Iterator[Finding]:
    if not (dates.is_partial_date(facts.party_date) and dates.is_partial_date(facts.party_official_date)):
        return
    if dates.last_day(str(facts.party_official_date)) < dates.first_day(str(facts.party_date)):
        yield Finding(Code.DATES_OUT_OF_ORDER, {"earlier": dates.show(str(facts.party_date))})


def _insurance_equals_id(facts: InsuranceFacts, _: Catalogs) -> Iterator[Finding]:
    number = facts.social_insurance_number
    if number and facts.national_id and len(number) == identity.ID_DIGITS and number != facts.national_id:
        yield Finding(Code.INSURANCE_NUMBER_DIFFERS)


def _read(number: str | None, catalogs: Catalogs) -> identity.IdFacts | None:
    if not number or len(number) != identity.ID_DIGITS or not number.isdecimal():
        return None
    return identity.read_id(number, catalogs)


def _steps(facts: PayFacts, catalogs: Catalogs) -> Mapping[int, Decimal]:
    if not facts.rank_code:
        return {}
    scale = scale_of_rank(facts.rank_code, _on(facts), catalogs)
    return scale.coefficients if scale else {}


def _steps_with(coefficient: Decimal, step: int, on: date, catalogs: Catalogs) -> Mapping[int, Decimal]:
    """Where no rank is told: a scale that has the coefficient at another step, if none has it at this one."""
    scales = [scale for scale in all_scales(on, catalogs) if coefficient in scale.coefficients.values()]
    if not scales or any(scale.coefficients.get(step) == coefficient for scale in scales):
        return {}
    return next((scale.coefficients for scale in scales if step in scale.coefficients), {})


def _on(facts: PayFacts) -> date:
    """The day whose scales hold: that of the pay decision, else today."""
    since = facts.salary_since if dates.is_partial_date(facts.salary_since) else None
    return dates.last_day(since) if since else date.today()  # noqa: DTZ011 - the clerk's own day


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _comma(number: Decimal) -> str:
    return str(number).replace(".", ",")


def _rule(code: Code, facts: type, test: Any) -> Rule:
    names = tuple(field.name for field in fields(facts))
    return Rule(code, Severity.WARNING, names, facts, test)


RULES: Final = (
    _rule(Code.ID_SEX_MISMATCH, IdentityFacts, _id_says_sex),
    _rule(Code.ID_BIRTH_YEAR_MISMATCH, IdentityFacts, _id_says_birth_year),
    _rule(Code.INSURANCE_NUMBER_DIFFERS, InsuranceFacts, _insurance_equals_id),
    _rule(Code.AGE_AT_RECRUITMENT, ServiceFacts, _recruited_grown_up),
    _rule(Code.DATES_OUT_OF_ORDER, PartyFacts, _official_after_admission),
    _rule(Code.STEP_NOT_IN_SCALE, PayFacts, _step_is_in_scale),
    _rule(Code.COEFFICIENT_STEP_MISMATCH, PayFacts, _coefficient_is_of_step),
    _rule(Code.COEFFICIENT_OUT_OF_RANGE, PayFacts, _coefficient_is_in_scale),
)
