"""Every reason has its sentence, and the facts that go with it fill its holes."""

import re
import tomllib
from pathlib import Path

import pytest

from desktop.exchange.verdict import ReasonCode

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
REMARKS = {
    ReasonCode.SENDER_KEY_UNKNOWN,
    ReasonCode.REVOCATION_UNCHECKED,
    ReasonCode.SENDER_NOT_IN_CERTIFICATE,
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_reason_has_a_sentence_and_every_sentence_a_reason(language):
    texts = tomllib.loads((RESOURCES / f"messages.{language}.toml").read_text("utf-8"))["verdict"]
    assert texts.keys() == {code.lower() for code in ReasonCode}


def test_remarks_need_no_facts():
    texts = tomllib.loads((RESOURCES / "messages.vi.toml").read_text("utf-8"))["verdict"]
    assert [code for code in REMARKS if "{" in texts[code.lower()]] == []


def test_refusals_bring_the_facts_their_sentences_ask_for():
    texts = tomllib.loads((RESOURCES / "messages.vi.toml").read_text("utf-8"))["verdict"]
    source = "".join(
        path.read_text("utf-8") for path in (RESOURCES.parent / "desktop" / "exchange").glob("*.py")
    )
    raised = re.findall(r"Refused\(\s*ReasonCode\.(\w+)((?:, *\w+=[^=]+?)*)\)(?: from|\n)", source)
    assert raised
    for code, facts in raised:
        given = set(re.findall(r", *(\w+)=", facts))
        assert set(re.findall(r"\{(\w+)\}", texts[code.lower()])) <= given, code
