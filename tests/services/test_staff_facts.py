"""Facts bear the names of the fields that they are made of, and come from typed rows alone."""

from dataclasses import fields

import pytest

from desktop import paths
from desktop.domain import staff
from desktop.domain.catalog import Catalogs
from desktop.domain.loader import load_forms

CATALOGS = Catalogs(paths.forms() / "catalogs")
FORMS = load_forms(paths.forms(), CATALOGS)


@pytest.mark.parametrize(
    ("facts", "form_id", "section_id", "own"),
    [
        (staff.PersonFacts, "person", "", {"id", "label", "statuses"}),
        (staff.StatusRow, "person", "status_history", set()),
        (staff.PositionFacts, "position", "", {"id", "label", "need_history"}),
        (staff.NeedRow, "position", "need_history", set()),
        (staff.AssignmentFacts, "assignment", "", {"id", "is_concurrent"}),
        (staff.SubunitFacts, "subunit", "", {"id", "label", "allocations"}),
        (staff.QuotaRow, "unit", "quotas", set()),
    ],
)
def test_every_fact_is_a_field_of_its_form(facts, form_id, section_id, own):
    form = FORMS[form_id]
    known = form.section(section_id).fields if section_id else form.fields
    assert {field.name for field in fields(facts)} - own <= {field.name for field in known}
