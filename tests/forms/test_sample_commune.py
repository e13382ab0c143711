"""The practice commune is complete, without a single problem, and says that it is invented."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.catalog import Catalogs
from desktop.domain.loader import load_forms
from desktop.domain.problems import Code
from desktop.domain.validation import validate

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
