"""`soxa approval`: a step is taken by who may, and refused to who may not, at the command line too."""

import json

import pytest

from desktop.services import start


@pytest.fixture
def assessment(soxa):
    session = start.open_(soxa.store, soxa.passphrase)
    view, _ = session.records.create("assessment", {"assessed_on": "2026-03-01"})
    session.users.add("Minh", ("clerk",), "một câu dài khác")
    session.close()
    return view.record.id


@pytest.fixture
def minh(soxa, assessment):
    file = soxa.folder / "minh.txt"
    file.write_text("một câu dài khác", encoding="utf-8")
    return lambda *told: soxa.bare("--store", soxa.store, "--passphrase-file", file, *told)


def state(soxa, record_id):
    rows = json.loads(soxa("list", "assessment", "--json").out)
    return next(row["values"]["approval_state"] for row in rows if row["id"] == record_id)


def test_steps_are_taken_and_refused_by_right(soxa, minh, assessment):
    assert minh("approval", "submit", assessment).code == 0
    refused = minh("approval", "approve", assessment)
    assert refused.code == 2
    assert "lãnh đạo" in refused.err
    assert state(soxa, assessment) == "submitted"
    assert "1 hồ sơ" in soxa("approval", "approve", assessment).out
    assert state(soxa, assessment) == "approved"
    assert minh("undo").code == 2
    assert state(soxa, assessment) == "approved"
    assert soxa("approval", "return", assessment).code == 2
    assert soxa("approval", "return", assessment, "--remark", "Sai ngày").code == 0
    assert soxa("undo").code == 0
    assert soxa("undo").code == 0
    assert state(soxa, assessment) == "submitted"


def test_a_step_for_what_is_not_there_is_refused(soxa, assessment):
    assert soxa("approval", "approve", assessment).code == 2
    assert soxa("approval", "submit", assessment, "khong-co").code == 2
    assert state(soxa, assessment) == "draft"
