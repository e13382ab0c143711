"""Rules of the assessment against a position: what a decision needs beside it to be understood later."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Final

from desktop.domain.catalog import Catalogs
from desktop.domain.problems import Code, Finding, Severity

from .rule import Rule


@dataclass(frozen=True)
class OverrideFacts:
    """A verdict that a human set against the computed one, and why."""

    fit_reason: str | None
    fit_override: str | None


@dataclass(frozen=True)
class TrainingFacts:
    """A plan to train, and what shall be learnt."""

    training_needs: str | None
    plan: str | None


@dataclass(frozen=True)
class PlanFacts:
    """What shall be done with someone who meets the task or does not."""

    plan: str | None
    meets: str | None


@dataclass(frozen=True)
class RearrangeFacts:
    """A plan that moves somebody, and where to."""

    plan_note: str | None
    plan: str | None


def _override_has_reason(facts: OverrideFacts, _: Catalogs) -> Iterator[Finding]:
    if facts.fit_override and not facts.fit_reason:
        yield Finding(Code.OVERRIDE_WITHOUT_REASON)


def _reason_has_override(facts: OverrideFacts, _: Catalogs) -> Iterator[Finding]:
    if facts.fit_reason and not facts.fit_override:
        yield Finding(Code.REASON_WITHOUT_OVERRIDE)


def _training_has_needs(facts: TrainingFacts, _: Catalogs) -> Iterator[Finding]:
    if facts.plan == "train" and not facts.training_needs:
        yield Finding(Code.TRAINING_WITHOUT_NEEDS)


def _unmet_task_has_plan(facts: PlanFacts, _: Catalogs) -> Iterator[Finding]:
    if facts.meets == "no" and facts.plan == "keep":
        yield Finding(Code.PLAN_KEEPS_UNFIT)


def _move_has_aim(facts: RearrangeFacts, _: Catalogs) -> Iterator[Finding]:
    if facts.plan == "rearrange" and not facts.plan_note:
        yield Finding(Code.REARRANGE_WITHOUT_AIM)


def _rule(code: Code, severity: Severity, facts: type, test: Any) -> Rule:
    return Rule(code, severity, tuple(field.name for field in fields(facts)), facts, test)


RULES: Final = (
    _rule(Code.OVERRIDE_WITHOUT_REASON, Severity.HARD, OverrideFacts, _override_has_reason),
    _rule(Code.REASON_WITHOUT_OVERRIDE, Severity.WARNING, OverrideFacts, _reason_has_override),
    _rule(Code.TRAINING_WITHOUT_NEEDS, Severity.WARNING, TrainingFacts, _training_has_needs),
    _rule(Code.PLAN_KEEPS_UNFIT, Severity.WARNING, PlanFacts, _unmet_task_has_plan),
    _rule(Code.REARRANGE_WITHOUT_AIM, Severity.WARNING, RearrangeFacts, _move_has_aim),
)
