"""What the system is like shows nowhere: Wine is American and has fonts of its own for lists and menus."""

import json
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def told(wine):
    return json.loads(wine.run_inside(Path(__file__).with_name("told_system.py")))


def test_every_kind_of_widget_has_the_bundled_font(told):
    assert set(told["fonts"].values()) | {told["tip"]} == {"Liberation Sans"}


def test_numbers_are_vietnamese(told):
    """Dates are: `test_walk` compares them with those on Linux."""
    assert told["system"] == "en_US"
    assert (told["language"], told["number"]) == ("vi_VN", "1.234.567,5")
