"""A linked record goes by its name wherever records are listed, found, or told of in the history."""

import pytest

from desktop.services import listing
from desktop.services.records import Query


@pytest.fixture
def placed(session):
    """Records of forms whose names are made of links: person, position, campaign, assignment, assessment."""
    records = session.records
    person = records.create("person", {"full_name": "Trần Thị Bình"})[0].record.id
    position = records.create("position", {"name": "Kế toán", "division": "Phòng Kinh tế"})[0].record.id
    campaign = records.create("campaign", {"name": "Đợt 1"})[0].record.id
    links = {"person": person, "position": position}
    assignment = records.create("assignment", links)[0].record.id
    assessment = records.create("assessment", links | {"campaign": campaign})[0].record.id
    return {**links, "campaign": campaign, "assignment": assignment, "assessment": assessment}


def test_a_list_names_its_records_by_the_names_of_what_they_link(session, placed):
    (row,) = session.records.page("assignment", Query()).rows
    assert row.label == "Trần Thị Bình · Kế toán · Phòng Kinh tế"
    (row,) = session.records.page("assessment", Query()).rows
    assert row.label == "Trần Thị Bình · Đợt 1"


def test_a_list_and_a_sheet_on_the_console_show_names(session, placed):
    (row,) = listing.table(session, "assignment")
    assert row["shown"]["person"] == "Trần Thị Bình"
    assert row["shown"]["position"] == "Kế toán · Phòng Kinh tế"
    assert row["values"]["person"] == placed["person"]
    told = {line["place"]: line["text"] for line in listing.sheet(session, placed["assessment"])["lines"]}
    assert (told["person"], told["campaign"]) == ("Trần Thị Bình", "Đợt 1")


def test_the_history_tells_names(session, placed):
    other = session.records.create("person", {"full_name": "Lê An"})[0].record.id
    view = session.records.open(placed["assignment"])
    session.records.save(view.record.id, view.record.revision, {"person": other})
    (line,) = session.records.history(placed["assignment"], limit=1)[0].lines
    assert (line.old, line.new) == ("Trần Thị Bình", "Lê An")
    row = {"person": other, "code": "AAAA1111"}
    campaign = session.records.open(placed["campaign"]).record
    session.records.save(campaign.id, campaign.revision, {"sheets/00000001": row})
    (line,) = session.records.history(placed["campaign"], limit=1)[0].lines
    assert "Lê An" in line.new
    assert other not in line.new


def test_a_deleted_record_still_has_a_name_in_the_history(session, placed):
    view = session.records.open(placed["person"])
    session.records.delete(view.record.id, view.record.revision)
    (row,) = session.records.page("assignment", Query()).rows
    assert placed["person"] not in row.label
