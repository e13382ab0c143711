"""What is chosen by a code at run time has its sentence too, and every hole of a sentence is filled."""

import ast
import re
from pathlib import Path

import pytest

from desktop import messages
from desktop.domain.problems import Code
from desktop.exchange.verdict import ReasonCode
from desktop.storage import checks

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"
CHECKS = (checks.FILE, checks.CHAIN, checks.PAYLOAD, checks.TYPED, checks.SEARCH, checks.LINKS)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_code_has_its_sentence(language):
    messages.use(language)
    wanted = [f"problem.{code}" for code in Code]
    wanted += [f"verdict.{code.lower()}" for code in ReasonCode]
    wanted += [f"check.{code}" for code in CHECKS]
    assert [key for key in wanted if not messages.known(key)] == []


def raised():
    """Every AppError in the code: place, the codes it may have, the names of its facts (None: unknown)."""
    for path in sorted(DESKTOP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "AppError":
                parts = [one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)]
                codes = [part for part in parts if isinstance(part, str)]
                facts = {keyword.arg for keyword in node.keywords}
                yield f"{path.relative_to(DESKTOP)}:{node.lineno}", codes, facts


def test_every_error_fills_the_holes_of_its_sentence():
    found = list(raised())
    assert len(found) > 50
    unfilled = [
        (place, code)
        for place, codes, facts in found
        for code in codes
        if None not in facts and not set(re.findall(r"\{(\w+)", messages.say(f"error.{code}"))) <= facts
    ]
    assert unfilled == []


def test_every_error_says_what_to_do_in_more_than_a_word():
    short = [
        code for _, codes, _ in raised() for code in codes if len(messages.say(f"error.{code}").split()) < 4
    ]
    assert short == []
