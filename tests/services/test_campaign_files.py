"""The files of a campaign: one a person, with nobody else in it, and what becomes of each that comes back."""

import os
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from desktop.errors import AppError, UserCancelled
from desktop.services.approval import PaperApproval
from desktop.services.campaigns import Made, Outcome, TakeIn
from desktop.services.session import Session

from .filled_sheets import MARK, asked, change, fill, texts

DAY = date(2026, 11, 20)
BY = date(2026, 11, 30)
ANSWERS = {"self_law": "Đạt", "self_digital": "Cần bồi dưỡng", "self_meets": "Đáp ứng", "wish": "Đi học"}


def sixty(session: Session) -> list[str]:
    return session.records.in_order_of_entry("person")[:60]


def campaign_of(session: Session, count: int = 60, **told: str) -> str:
    plan = {"name": "Đợt 1", "purpose": "assessment", "sheet": "short"} | told
    return session.campaigns.start(
        plan["name"], plan["purpose"], plan["sheet"], DAY, BY, sixty(session)[:count]
    )


def by_outcome(taken: TakeIn) -> Counter[Outcome]:
    return Counter(one.outcome for one in taken.files)


@pytest.fixture
def one(posted: Session, tmp_path: Path) -> tuple[str, Made]:
    """A campaign of one person, its sheet made."""
    campaign = campaign_of(posted, 1)
    return campaign, posted.campaigns.make_files(campaign, tmp_path / "phat")


def test_a_campaign_of_sixty_comes_back(posted: Session, tmp_path: Path) -> None:
    campaign = campaign_of(posted)
    made = posted.campaigns.make_files(campaign, tmp_path / "phat")
    assert len(made.sheets) == 60
    back = tmp_path / "thu"
    for number, path in enumerate(made.sheets[:57]):
        fill(path, ANSWERS | {"training_needs": f"Lớp {number}"}, back / f"{number}.xlsx")
    for number in (3, 4):
        again = fill(made.sheets[number], ANSWERS | {"wish": "Thôi việc"}, back / f"{number} moi.xlsx")
        later = (back / f"{number}.xlsx").stat().st_mtime + 60
        os.utime(again, (later, later))
    change(fill(made.sheets[57], ANSWERS, back / "sua.xlsx"), {"C5": "Chủ tịch UBND"})
    strange = openpyxl.Workbook()
    strange.active["A1"] = "Danh sách khác"
    strange.save(back / "la.xlsx")

    taken = posted.campaigns.take_in(campaign, back)

    assert by_outcome(taken) == {
        Outcome.TAKEN: 57,
        Outcome.NEWER: 2,
        Outcome.TAMPERED: 1,
        Outcome.FOREIGN: 1,
    }
    assert {one.path.name for one in taken.left} == {"3 moi.xlsx", "4 moi.xlsx", "sua.xlsx", "la.xlsx"}
    assert all(one.text for one in taken.files)
    changed = next(one for one in taken.files if one.outcome is Outcome.TAMPERED)
    assert "Chủ tịch UBND" in changed.text
    rows = posted.campaigns.assessments(campaign)
    assert [row.payload.get("training_needs") for row in rows] == [f"Lớp {n}" for n in range(57)] + [None] * 3
    assert {row.payload.get("self_digital") for row in rows} == {"needs_training", None}
    assert [one.code for one in posted.campaigns.not_returned(campaign)] == [
        path.stem.removeprefix("phieu-") for path in made.sheets[57:]
    ]
    posted.records.undo()
    assert not any(row.payload.get("wish") for row in posted.campaigns.assessments(campaign))
    assert len(posted.campaigns.not_returned(campaign)) == 60


def test_a_newer_file_waits_until_it_is_accepted(posted: Session, tmp_path: Path, one) -> None:
    campaign, made = one
    posted.campaigns.take_in(campaign, [fill(made.sheets[0], ANSWERS, tmp_path / "a" / "1.xlsx")])
    newer = fill(made.sheets[0], {"wish": "Thôi việc"}, tmp_path / "a" / "2.xlsx")
    waiting = posted.campaigns.take_in(campaign, newer).left
    assert [(one.outcome, one.waits) for one in waiting] == [(Outcome.NEWER, True)]
    accepted = posted.campaigns.accept(campaign, [one.path for one in waiting])
    assert by_outcome(accepted) == {Outcome.TAKEN: 1}
    payload = posted.campaigns.assessments(campaign)[0].payload
    assert payload["wish"] == "leave"
    assert "self_law" not in payload  # the newer file says nothing there
    assert by_outcome(posted.campaigns.take_in(campaign, newer)) == {Outcome.UNCHANGED: 1}


def test_no_file_holds_another_person(posted: Session, tmp_path: Path) -> None:
    campaigns = [
        (60, campaign_of(posted, name="Đợt 1")),
        (9, campaign_of(posted, 9, name="Đợt 2", sheet="full")),
        (9, campaign_of(posted, 9, name="Đợt 3", purpose="review")),
    ]
    people = list(posted.records.payloads(sixty(posted), "person"))
    for count, campaign in campaigns:
        made = posted.campaigns.make_files(campaign, tmp_path / campaign)
        for own, path in zip(people[:count], made.sheets, strict=True):
            said = texts(path)
            assert own["full_name"] in said
            others = [one for one in people if one is not own]
            names = {one["full_name"] for one in others if one["full_name"] not in own["full_name"]}
            numbers = {str(one[name]) for one in others for name in ("national_id", "phone") if name in one}
            assert [one for one in names | numbers if one in said] == []


def test_file_names_are_ascii_and_the_list_stands_beside_what_is_handed_out(
    posted: Session, tmp_path: Path
) -> None:
    campaign = campaign_of(posted, 12)
    made = posted.campaigns.make_files(campaign, tmp_path / "phat", ["xlsx", "pdf"], by_division=True)
    assert len(made.sheets) == 24
    files = [path for path in made.folder.rglob("*") if path.is_file()]
    assert all(path.name.isascii() for path in files)
    assert made.list_path.parent == made.folder
    assert {path.parent.name for path in made.sheets} == {"phieu"}
    said = texts(made.list_path)
    assert all(path.stem.removeprefix("phieu-") in said for path in made.sheets)


def test_only_answers_can_be_typed_and_are_chosen_from_lists(one) -> None:
    _, made = one
    book = openpyxl.load_workbook(made.sheets[0])
    page, addresses = book.worksheets[0], asked(made.sheets[0])
    assert page.protection.sheet
    assert not page.protection.password
    assert book[MARK].sheet_state == "veryHidden"
    free = {cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked}
    assert set(addresses.values()) <= free
    merged = {str(area).partition(":")[0] for area in page.merged_cells.ranges}
    assert {address for address in free if page[address].value} == set()
    assert free & merged <= set(addresses.values())
    offered = {
        str(area): [cell.value for row in book[MARK][rule.formula1.partition("!")[2]] for cell in row]
        for rule in page.data_validations.dataValidation
        for area in rule.sqref.ranges
    }
    at = next(area for area in offered if addresses["self_law"] in area)
    assert offered[at] == ["Đạt", "Cần bồi dưỡng", "Chưa đạt"]
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 1)


def test_no_text_of_a_sheet_is_a_formula(posted: Session, tmp_path: Path) -> None:
    person = posted.records.create("person", {"full_name": '=HYPERLINK("x")'})[0].record.id
    campaign = posted.campaigns.start("=1+1", "review", "short", DAY, BY, [person])
    made = posted.campaigns.make_files(campaign, tmp_path)
    for path in (*made.sheets, made.list_path):
        cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row]
        assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    fill(made.sheets[0], {"full_name": "Lê Văn Sửa"})
    assert by_outcome(posted.campaigns.take_in(campaign, made.sheets)) == {Outcome.TAKEN: 1}


@pytest.mark.parametrize("sheet", ["short", "full"])
def test_a_paper_sheet_is_one_page(posted: Session, tmp_path: Path, sheet: str) -> None:
    campaign = campaign_of(posted, 5, sheet=sheet)
    made = posted.campaigns.make_files(campaign, tmp_path, "pdf")
    for path in made.sheets:
        document = pypdfium2.PdfDocument(path)
        assert len(document) == 1
        assert path.stem.removeprefix("phieu-") in document[0].get_textpage().get_text_range()
        document.close()


def test_answers_outside_the_list_stay_as_written_and_are_problems(posted: Session, one) -> None:
    campaign, made = one
    fill(made.sheets[0], {"self_law": "tàm tạm", "assessed_on": "31/02/2026"})
    assert by_outcome(posted.campaigns.take_in(campaign, made.sheets)) == {Outcome.TAKEN: 1}
    row = posted.campaigns.assessments(campaign)[0]
    assert row.payload["self_law"] == {"raw": "tàm tạm"}
    assert row.payload["assessed_on"] == {"raw": "31/02/2026"}
    problems = {problem.place for problem in posted.records.open(row.record_id).problems}
    assert {"self_law", "assessed_on"} <= problems


def test_the_full_sheet_comes_back_level_by_level(posted: Session, tmp_path: Path) -> None:
    campaign = campaign_of(posted, 1, sheet="full")
    made = posted.campaigns.make_files(campaign, tmp_path)
    levels = [place for place in asked(made.sheets[0]) if place.endswith("/own")]
    fill(made.sheets[0], dict.fromkeys(levels, 4))
    posted.campaigns.take_in(campaign, made.sheets)
    rows = posted.campaigns.assessments(campaign)[0].payload["competencies"]
    assert {row["own"] for row in rows} == {4}
    assert len(rows) == len(levels)


def test_what_is_no_sheet_is_named_and_the_rest_taken_in(posted: Session, tmp_path: Path, one) -> None:
    campaign, made = one
    other = campaign_of(posted, 1, name="Đợt 2")
    back = tmp_path / "thu"
    fill(posted.campaigns.make_files(other, tmp_path / "khac").sheets[0], ANSWERS, back / "khac.xlsx")
    fill(made.sheets[0], ANSWERS, back / "dung.xlsx")
    copied = openpyxl.load_workbook(made.sheets[0])
    del copied[MARK]
    copied.save(back / "chep.xlsx")
    (back / "hong.xlsx").write_bytes(b"PK\3\4 broken")
    (back / "anh.pdf").write_bytes(b"%PDF-1.4")
    (back / "~$dung.xlsx").write_bytes(b"lock")
    found = {one.path.name: one for one in posted.campaigns.take_in(campaign, back).files}
    assert {name: one.outcome for name, one in found.items()} == {
        "khac.xlsx": Outcome.FOREIGN,
        "dung.xlsx": Outcome.TAKEN,
        "chep.xlsx": Outcome.TAMPERED,
        "hong.xlsx": Outcome.UNREADABLE,
        "anh.pdf": Outcome.UNREADABLE,
    }
    assert "Đợt 2" in found["khac.xlsx"].text


def test_an_empty_sheet_and_one_of_a_closed_campaign_are_not_taken(posted: Session, one) -> None:
    campaign, made = one
    assert by_outcome(posted.campaigns.take_in(campaign, made.sheets)) == {Outcome.EMPTY: 1}
    posted.campaigns.set_open(campaign, is_open=False)
    fill(made.sheets[0], ANSWERS)
    assert by_outcome(posted.campaigns.take_in(campaign, made.sheets)) == {Outcome.CLOSED: 1}
    with pytest.raises(AppError) as raised:
        posted.campaigns.make_files(campaign, made.folder)
    assert raised.value.code == "campaign_closed"


def test_a_sheet_of_an_earlier_batch_waits_when_what_is_printed_has_changed(
    posted: Session, tmp_path: Path, one
) -> None:
    campaign, made = one
    old = fill(made.sheets[0], ANSWERS, tmp_path / "cu.xlsx")
    row = posted.campaigns.assessments(campaign)[0]
    position = posted.records.open(row.payload["position"])
    posted.records.save(position.record.id, position.record.revision, {"name": "Tên mới"})
    posted.campaigns.make_files(campaign, tmp_path / "phat")
    assert by_outcome(posted.campaigns.take_in(campaign, old)) == {Outcome.OUTDATED: 1}
    assert by_outcome(posted.campaigns.accept(campaign, old)) == {Outcome.TAKEN: 1}


def test_an_approved_assessment_is_not_changed_by_a_file(posted: Session, one) -> None:
    campaign, made = one
    row = posted.campaigns.assessments(campaign)[0]
    paper = PaperApproval(who="Trần Văn B", on="2026-10-20", number="12/QĐ-UBND", number_date="2026-10-20")
    posted.approval.record_on_paper([row.record_id], "approved", paper)
    fill(made.sheets[0], ANSWERS)
    assert by_outcome(posted.campaigns.take_in(campaign, made.sheets)) == {Outcome.APPROVED: 1}
    assert "wish" not in posted.campaigns.assessments(campaign)[0].payload


def test_a_batch_can_be_stopped(posted: Session, tmp_path: Path) -> None:
    campaign = campaign_of(posted, 5)
    with pytest.raises(UserCancelled):
        posted.campaigns.make_files(campaign, tmp_path, progress=lambda done, _total: done < 2)
    made = list((tmp_path / "phieu").iterdir())
    assert len(made) == 2
    fill(made[0], ANSWERS)
    with pytest.raises(UserCancelled):
        posted.campaigns.take_in(campaign, made, lambda _done, _total: False)
    assert by_outcome(posted.campaigns.take_in(campaign, made[0])) == {Outcome.TAKEN: 1}


def test_a_reviewer_fills_in_a_whole_division(posted: Session, tmp_path: Path) -> None:
    campaign = campaign_of(posted, 20)
    made = posted.campaigns.make_files(campaign, tmp_path, by_division=True)
    sheets = posted.records.payload(campaign)["sheets"]
    people = {sheet["code"]: sheet["person"] for sheet in sheets}
    path = next(path for path in made.divisions if "phong-kinh-te" in path.name)
    places = asked(path)
    codes = {place.partition(":")[0] for place in places if ":" in place}
    answers = {place: "Đạt" for place in places if place.endswith(":law")} | {"reviewer": "Lê Thị Rà Soát"}
    back = shutil.move(fill(path, answers), tmp_path / "ra soat.xlsx")
    taken = posted.campaigns.take_in(campaign, Path(back))
    assert by_outcome(taken) == {Outcome.TAKEN: 1}
    reviewed = {
        row.payload["person"]: row.payload.get("reviewer")
        for row in posted.campaigns.assessments(campaign)
        if row.payload.get("law") == "meets"
    }
    assert reviewed == {people[code]: "Lê Thị Rà Soát" for code in codes}
    assert len(codes) > 2
    shown_codes = {people[code] for code in codes}
    assert len(posted.campaigns.not_returned(campaign)) == 20  # a review is no own sheet
    said = texts(Path(back))
    own = [one["full_name"] for one in posted.records.payloads(list(shown_codes), "person")]
    others = [one["full_name"] for one in posted.records.payloads(sixty(posted), "person")]
    assert all(name in said for name in own)
    assert [name for name in others if name in said and not any(name in one for one in own)] == []


def test_what_was_deleted_since_is_left_out_and_the_rest_goes_on(posted: Session, tmp_path: Path) -> None:
    campaign = campaign_of(posted, 4)
    made = posted.campaigns.make_files(campaign, tmp_path / "phat")
    rows = posted.campaigns.assessments(campaign)
    gone = [rows[0].payload["person"], rows[1].record_id, rows[2].payload["position"]]
    for record_id in gone:
        posted.records.delete(record_id, posted.records.open(record_id).record.revision)
    for path in made.sheets:
        fill(path, ANSWERS)
    assert len(posted.campaigns.make_files(campaign, tmp_path / "lai").sheets) == 3
    taken = posted.campaigns.take_in(campaign, made.sheets)
    outcomes = [Outcome.TAKEN, Outcome.GONE, Outcome.OUTDATED, Outcome.TAKEN]
    assert [one.outcome for one in taken.files] == outcomes
    assert all(one.text for one in taken.files)
