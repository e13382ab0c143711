"""What is understood of two rosters of the corpus, against what a person reads in them."""

import json
import unicodedata
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from desktop.services import import_report

ASKED_AS = {"old_id": "national_id"}  # an old number stands in the column of the new one
CORPUS = Path(__file__).resolve().parent.parent / "data" / "corpus"


@pytest.fixture(scope="module")
def read():
    def read(name):
        expected = json.loads((CORPUS / f"{name}.expected.json").read_text("utf-8"))
        return expected, import_report.dry_run(CORPUS / f"{name}.xlsx", "person")

    return read


def by_row(document):
    return {
        (sheet["name"], record["row"]): record for sheet in document["sheets"] for record in sheet["records"]
    }


def same(found, *wanted):
    return any(_plain(found) == _plain(one) for one in wanted)


def _plain(text):
    try:
        return Decimal(text)
    except InvalidOperation:
        return unicodedata.normalize("NFC", text)


def wrong_values(expected, actual):
    found = by_row(actual)
    return [
        (place, name, found[place]["values"].get(name), wanted)
        for place, record in by_row(expected).items()
        for name, wanted in record["values"].items()
        if not same(found[place]["values"].get(name, ""), wanted, *record.get("accept", {}).get(name, ()))
    ]


def test_of_a_clean_roster_everything_comes_out_right(read):
    expected, actual = read("01_danh_sach_sach")
    assert by_row(actual).keys() == by_row(expected).keys()
    assert wrong_values(expected, actual) == []
    assert [problem for record in by_row(actual).values() for problem in record["problems"]] == []


def test_of_an_untidy_roster_the_people_and_nothing_else_are_records(read):
    expected, actual = read("02_trich_ngang_cbcc")
    assert by_row(actual).keys() == by_row(expected).keys()
    assert actual["counts"]["read"] == 41


def test_of_an_untidy_roster_nothing_is_wrong_without_being_told(read):
    expected, actual = read("02_trich_ngang_cbcc")
    found = by_row(actual)
    told = {(place, problem["field"]) for place in found for problem in found[place]["problems"]}
    silent = {
        name
        for place, name, _, _ in wrong_values(expected, actual)
        if (place, ASKED_AS.get(name, name)) not in told
    }
    # "nt" (as above) is kept as it stands; of two answers in one cell the second is seen in the first.
    assert silent <= {"major", "political_theory", "position_title"}
