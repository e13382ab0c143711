import pytest

from desktop.spreadsheets import marks


@pytest.mark.parametrize("first", ["Ví dụ", "ví dụ", "VÍ DỤ:", "(Ví dụ)", "Example", " example "])
def test_a_row_that_begins_so_is_an_example_in_either_language(first):
    assert marks.is_example_row((first, "Lê An", 1985))
    assert marks.is_example_row((None, first, "Lê An"))


@pytest.mark.parametrize(
    "cells", [(), (None, None), (1, "Ví dụ"), ("Ví dụ thực tế", "x"), ("Vi Du An", "x"), ("Lê An", "Ví dụ")]
)
def test_any_other_row_is_none(cells):
    assert not marks.is_example_row(cells)


@pytest.mark.parametrize(
    ("heading", "is_reason"),
    [("Lý do chưa nhập", True), ("LÝ DO CHƯA NHẬP", True), ("Why not imported", True), ("Lý do", False)],
)
def test_the_column_of_reasons_is_told_from_a_column_of_the_list(heading, is_reason):
    assert marks.is_reason_heading(heading) is is_reason


def test_a_sheet_of_the_users_own_is_not_put_aside():
    assert not any(map(marks.is_aside, ["Danh mục", "Hướng dẫn", "Lists", "Danh mục tài sản"]))
