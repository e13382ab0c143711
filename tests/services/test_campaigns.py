"""A campaign: who gets a sheet, with which position, as one change."""

from datetime import date
from pathlib import Path

import pytest

from desktop.domain import sheet_codes
from desktop.errors import AppError
from desktop.services import start
from desktop.services.campaign_start import asked_competencies
from desktop.services.records import Query
from desktop.services.session import Session

DAY = date(2026, 11, 20)


def test_everyone_at_work_that_day_gets_a_code_and_an_assessment_in_one_change(posted: Session) -> None:
    before = posted.records.history(limit=1)[0].n
    campaign = posted.campaigns.start("Đợt 1", "assessment", "short", DAY, date(2026, 11, 30))
    sheets = posted.records.payload(campaign)["sheets"]
    rows = posted.campaigns.assessments(campaign)
    assert [row.payload["person"] for row in rows] == [sheet["person"] for sheet in sheets]
    assert len({sheet["code"] for sheet in sheets}) == len(sheets) > 30
    assert all(sheet_codes.is_code(sheet["code"]) for sheet in sheets)
    assert posted.records.history(limit=1)[0].n == before + 1
    assert sum(bool(row.position) for row in rows) > 30
    posted.records.undo()
    assert posted.records.count("campaign") == posted.records.count("assessment") == 0


def test_an_assessment_is_named_by_its_person_and_campaign(posted: Session) -> None:
    posted.campaigns.start("Đợt 1", "assessment", "short", DAY, None)
    row = posted.records.page("assessment", Query(limit=1)).rows[0]
    label = posted.records.open(row.id).label
    assert label.endswith(", Đợt 1")
    assert label.startswith(row.links["person"].partition(" · ")[0])
    assert row.hard_problems == 0


def test_the_main_position_has_the_largest_share_then_was_held_longest(posted: Session) -> None:
    create = posted.records.create
    person = create("person", {"full_name": "Phạm Thị Thử"})[0].record.id
    posts = [
        create("position", {"name": f"Vị trí {n}", "division": "Phòng Thử"})[0].record.id for n in range(4)
    ]
    told = (
        (50, "2025-07-01", "full"),
        (50, "2024-07-01", "full"),
        (40, "2020", "full"),
        (90, None, "concurrent"),
    )
    for post, (share, since, kind) in zip(posts, told, strict=True):
        create(
            "assignment", {"person": person, "position": post, "share": share, "since": since, "kind": kind}
        )
    campaign = posted.campaigns.start("Đợt 1", "assessment", "short", DAY, None, [person])
    assert [row.payload["position"] for row in posted.campaigns.assessments(campaign)] == [posts[1]]


def test_the_full_sheet_asks_managers_for_17_competencies_and_others_for_12(posted: Session) -> None:
    catalogs = posted.catalogs
    assert len(list(asked_competencies(catalogs, "lanh_dao_quan_ly"))) == 17
    assert len(list(asked_competencies(catalogs, "chuyen_mon_nghiep_vu"))) == 12
    campaign = posted.campaigns.start("Đợt 1", "assessment", "full", DAY, None)
    told = []
    for one in posted.campaigns.assessments(campaign):
        position = posted.records.payload(one.payload["position"]) if "position" in one.payload else {}
        levels = {row["competency"]: row["level"] for row in position.get("competencies", ())}
        asked = {row["competency"]: row.get("required") for row in one.payload["competencies"]}
        assert {code: level for code, level in asked.items() if level} == {
            code: level for code, level in levels.items() if code in asked
        }
        told += [level for level in asked.values() if level]
    assert len(told) > 10


def test_a_campaign_needs_people_and_a_name_of_its_own(posted: Session) -> None:
    begin = posted.campaigns.start
    begin("Đợt 1", "review", "short", DAY, None)
    for name, people, code in (
        ("Đợt 1", None, "campaign_exists"),
        ("  ", None, "campaign_unnamed"),
        ("Đợt 2", [], "campaign_without_people"),
    ):
        with pytest.raises(AppError) as raised:
            begin(name, "assessment", "short", DAY, None, people)
        assert raised.value.code == code


def test_only_a_clerk_opens_campaigns_and_takes_sheets_in(posted: Session, tmp_path: Path) -> None:
    campaign = posted.campaigns.start("Đợt 1", "assessment", "short", DAY, None)
    row = posted.campaigns.assessments(campaign)[0]
    posted.users.add("Nga", ("reviewer",), "một câu dài khác nữa")
    folder = posted.folder
    posted.close()
    other = start.open_(folder, "một câu dài khác nữa", "Nga")
    before = other.records.history(limit=1)[0].n
    campaigns = other.campaigns
    for deed in (
        lambda: campaigns.start("Đợt 2", "assessment", "short", DAY, None),
        lambda: campaigns.make_files(campaign, tmp_path / "phat"),
        lambda: campaigns.take_in(campaign, tmp_path),
        lambda: campaigns.type_in(row.record_id, {"wish": "Đi học"}),
        lambda: campaigns.set_open(campaign, is_open=False),
        lambda: campaigns.accept_proposals(campaign, ["00000000"]),
    ):
        with pytest.raises(AppError) as raised:
            deed()
        assert raised.value.code == "right_missing"
    assert len(campaigns.not_returned(campaign)) == len(campaigns.assessments(campaign))
    assert other.records.history(limit=1)[0].n == before
    other.close()
