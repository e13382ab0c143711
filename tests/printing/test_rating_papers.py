"""Form 01 of Decree 335/2025/NĐ-CP and the slip for leavers, as they come out on paper."""

from decimal import Decimal

import pytest

from desktop import paths
from desktop.domain.catalog import Catalogs
from desktop.domain.validation import computed_values
from desktop.printing.check import unknown_names
from desktop.printing.reading import TemplateError
from desktop.printing.template import load_print
from tests.domain.rating_sheets import CRITERIA, criteria, payload, product, rows
from tests.printing.people import people

LISTS = Catalogs(paths.forms() / "catalogs")


@pytest.fixture
def print_rating(put, forms):
    def print_rating(template, **changed):
        stored = payload(**changed)
        record = {**stored, **computed_values(forms["rating"], stored, LISTS)}
        return put(template, [record], form=forms["rating"])

    return print_rating


def words(paper):
    return " ".join(paper.text.split())


def test_form_01_shows_every_criterion_the_sums_and_the_products(print_rating):
    paper = print_rating(
        "rating_sheet",
        common_criteria=criteria(**{"I.1": "4.5"}),
        products=rows(product("12", "12", delays=1)),
        final_class="hoan_thanh_xuat_sac",
    )
    text = words(paper)
    assert all(code in text for code in CRITERIA)
    assert "Điểm tiêu chí chung 30 29,50 29,50" in text
    assert "Điểm kết quả thực hiện nhiệm vụ 70 64,17 64,17" in text
    assert "Tổng điểm 100 93,67 93,67" in text
    assert "Cấp có thẩm quyền xếp loại: Hoàn thành xuất sắc nhiệm vụ" in text
    assert "DANH MỤC SẢN PHẨM" in paper.pages[-1]
    assert paper.printed.left_out == ()


def test_a_sheet_without_criteria_is_printed_with_the_list_to_be_filled_by_hand(print_rating):
    text = words(print_rating("rating_sheet"))
    items = [item for item in LISTS["evaluation_criteria"].items if item.extra["kind"] == "criterion"]
    assert all(item.label in text for item in items)
    assert sum(Decimal(item.extra["max_points"]) for item in items) == 30


def test_a_heading_stays_with_the_table_of_texts_below_it(print_rating):
    for count in range(14, 30):
        made = rows(*[{"criterion": "I.2", "max_points": "5"}] * count)
        pages = print_rating("rating_sheet", common_criteria=made).pages
        (page,) = (page for page in pages if "II. TỔNG HỢP" in page)
        assert "Điểm tiêu chí chung" in page, count


def test_the_slip_tells_points_class_and_what_other_units_sent(print_rating):
    sent = {"unit": "Sở Tài chính", "period": "Q1", "points": "86.50", "document": "Phiếu số 3"}
    text = words(
        print_rating(
            "rating_transfer",
            total_points="88.25",
            final_class="hoan_thanh_tot",
            decision_date="2026-04-08",
            taken_in=rows(sent),
        )
    )
    assert "Tổng điểm 100 88,25" in text
    assert "Mức xếp loại Hoàn thành tốt nhiệm vụ" in text
    assert "Ngày: 08/04/2026" in text
    assert "Sở Tài chính Quý I 86,50 Phiếu số 3" in text


def test_a_long_name_of_an_agency_breaks_into_even_lines(put):
    lines = put("name_list", people(1)).pages[0].splitlines()
    assert not any(line.strip() in {"CHẼ", "NINH"} for line in lines)


def test_a_table_of_texts_may_name_only_what_its_form_has(tmp_path, forms):
    text = (paths.forms() / "prints" / "rating_transfer.toml").read_text("utf-8")
    path = tmp_path / "rating_transfer.toml"
    path.write_text(text.replace("{reckoned_common}", "{reckoned_comon}"), "utf-8")
    assert [one.partition(": ")[2] for one in unknown_names(load_print(path), forms["rating"])] == [
        "reckoned_comon"
    ]
    path.write_text(text.replace('["Tổng điểm", "100", "{reckoned_total}"]', '"Tổng điểm"'), "utf-8")
    with pytest.raises(TemplateError, match="wants a list"):
        load_print(path)


def test_a_list_of_that_no_section_has_is_named(tmp_path, forms):
    text = (paths.forms() / "prints" / "rating_sheet.toml").read_text("utf-8")
    path = tmp_path / "rating_sheet.toml"
    path.write_text(text.replace('list_of = "criterion"', 'list_of = "criterium"'), "utf-8")
    assert unknown_names(load_print(path), forms["rating"]) == ["block 6: common_criteria/criterium"]
