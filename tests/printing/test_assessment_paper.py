from pathlib import Path

import pytest

from desktop.services import practice_campaign, practice_posts, start
from desktop.services.records import Query
from desktop.services.session import Session

ROSTER = Path(__file__).resolve().parents[2] / "resources" / "sample" / "danh-sach-can-bo.xlsx"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory):
    opened = start.create(
        tmp_path_factory.mktemp("papers") / "so", "15865", "Lê Thị Lan", "mat khau thu"
    ).session
    opened.imports.apply(opened.imports.preview(opened.imports.read(ROSTER)), only_good=False)
    practice_posts.enter(opened)
    practice_campaign.enter(opened)
    yield opened
    opened.close()


def text_of(session: Session, record_id: str, folder: Path) -> tuple[int, str]:
    import pypdfium2

    printed = session.printing.print_("assessment_sheet", (record_id,), folder / "phieu.pdf")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(printed.path)]
    return printed.pages, " ".join(" ".join(pages).split())


def test_the_paper_of_an_assessment_says_who_approved_it_and_that_it_was_one_person(session, tmp_path):
    record_id = session.records.page("assessment", Query(limit=1)).rows[0].id
    pages, before = text_of(session, record_id, tmp_path)
    assert pages == 1
    assert "người duyệt là một: Không" in before
    for step in (session.approval.submit, session.approval.review, session.approval.approve):
        step([record_id])
    pages, after = text_of(session, record_id, tmp_path)
    assert pages == 1
    assert "người duyệt là một: Có" in after
    assert after.count("Lê Thị Lan") == 3
