"""A layout is mapped once: kept for the next list, and given to others as a file."""

import json

import openpyxl
import pytest

from desktop.errors import AppError
from desktop.services import import_layouts, start
from desktop.services.import_reading import all_kinds, as_kind

HEADINGS = ["MA_NV", "HO_VA_TEN", "NS", "CHUC_DANH_HIEN_GIU", "PHAN_LOAI_A"]
ROWS = [
    ["NV01", "Nguyễn Văn An", "05/09/1985", "Chuyên viên", "x"],
    ["NV02", "Trần Thị Bình", "1990", "Kế toán viên", "y"],
]

ONE = [["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", 1980]]


@pytest.fixture
def session(tmp_path):
    made = start.create(tmp_path / "store", "15865", "Người thử", "mật khẩu để thử").session
    yield made
    made.close()


@pytest.fixture
def write(tmp_path):
    def book(name, sheets):
        path, made = tmp_path / name, openpyxl.Workbook()
        made.remove(made.active)
        for title, rows in sheets.items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(row)
        made.save(path)
        return path

    return book


def targets(sheet):
    return {column.heading: column.target for column in sheet.columns}


def place(sheet, heading):
    return next(column.index for column in sheet.columns if column.heading == heading)


def mapped_by_hand(session, path):
    """The export of a program that nobody knows, its columns chosen by the user."""
    reading = session.imports.read(path)
    sheet = session.imports.as_kind(reading.sheets[0], "person")
    chosen = {"MA_NV": "employee_code", "HO_VA_TEN": "full_name", "NS": "birth_date",
              "CHUC_DANH_HIEN_GIU": "position_title"}  # fmt: skip
    sheet = sheet.mapped({place(sheet, heading): target for heading, target in chosen.items()})
    return reading.with_sheet(0, sheet)


def test_what_was_mapped_once_is_mapped_the_next_time(session, write):
    first = mapped_by_hand(session, write("thang-7.xlsx", {"Sheet1": [HEADINGS, *ROWS]}))
    session.imports.apply(session.imports.preview(first), only_good=False)
    other = [["NV03", "Lê Văn Cường", "1979", "Văn thư viên", "z"]] * 2
    (sheet,) = session.imports.read(write("thang-8.xlsx", {"Sheet1": [HEADINGS, *other]})).sheets
    assert sheet.remembered == "thang-7.xlsx"
    assert targets(sheet) == targets(first.sheets[0])


def test_other_headings_are_another_layout(session, write):
    first = mapped_by_hand(session, write("thang-7.xlsx", {"Sheet1": [HEADINGS, *ROWS]}))
    session.imports.apply(session.imports.preview(first), only_good=False)
    (sheet,) = session.imports.read(write("khac.xlsx", {"S": [["STT", *HEADINGS[1:]], *ROWS]})).sheets
    assert sheet.remembered == ""


def test_a_mapping_goes_to_others_as_a_file_without_data(session, write, tmp_path):
    reading = mapped_by_hand(session, write("thang-7.xlsx", {"Sheet1": [HEADINGS, *ROWS]}))
    import_layouts.write_mapping(reading.sheets[0], tmp_path / "cach-ghep.json")
    text = (tmp_path / "cach-ghep.json").read_text("utf-8")
    assert all(str(cell) not in text for row in ROWS for cell in row[:4])
    fresh = session.imports.read(write("cua-xa-khac.xlsx", {"DS": [HEADINGS, *ROWS]}))
    taken = session.imports.with_mapping(fresh, tmp_path / "cach-ghep.json")
    assert targets(taken.sheets[0]) == targets(reading.sheets[0])


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": "soxa-mapping", "version": 1, "form": "nobody", "columns": []}',
     '{"format": "soxa-mapping", "version": 2, "form": "person", "columns": []}',
     '{"format": "soxa-mapping", "version": 1, "form": "person", "columns": [{"heading": 1}]}',
     "[" * 5000],
)  # fmt: skip
def test_a_file_that_is_no_mapping_is_refused(session, write, tmp_path, text):
    (tmp_path / "hong.json").write_text(text, encoding="utf-8")
    reading = session.imports.read(
        write("a.xlsx", {"S": [["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", 1980]]})
    )
    with pytest.raises(AppError, match="mapping_unreadable"):
        session.imports.with_mapping(reading, tmp_path / "hong.json")


def test_a_mapping_of_another_layout_is_refused_and_unknown_targets_are_left_out(session, write, tmp_path):
    reading = session.imports.read(write("a.xlsx", {"S": ONE}))
    document = {"format": "soxa-mapping", "version": 1, "form": "person"}
    columns = [{"heading": "Cột nào đó", "target": "full_name"}]
    (tmp_path / "m.json").write_text(json.dumps(document | {"columns": columns}), encoding="utf-8")
    with pytest.raises(AppError, match="mapping_of_other"):
        session.imports.with_mapping(reading, tmp_path / "m.json")
    columns = [
        {"heading": "Họ và tên", "target": "full_name"},
        {"heading": "Ngày sinh", "target": "no_such_field"},
    ]
    (tmp_path / "m.json").write_text(json.dumps(document | {"columns": columns}), encoding="utf-8")
    (sheet,) = session.imports.with_mapping(reading, tmp_path / "m.json").sheets
    assert targets(sheet)["Họ và tên"] == "full_name"
    assert targets(sheet)["Ngày sinh"] == "birth_date"


def test_every_kind_can_be_chosen_for_any_table(session, write):
    (sheet,) = session.imports.read(write("a.xlsx", {"S": ONE})).sheets
    for kind in all_kinds(session.forms):
        assert as_kind(sheet, kind, session.forms, session.catalogs).kind == kind


PEOPLE = [
    ["STT", "Họ và tên", "Ngày sinh", "Số CCCD"],
    [1, "Nguyễn Văn An", "05/09/1985", "038085000011"],
    [2, "Trần Thị Bình", "01/02/1990", "038190000012"],
]
WORK = [
    ["STT", "Số định danh cá nhân (số CCCD)", "Họ và tên khai sinh", "Ngày sinh", "Từ tháng/năm",
     "Đến tháng/năm",
     "Đơn vị công tác (đảng, chính quyền, đoàn thể, tổ chức xã hội)", "Chức danh, chức vụ"],
    [1, "038085000011", "Nguyễn Văn An", "05/09/1985", "09/2008", "06/2015", "UBND xã Hoằng Đức",
     "Công chức"],
    [2, "038085000011", "Nguyễn Văn An", "05/09/1985", "07/2015", None, "UBND xã Hoằng Hóa", "Chuyên viên"],
    [3, "038085000099", "Người Không Có", "01/01/1970", "07/2015", None, "UBND xã", "Chuyên viên"],
]  # fmt: skip


def test_a_sheet_a_table_goes_into_the_records_that_its_rows_name(session, write):
    section = session.forms["person"].section("work_history")
    path = write("xuat.xlsx", {"Hồ sơ": PEOPLE, section.title.vi: WORK})
    reading = session.imports.read(path)
    assert [sheet.kind for sheet in reading.sheets] == ["person", "person/work_history"]
    preview = session.imports.preview(reading)
    assert [row.state for row in preview.rows] == ["new", "new", "merged", "merged", "wrong"]
    applied = session.imports.apply(preview, only_good=True)
    assert (applied.created, applied.skipped, applied.failed) == (2, 2, 1)
    (an,) = [one for one in map(session.records.payload, session.records.in_order_of_entry("person"))
             if one["full_name"] == "Nguyễn Văn An"]  # fmt: skip
    assert [row["post"] for row in an["work_history"]] == ["Công chức", "Chuyên viên"]
    again = session.imports.apply(session.imports.preview(session.imports.read(path)), only_good=True)
    assert (again.change_n, again.same) == (None, 2)


def test_rows_of_a_table_alone_change_the_records_of_the_register(session, write):
    title = session.forms["person"].section("work_history").title.vi
    people = session.imports.read(write("a.xlsx", {"S": PEOPLE}))
    session.imports.apply(session.imports.preview(people), only_good=True)
    preview = session.imports.preview(session.imports.read(write("b.xlsx", {title: WORK})))
    assert [row.state for row in preview.rows] == ["changed", "merged", "wrong"]
    applied = session.imports.apply(preview, only_good=True)
    assert (applied.updated, applied.skipped, applied.failed) == (1, 1, 1)
    session.records.undo()
    assert all(
        "work_history" not in session.records.payload(one)
        for one in session.records.in_order_of_entry("person")
    )
