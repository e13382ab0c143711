import datetime as dt

import pytest

from desktop import paths
from desktop.spreadsheets.headings import load_headings
from desktop.spreadsheets.layout import find_tables
from desktop.spreadsheets.mapping import guess_columns, kind_of, mapping_of
from desktop.spreadsheets.reader import read_book
from desktop.spreadsheets.workbook import Merge, Sheet

N = None


@pytest.fixture
def targets(form, headings, lists):
    """What the columns of one header (with rows beneath) are taken for, in order."""

    def guessed(rows, merged=()):
        width = max(map(len, rows))
        full = tuple((*row, *[N] * (width - len(row))) for row in rows)
        (table,) = find_tables(Sheet("DS", full, tuple(merged)))
        return [guess.target for guess in guess_columns(table, headings, form, lists)]

    return guessed


def one(targets, heading, *cells):
    """The target of a column between a number and a name."""
    rows = [
        ["STT", "Họ và tên", heading],
        *([place, "Nguyễn Văn An", cell] for place, cell in enumerate(cells, 1)),
    ]
    return targets(rows)[2]


def test_every_target_is_a_field_of_the_form(form, headings, lists):
    assert [t.name for t in headings.targets if t.field and not form.has_field(t.field)] == []
    assert [t.name for t in headings.targets if t.field and form.field(t.field).computed] == []


def test_the_labels_of_the_form_are_known(form, targets):
    for field in form.fields:
        if not field.computed and field.name != "full_name":
            assert one(targets, field.label.vi, N, N) == field.name
            assert one(targets, field.label.en, N, N) == field.name


@pytest.mark.parametrize("name", ["01_danh_sach_sach", "02_trich_ngang_cbcc"])
def test_the_columns_of_the_sample_lists_are_known(corpus, form, headings, lists, name):
    (table,) = find_tables(read_book(corpus / f"{name}.xlsx").sheets[0])
    guesses = {guess.column.heading: guess.target for guess in guess_columns(table, headings, form, lists)}
    unknown = {"01_danh_sach_sach": [], "02_trich_ngang_cbcc": ["Xếp loại năm 2025"]}
    assert [heading for heading, target in guesses.items() if target is None] == unknown[name]
    assert kind_of(table, {"person": headings}) == "person"


@pytest.mark.parametrize(
    ("heading", "cells", "target"),
    [
        ("HỌ TÊN ĐỆM", ["Nguyễn Văn", "Lê Thị"], N),
        ("Ngay thang nam sinh", ["1980", "05/07/1981"], "birth_date"),
        ("Ngày, tháng,\nnăm sinh (dd/mm/yyyy)", ["1980", "05/07/1981"], "birth_date"),
        ("Số CCCD/\nCMND", ["040073001417"], "national_id"),
        ("CMND", ["187331010"], "old_id"),
        ("Trình độ chuyên môn, nghiệp vụ", ["Đại học"], "education_level"),
        ("T.độ chuyên môn", ["Đại học"], "education_level"),
        ("LLCT", ["TC"], "political_theory"),
        ("Nữ (x)", ["x", N], "sex@female"),
        ("Nữ", ["x", N], "sex@female"),
        ("Nữ", ["1980", N], "birth_date@female"),
        ("Hộ khẩu thường trú", ["Xóm 5"], "address"),
        ("Khối", ["UBND"], "org_unit"),
        ("Năm vào ngành", ["11/1999"], "recruitment_date"),
        ("Họ và tên vợ (chồng)", ["Lê Thị Hoa"], N),
        ("Ngày sinh của con", ["2010"], N),
        ("Ký nhận", [N], N),
    ],
)
def test_headings_are_known_in_many_spellings(targets, heading, cells, target):
    assert one(targets, heading, *cells, *cells) == target


@pytest.mark.parametrize(
    ("cells", "target"),
    [
        (["040073001417", "038082009455"], "national_id"),
        (["0918717592", "0767887537"], "phone"),
        (["01.003", "06.031"], "rank_code"),
        (["abc", "def"], N),
    ],
)
def test_a_heading_that_says_nothing_is_known_by_its_cells(targets, cells, target):
    assert one(targets, "Cột 3", *cells) == target


def test_each_target_is_taken_once_by_the_column_that_fits_best(targets):
    rows = [
        ["STT", "Họ và tên", "Hộ khẩu thường trú", "Nơi ở hiện nay", "Địa chỉ"],
        [1, "Lê An", "A", "B", "C"],
        [2, "Lê Na", "A", "B", "C"],
    ]
    assert targets(rows)[2:] == ["permanent_address", "address", N]


def test_headings_above_decide(targets):
    rows = [
        ["TT", "Họ và tên", "Năm sinh", N, "Phụ cấp", N, "Ngày vào Đảng", N],
        [N, N, "Nam", "Nữ", "Chức vụ", "Khu vực", "Dự bị", "Chính thức"],
        [1, "Lê An", 1980, N, 0.2, 0.3, "01/02/2000", "01/02/2001"],
        [2, "Lê Na", N, 1981, 0.2, 0.3, "01/02/2000", "01/02/2001"],
    ]
    merged = [Merge(1, 0, 2, 0), Merge(1, 1, 2, 1), Merge(1, 2, 1, 3), Merge(1, 4, 1, 5), Merge(1, 6, 1, 7)]
    assert targets(rows, merged) == [
        *("@number", "full_name", "birth_date@male", "birth_date@female"),
        *("position_allowance", N, "party_date", "party_official_date"),
    ]


def test_names_under_one_heading_in_two_columns_are_joined(targets):
    rows = [["TT", "Họ và tên", N, "Năm sinh"], [1, "Lê Thị Minh", "Hương", 1980], [2, "Vũ", "Quân", 1981]]
    assert targets(rows, [Merge(1, 1, 1, 2)])[1:3] == ["full_name@family", "full_name@given"]


def test_a_given_name_beside_the_name_completes_it(targets):
    rows = [
        ["TT", "Họ và tên", "Tên", "Năm sinh"],
        [1, "Lê Thị Minh", "Hương", 1980],
        [2, "Vũ", "Quân", 1981],
    ]
    assert targets(rows)[1:3] == ["full_name@family", "full_name@given"]


def test_a_lone_column_of_names_is_the_full_name(targets):
    assert targets([["TT", "Tên", "Ngày sinh"], [1, "Lê An", 1980], [2, "Lê Na", 1981]])[1] == "full_name"


@pytest.mark.parametrize(
    "heading", ["Quy hoạch", "QUY HOẠCH chức danh 2026-2031", "Dự kiến bổ nhiệm", "Chức vụ dự kiến bố trí"]
)
def test_secret_matters_are_marked_and_never_shown(form, headings, lists, heading):
    rows = (
        ("STT", "Họ và tên", "Ngày sinh", heading),
        (1, "Lê An", "1980", "Chủ tịch"),
        (2, "Lê Na", "1981", "Bí thư"),
    )
    (table,) = find_tables(Sheet("DS", rows))
    guess = guess_columns(table, headings, form, lists)[3]
    assert (guess.target, guess.samples) == ("@secret", ())


def test_guesses_come_with_samples_and_scores(form, headings, lists):
    rows = (
        ("STT", "Họ và tên", "Ngày sinh"),
        *((n, f"Lê  An {n}", dt.date(1980, 1, n)) for n in range(1, 9)),
    )
    (table,) = find_tables(Sheet("DS", rows))
    guess = guess_columns(table, headings, form, lists)[2]
    assert guess.samples == ("01/01/1980", "02/01/1980", "03/01/1980")
    assert 0.9 < guess.score <= 1
    assert mapping_of(guess_columns(table, headings, form, lists)) == {
        0: "@number",
        1: "full_name",
        2: "birth_date",
    }


@pytest.mark.parametrize(
    "head",
    [
        ["STT", "Tên tài sản", "ĐVT", "Số lượng", "Người sử dụng"],
        ["STT", "Biển kiểm soát", "Loại xe", "Số chỗ", "Ghi chú"],
        ["STT", "Họ và tên", "Số tiền", "Ký nhận"],
    ],
)
def test_other_lists_are_no_lists_of_people(headings, lists, head):
    (table,) = find_tables(
        Sheet("DS", (tuple(head), (1, *["a b"] * (len(head) - 1)), (2, *["c d"] * (len(head) - 1))))
    )
    assert kind_of(table, {"person": headings}) is None


def test_headings_files_name_a_form():
    for path in (paths.forms() / "headings").glob("*.toml"):
        assert (paths.forms() / path.name).is_file()
        assert load_headings(path).form == path.stem
