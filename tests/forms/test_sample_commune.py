"""The practice commune is complete, without a single problem, and says that it is invented."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.catalog import Catalogs
from desktop.domain.list_types import Link
from desktop.domain.loader import load_forms
from desktop.domain.problems import Code
from desktop.domain.validation import validate
from desktop.spreadsheets.reader import read_book

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
CATALOGS = Catalogs(ROOT / "forms" / "catalogs")
FORMS = load_forms(ROOT / "forms", CATALOGS)


def sample(form_id: str) -> Any:
    return json.loads((SAMPLE / f"{form_id}.json").read_text("utf-8"))


def payload(data: Any) -> dict[str, Any]:
    tables = {
        section: [{"_id": f"{number:08x}", **row} for number, row in enumerate(rows)]
        for section, rows in data["tables"].items()
    }
    return {**data["values"], **tables}


@pytest.mark.parametrize("form_id", ["unit", "person"])
def test_only_fields_of_the_form_are_named(form_id: str) -> None:
    data, form = sample(form_id), FORMS[form_id]
    assert [name for name in data["values"] if not form.has_field(name)] == []
    for section_id, rows in data["tables"].items():
        names = {field.name for field in form.section(section_id).fields}
        assert set().union(*rows) <= names


@pytest.mark.parametrize("form_id", ["unit", "person"])
def test_nothing_is_wrong_but_what_the_roster_still_brings(form_id: str) -> None:
    problems = validate(FORMS[form_id], payload(sample(form_id)), CATALOGS)
    wrong = [(problem.place, problem.code) for problem in problems]
    roster = ["full_name", "birth_date", "sex", "national_id", "position_title", "org_unit"]
    assert wrong == ([(name, Code.REQUIRED) for name in roster] if form_id == "person" else [])


@pytest.mark.parametrize("form_id", ["unit", "person"])
def test_it_says_that_it_is_invented(form_id: str) -> None:
    assert "đặt ra" in sample(form_id)["about"]
    assert "đặt ra" in (SAMPLE / "README.md").read_text("utf-8")


TABLES = sample("things_tables")
THINGS, POSTS = sample("things"), sample("posts")
RECORDS = [(form_id, values) for form_id, records in THINGS.items() if form_id in FORMS for values in records]


def test_there_are_things_of_every_register() -> None:
    assert {form_id: len(THINGS[form_id]) for form_id, _ in RECORDS} == {
        "building": 7, "equipment": 59, "vehicle": 6, "system": 6, "workload": 20,
    }  # fmt: skip
    assert "đặt ra" in THINGS["about"]


def test_nothing_is_wrong_with_any_thing() -> None:
    wrong = [
        (form_id, values, problem)
        for form_id, values in RECORDS
        for problem in validate(FORMS[form_id], values, CATALOGS)
    ]
    assert wrong == []


def test_no_two_things_share_a_key() -> None:
    keys = [(form_id, *(str(values[name]) for name in FORMS[form_id].key)) for form_id, values in RECORDS]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("form_id", sorted({form_id for form_id, _ in RECORDS}))
def test_every_field_is_filled_by_some_thing(form_id: str) -> None:
    asked = {
        field.name
        for field in FORMS[form_id].fields
        if not field.computed and not isinstance(field.type, Link)
    }
    assert {name for values in THINGS[form_id] for name in values} == asked


def test_nothing_is_wrong_with_the_tables_of_any_thing() -> None:
    wrong = []
    for form_id, records in TABLES.items():
        if form_id in FORMS:
            known = {values[FORMS[form_id].key[0]]: values for values in THINGS[form_id]}
            for name, tables in records.items():
                told = payload({"values": known[name], "tables": tables})
                wrong += validate(FORMS[form_id], told, CATALOGS)
    assert wrong == []
    assert "đặt ra" in TABLES["about"]


def test_things_are_used_by_people_and_divisions_of_the_sample() -> None:
    rows = read_book(SAMPLE / "danh-sach-can-bo.xlsx").sheets[0].rows
    known = {str(cell) for row in rows for cell in row}
    assert {values["user"] for values in THINGS["equipment"]} <= known
    assert {values["division"] for values in POSTS["position"]} <= known
    assert {values["full_name"] for values in POSTS["people"]} <= known


def test_every_assignment_names_a_position_and_a_division_of_the_sample() -> None:
    positions = {(values["name"], values["division"]) for values in POSTS["position"]}
    assert {(values["position"], values["division"]) for values in POSTS["assignment"]} <= positions
    assert {values["division"] for values in POSTS["position"]} <= {one["name"] for one in POSTS["subunit"]}


@pytest.mark.parametrize("form_id", ["subunit", "position"])
def test_nothing_is_wrong_with_any_post(form_id: str) -> None:
    wrong = []
    for values in POSTS[form_id]:
        tables = {name: value for name, value in values.items() if isinstance(value, list)}
        told = payload({"values": {k: v for k, v in values.items() if k not in tables}, "tables": tables})
        wrong += validate(FORMS[form_id], told, CATALOGS)
    assert wrong == []


def test_the_files_of_each_row_of_workload_add_up() -> None:
    for row in THINGS["workload"]:
        assert row["total"] == row["received"] + row["carried_over"]
        assert row["received"] == row["received_online"] + row["received_direct"]
        assert row["resolved"] == row["early"] + row["on_time"] + row["late"]
        assert row["total"] == row["resolved"] + row["in_progress"]


RATINGS = sample("ratings")["rating"]


def test_nothing_is_wrong_with_any_rating_and_each_has_its_own_key() -> None:
    form = FORMS["rating"]
    assert [problem for one in RATINGS for problem in validate(form, payload(one), CATALOGS)] == []
    keys = {tuple(one["values"][name] for name in form.key) for one in RATINGS}
    assert len(keys) == len(RATINGS)


def test_the_people_rated_stand_on_the_roster_and_the_first_sheet_has_all_its_tables() -> None:
    rows = read_book(SAMPLE / "danh-sach-can-bo.xlsx").sheets[0].rows
    known = {str(cell) for row in rows for cell in row}
    assert {one["values"]["subject"] for one in RATINGS} <= known
    assert {one["values"]["division"] for one in RATINGS} <= known
    assert RATINGS[0]["tables"].keys() >= {"common_criteria", "products"}
    assert "đặt ra" in sample("ratings")["about"]
