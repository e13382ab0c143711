import pytest

from desktop.errors import AppError
from desktop.services.records import Query

HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính")
AN = (1, "Nguyễn Văn An", "01/05/1980", "Nam")


def test_columns_can_be_mapped_by_hand(session, sheet):
    path = sheet(
        [("STT", "Họ và tên", "Cột lạ", "Điện thoại"), (1, "Nguyễn Văn An", "01/05/1980", "0912345678")]
    )
    reading = session.imports.read(path)
    columns = {column.heading: column for column in reading.sheets[0].columns}
    odd, phone = columns["Cột lạ"].index, columns["Điện thoại"].index
    preview = session.imports.preview(reading, {0: {odd: "birth_date", phone: None}})
    assert preview.rows[0].values["birth_date"] == "1980-05-01"
    assert "phone" not in preview.rows[0].values
    assert preview.ignored_headings == ("Điện thoại",)


def test_a_field_chosen_for_two_columns_is_refused(session, sheet):
    reading = session.imports.read(sheet([(*HEADINGS, "Ghi chú"), AN]))
    born, note = (
        next(one.index for one in reading.sheets[0].columns if one.heading == name)
        for name in ("Ngày sinh", "Ghi chú")
    )
    with pytest.raises(AppError, match="column_twice") as refused:
        session.imports.preview(reading, {0: {note: "birth_date"}})
    assert refused.value.facts["field"] == "birth_date"
    session.imports.preview(reading, {0: {note: "birth_date", born: None}})


def test_columns_that_may_be_secret_never_come_in_whatever_is_chosen(session, sheet):
    path = sheet([(*HEADINGS, "Quy hoạch"), (*AN, "Chủ tịch UBND")])
    reading = session.imports.read(path)
    column = next(one.index for one in reading.sheets[0].columns if one.heading == "Quy hoạch")
    preview = session.imports.preview(reading, {0: {column: "position_title"}})
    assert preview.secret_headings == ("Quy hoạch",)
    session.imports.apply(preview, only_good=False)
    (row,) = session.records.page("person", Query()).rows
    assert "Chủ tịch" not in str(session.records.payload(row.id))
    assert "Chủ tịch" not in str(preview)


def test_a_workbook_without_a_list_says_so(session, sheet):
    reading = session.imports.read(sheet([("Báo cáo",), ("Tổng số", 41)]))
    assert [one.kind for one in reading.sheets] == [None]
    with pytest.raises(AppError, match="no_table"):
        session.imports.preview(reading)
