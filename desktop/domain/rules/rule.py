"""What a rule is: a question put to a few fields of one record together."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.domain.catalog import Catalogs
from desktop.domain.problems import Code, Finding, Problem, Severity
from desktop.domain.values import clean_value

Test = Callable[[Any, Catalogs], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """A rule over the fields it declares; its finding is shown at the first of them.

    `facts` builds, from the clean values of those fields, the small frozen value that `test` reads.
    """

    code: Code
    severity: Severity
    fields: tuple[str, ...]
    facts: Callable[[Mapping[str, Any]], Any]
    test: Test

    def check(self, payload: Mapping[str, Any], catalogs: Catalogs) -> Iterator[Problem]:
        """The problems this rule sees in one record; unreadable values count as empty."""
        clean = {name: clean_value(payload.get(name)) for name in self.fields}
        for finding in self.test(self.facts(clean), catalogs):
            yield Problem(self.code, self.fields[0], finding.facts, self.severity)
