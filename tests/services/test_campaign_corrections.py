"""Reviews of personal data, sheets typed in from paper, and who has not returned the own one."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from desktop.errors import AppError
from desktop.services.campaigns import Outcome
from desktop.services.session import Session

from .filled_sheets import fill

DAY = date(2026, 11, 20)
BY = date(2026, 11, 30)


def people(session: Session, count: int) -> list[str]:
    return session.records.in_order_of_entry("person")[:count]


@pytest.fixture
def reviewed(posted: Session, tmp_path: Path) -> str:
    """A review of two people, one of whom corrected two things and said that the rest is true."""
    campaign = posted.campaigns.start("Rà soát", "review", "short", DAY, BY, people(posted, 2))
    made = posted.campaigns.make_files(campaign, tmp_path)
    name = posted.records.payload(people(posted, 1)[0])["full_name"]
    answers = {"full_name": name, "phone": "0912 345 678", "birth_date": "30/02/1980"}
    fill(made.sheets[0], answers | {"confirmed": "Có thông tin cần sửa như đã ghi"})
    fill(made.sheets[1], {"confirmed": "Các thông tin trên là đúng", "signed_on": "20/11/2026"})
    taken = posted.campaigns.take_in(campaign, made.sheets)
    assert {one.outcome for one in taken.files} == {Outcome.TAKEN}
    assert taken.corrections == 2  # the name is as it was
    return campaign


def test_a_correction_changes_nothing_before_it_is_accepted(posted: Session, reviewed: str) -> None:
    person = people(posted, 1)[0]
    before = posted.records.payload(person)
    found = {one.field: one for one in posted.campaigns.proposals(reviewed)}
    assert found.keys() == {"phone", "birth_date"}
    assert (found["phone"].old, found["phone"].new) == (before["phone"], "0912 345 678")
    assert not found["phone"].problems
    assert found["birth_date"].problems
    assert posted.campaigns.not_returned(reviewed) == ()

    posted.campaigns.accept_proposals(reviewed, [found["phone"].id])
    posted.campaigns.refuse_proposals(reviewed, [found["birth_date"].id])

    after = posted.records.payload(person)
    assert {name for name in after if after[name] != before.get(name)} == {"phone"}
    assert after["phone"] == "0912345678"
    assert posted.campaigns.proposals(reviewed) == ()
    states = [row["state"] for row in posted.records.payload(reviewed)["corrections"]]
    assert sorted(states) == ["accepted", "refused"]
    posted.records.undo()
    posted.records.undo()
    assert posted.records.payload(person) == before


def test_a_review_on_paper_is_typed_in_as_proposals(posted: Session) -> None:
    campaign = posted.campaigns.start("Rà soát", "review", "short", DAY, BY, people(posted, 2))
    posted.campaigns.type_in_review(campaign, people(posted, 1)[0], {"phone": "0987654321"})
    assert [one.new for one in posted.campaigns.proposals(campaign)] == ["0987654321"]
    assert len(posted.campaigns.not_returned(campaign)) == 1


def test_a_sheet_typed_in_from_paper_has_come_back_and_a_second_keying_finds_slips(posted: Session) -> None:
    campaign = posted.campaigns.start("Đợt", "assessment", "full", DAY, BY, people(posted, 2))
    row = posted.campaigns.assessments(campaign)[0]
    level = f"competencies/{row.payload['competencies'][0]['_id']}/own"
    before = posted.records.history(limit=1)[0].n
    posted.campaigns.type_in(row.record_id, {"self_meets": "Đáp ứng", "wish": "Đi học", level: "3"})
    assert posted.records.history(limit=1)[0].n == before + 1
    assert [one.person_id for one in posted.campaigns.not_returned(campaign)] == [people(posted, 2)[1]]
    assert posted.records.payload(campaign)["sheets"][0]["way"] == "paper"

    second = {"self_meets": "Đáp ứng một phần", "wish": "đi học", level: "4"}
    found = posted.campaigns.differences(row.record_id, second)
    assert [(one.place, one.first, one.second) for one in found] == [
        ("self_meets", "Đáp ứng", "Đáp ứng một phần"),
        (level, "3", "4"),
    ]
    assert found[1].label.startswith("Đạo đức và bản lĩnh")
    assert posted.records.history(limit=1)[0].n == before + 1


def test_a_file_that_follows_a_paper_sheet_waits(posted: Session, tmp_path: Path) -> None:
    campaign = posted.campaigns.start("Đợt", "assessment", "short", DAY, BY, people(posted, 1))
    made = posted.campaigns.make_files(campaign, tmp_path)
    row = posted.campaigns.assessments(campaign)[0]
    posted.campaigns.type_in(row.record_id, {"wish": "Đi học"})
    fill(made.sheets[0], {"wish": "Thôi việc"})
    taken = posted.campaigns.take_in(campaign, made.sheets)
    assert [one.outcome for one in taken.files] == [Outcome.NEWER]
    assert posted.campaigns.assessments(campaign)[0].payload["wish"] == "train"


def test_who_is_missing_is_told_as_text_and_on_paper(posted: Session, tmp_path: Path) -> None:
    campaign = posted.campaigns.start("Đợt", "assessment", "short", DAY, BY, people(posted, 60))
    row = posted.campaigns.assessments(campaign)[0]
    posted.campaigns.type_in(row.record_id, {"wish": "Đi học"})
    missing = posted.campaigns.not_returned(campaign)
    assert len(missing) == 59
    text = posted.campaigns.not_returned_text(campaign)
    assert "30/11/2026" in text.splitlines()[0]
    assert "59" in text.splitlines()[0]
    assert all(one.name in text for one in missing)
    assert posted.campaigns.print_not_returned(campaign, tmp_path / "chua-nop.pdf") >= 1
    document = pypdfium2.PdfDocument(tmp_path / "chua-nop.pdf")
    said = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "CHƯA NỘP" in said


def test_nobody_missing_is_said_and_not_printed(posted: Session, tmp_path: Path) -> None:
    campaign = posted.campaigns.start("Đợt", "assessment", "short", DAY, BY, people(posted, 1))
    posted.campaigns.type_in(posted.campaigns.assessments(campaign)[0].record_id, {"wish": "Đi học"})
    assert "Đợt" in posted.campaigns.not_returned_text(campaign)
    with pytest.raises(AppError) as raised:
        posted.campaigns.print_not_returned(campaign, tmp_path / "chua-nop.pdf")
    assert raised.value.code == "campaign_has_no_missing"


def test_campaigns_are_found_by_name_and_counted(posted: Session) -> None:
    first = posted.campaigns.start("Đợt 1", "assessment", "short", DAY, BY, people(posted, 3))
    posted.campaigns.start("Đợt 2", "review", "short", DAY, None, people(posted, 2))
    posted.campaigns.type_in(posted.campaigns.assessments(first)[0].record_id, {"wish": "Đi học"})
    told = [(one.name, one.people, one.returned, one.is_open) for one in posted.campaigns.all()]
    assert told == [("Đợt 2", 2, 0, True), ("Đợt 1", 3, 1, True)]
    assert posted.campaigns.find("Đợt 1") == posted.campaigns.find(first) == first
    with pytest.raises(AppError) as raised:
        posted.campaigns.find("Đợt 9")
    assert raised.value.code == "campaign_missing"
