import re
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.printing.people import UNITS, full, people

MM = 72 / 25.4
FOOT = "Bản in từ sổ làm việc, đối chiếu với hồ sơ điện tử trên CSDL quốc gia"
EMPTY = re.compile(r"\s+")


def plain(text):
    return EMPTY.sub("", text)


def within_margins(paper, template):
    """Every piece of text of the body stands between the side margins, and none on another."""
    sheet = template.sheet
    width, _ = sheet.size
    for boxes in paper.pieces():
        assert [
            box for box in boxes if box[0] < sheet.left * MM - 1 or box[2] > width - sheet.right * MM + 1
        ] == []
        assert overlaps(boxes) == []


def overlaps(boxes):
    """Neighbours on one line of which the second begins before the first has ended."""
    found = []
    ordered = sorted(boxes, key=lambda box: (round(box[1] / 4), box[0]))
    for first, second in pairwise(ordered):
        same_line = min(first[3], second[3]) - max(first[1], second[1]) > 2
        if same_line and second[0] < first[2] - 1 and second[2] > first[0] + 1:
            found.append((first, second))
    return found


@pytest.mark.parametrize("template", ["cv_tt06_2023", "name_list"])
@pytest.mark.parametrize("word", ["A", "Trường Đại học Nội vụ Hà Nội, cơ sở tỉnh Quảng Ninh", "W" * 90])
def test_text_stays_within_the_margins_and_off_other_text(put, prints, person, template, word):
    paper = put(template, [full(person, word)])
    within_margins(paper, prints[template])


@given(word=st.text(st.sampled_from("aăâđêơưỷộnghtc  -/"), max_size=200), rows=st.integers(0, 9))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_fit_the_paper(put, prints, person, word, rows):
    within_margins(put("cv_tt06_2023", [full(person, word, rows)]), prints["cv_tt06_2023"])


def test_words_of_every_length_fit_the_lines(put, prints, person):
    for length in range(1, 40):
        within_margins(put("cv_tt06_2023", [full(person, "n" * length, 0)]), prints["cv_tt06_2023"])


@pytest.mark.parametrize("template", ["cv_tt06_2023", "name_list"])
def test_an_empty_paper_fits_too(put, prints, context, template):
    paper = put(
        template, [], replace(context, blank=True, date=None, place="", unit_name="", superior_name="")
    )
    within_margins(paper, prints[template])


def test_every_answer_is_on_the_cv(put, person):
    text = plain(put("cv_tt06_2023", [full(person)]).text)
    assert text.count(plain("Trường Đại học Nội vụ Hà Nội")) > 60
    assert "TRƯỜNGĐẠIHỌCNỘIVỤHÀNỘI" in text
    assert "09tháng5năm2010" in text
    assert "09/05/2010" in text
    assert "4.500.000" in text


def test_pages_are_numbered_at_the_top_centre_from_the_second_on(put):
    paper = put("name_list", people(60))
    with pypdfium2.PdfDocument(paper.data) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            top = page.get_textpage().get_text_bounded(
                left=width / 2 - 20, right=width / 2 + 20, bottom=height - 20 * MM, top=height
            )
            assert top.strip() == ("" if number == 1 else str(number))


def test_each_cv_is_numbered_anew(put):
    paper = put("cv_tt06_2023", people(2))
    half = paper.printed.pages // 2
    assert paper.pages[half].startswith(paper.pages[0].split("\n")[0])
    assert paper.pages[half + 1].split()[0] == "2"


def test_the_foot_line_is_on_every_page_of_a_filled_cv_only(put, context):
    assert all(FOOT in page for page in put("cv_tt06_2023", people(1)).pages)
    assert FOOT not in put("cv_tt06_2023", [], replace(context, blank=True)).text


def test_an_empty_cv_has_rows_and_dots_to_write_on(put, context):
    paper = put("cv_tt06_2023", [], replace(context, blank=True))
    with pypdfium2.PdfDocument(paper.data) as document:
        lines = [path_segments(page) for page in document]
    assert min(lines) > 30
    assert "34.1)" in paper.text
    assert "Ký tên, đóng dấu" in paper.text


def test_the_list_repeats_its_head_and_column_numbers(put):
    paper = put("name_list", people(60))
    assert paper.printed.pages > 2
    for page in paper.pages:
        assert "Họ và tên" in page
        assert "(15)" in page
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in paper.pages[0]
    assert "Ba Chẽ, ngày 05 tháng 02 năm 2026" in paper.pages[0]


def test_everybody_is_on_the_list_once(put):
    records = people(60)
    text = put("name_list", records).text
    for number in range(1, 61):
        assert len(re.findall(rf"^{number}\r?$|^{number} ", text, re.MULTILINE)) >= 1
    names = plain(text)
    assert [one["full_name"] for one in records if plain(one["full_name"]) not in names] == []


def test_the_list_is_divided_and_counted(put, context):
    records = people(40)
    paper = put("name_list", records, replace(context, band_order=tuple(UNITS)))
    bands = re.findall(r"^([IVX]+)\. (.+) \((\d+) người\)", paper.text, re.MULTILINE)
    assert [(number, name) for number, name, _ in bands] == list(
        zip(["I", "II", "III", "IV"], UNITS, strict=True)
    )
    assert [int(count) for *_, count in bands] == [
        sum(record["org_unit"] == unit for record in records) for unit in UNITS
    ]
    assert "Tổng số: 40 người" in paper.text


def test_birth_dates_stand_in_the_column_of_the_sex(put, prints):
    paper = put(
        "name_list", [people(1)[0] | {"sex": sex, "birth_date": "1985-05-09"} for sex in ("male", "female")]
    )
    with pypdfium2.PdfDocument(paper.data) as document:
        page = document[0].get_textpage()
        boxes = [page.get_charbox(index)[0] for index, _ in hits(page, "09/05/1985")]
    assert boxes[0] + 30 < boxes[1]


def path_segments(page):
    """The strokes of all rules and dotted lines of a page."""
    return sum(pypdfium2.raw.FPDFPath_CountSegments(path) for path in page.get_objects(filter=[2]))


def hits(page, text):
    found = page.search(text)
    while (hit := found.get_next()) is not None:
        yield hit


@pytest.mark.parametrize("count", range(1, 60, 7))
def test_signers_never_stand_alone_on_a_page(put, count):
    last = put("name_list", people(count)).pages[-1]
    assert "NGƯỜI LẬP BIỂU" in last
    assert "CHỦ TỊCH" in last
    assert f"Tổng số: {count} người" in last
    assert re.search(rf"^{count}\b", last, re.MULTILINE)


def test_signers_of_a_cv_never_stand_alone_on_a_page(put, person):
    for lines in range(60):
        last = put("cv_tt06_2023", [{"unit_remarks": "\n".join(["Tốt"] * (lines + 1))}]).pages[-1]
        assert "Người khai" in last
        assert "Tốt" in last


def test_signers_of_an_empty_list_stand_with_its_last_row(put, context):
    last = put("name_list", [], replace(context, blank=True, signer_authority="", signer_title="")).pages[-1]
    assert "THỦ TRƯỞNG ĐƠN VỊ" in last
    assert re.search(r"^22\b", last, re.MULTILINE)


def test_a_row_is_not_parted_by_the_page(put):
    records = [
        one | {"note": f"đầu{number} " + "giữa " * 12 + f"cuối{number}"}
        for number, one in enumerate(people(30))
    ]
    pages = [plain(page) for page in put("name_list", records).pages]
    for number in range(30):
        (page,) = [page for page in pages if f"đầu{number}giữa" in page]
        assert f"cuối{number}" in page


def test_a_row_taller_than_a_page_is_continued(put, person):
    words = [f"w{number}" for number in range(1500)]
    record = {"family_own": [{"_id": "00000001", "full_name": "Trần Văn Dũng", "details": " ".join(words)}]}
    paper = put("cv_tt06_2023", [record])
    assert [word for word in re.findall(r"w\d+", paper.text) if word] == words


def test_a_heading_stays_with_its_table(put, person):
    for rows in range(1, 12):
        for page in put("cv_tt06_2023", [full(person, "Hà Nội", rows)]).pages:
            lines = [line for line in page.replace("\r", "").split("\n") if line.strip() and line != FOOT]
            assert not re.match(r"3[2-7](\.\d)?\) ", lines[-1])


def test_two_thousand_people_make_one_list(put):
    paper = put("name_list", people(2000))
    assert paper.printed.pages > 100
    assert "Tổng số: 2000 người" in paper.pages[-1]
