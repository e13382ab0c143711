"""What a rule is: a question put to a few fields of one record together."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.domain.catalog import Catalogs
from desktop.domain.problems import Code, Finding, Problem, Severity
from desktop.domain.values import is_raw

Test = Callable[[Any, Catalogs], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """A rule over the fields it declares; its finding is shown at the first of them.

    `facts` is made of the clean values of those fields, by their names: the small frozen value of `test`.
    """

    code: Code
    severity: Severity
    fields: tuple[str, ...]
    facts: Callable[..., Any]
    test: Test


def check(rules: Iterable[Rule], payload: Mapping[str, Any], catalogs: Catalogs) -> Iterator[Problem]:
    """The problems that rules see in one record; unreadable values count as empty.

    Rules that read the same facts are given the same.
    """
    made: dict[Callable[..., Any], Any] = {}
    for rule in rules:
        if rule.facts not in made:
            values = {name: payload.get(name) for name in rule.fields}
            made[rule.facts] = rule.facts(**{n: None if is_raw(v) else v for n, v in values.items()})
        for finding in rule.test(made[rule.facts], catalogs):
            yield Problem(rule.code, rule.fields[0], finding.facts, rule.severity)
