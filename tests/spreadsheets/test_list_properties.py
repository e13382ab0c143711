"""Lists laid out at will: whatever the order, wording and untidiness of the columns, the people come out."""

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop import paths
from desktop.domain.catalog import Catalogs
from desktop.domain.loader import load_form
from desktop.spreadsheets.headings import load_headings
from desktop.spreadsheets.layout import find_tables
from desktop.spreadsheets.mapping import guess_columns, mapping_of
from desktop.spreadsheets.rows import read_rows
from desktop.spreadsheets.workbook import Sheet

LISTS = Catalogs(paths.forms() / "catalogs")
FORM = load_form(paths.forms() / "person.toml", LISTS)
HEADINGS = load_headings(paths.forms() / "headings" / "person.toml")

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Tống", "Vàng"]
MIDDLE = ["Văn", "Thị", "Đức", "Ngọc", "Xuân"]
GIVEN = ["An", "Bình", "Cường", "Hà", "Hạnh", "Oanh", "Ánh", "Quý"]
UNITS = ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Ban Chỉ huy Quân sự"]
POSTS = ["Chủ tịch UBND", "Trưởng phòng", "Chuyên viên nội vụ", "Văn thư viên"]
LEVELS = {
    "dai_hoc": ["Đại học", "ĐH", "Cử nhân"],
    "cao_dang": ["Cao đẳng", "CĐ"],
    "thac_si": ["Thạc sĩ", "ThS"],
}
THEORIES = {"trung_cap": ["Trung cấp", "TCLL", "TC LLCT"], "cao_cap": ["Cao cấp", "CCLL"]}
TITLES = [["UBND XÃ HOẰNG HÓA"], ["DANH SÁCH CÁN BỘ, CÔNG CHỨC"], [], ["(Kèm theo Công văn số 12/UBND-VHXH)"]]


@dataclass(frozen=True)
class Written:
    """How one answer stands in a cell, and what it means."""

    cell: object
    value: object


def either(answers):
    return st.sampled_from([Written(cell, code) for code, cells in answers.items() for cell in cells])


@st.composite
def names(draw):
    name = " ".join(draw(st.sampled_from(part)) for part in (FAMILY, MIDDLE, GIVEN))
    untidy = st.sampled_from(
        [name, name.upper(), f"  {name}", name.replace(" ", "  "), name.replace(" ", "\xa0")]
    )
    return Written(draw(untidy), name)


@st.composite
def days(draw):
    day, month, year = draw(st.integers(1, 28)), draw(st.integers(1, 12)), draw(st.integers(1962, 2003))
    iso = f"{year}-{month:02d}-{day:02d}"
    return draw(
        st.sampled_from(
            [
                Written(f"{day:02d}/{month:02d}/{year}", iso),
                Written(f"{day}-{month}-{year}", iso),
                Written(f"{day:02d}.{month:02d}.{year}", iso),
                Written(f"{month:02d}/{year}", iso[:7]),
                Written(f"T{month}/{year}", iso[:7]),
                Written(f"../../{year}", iso[:4]),
                Written(year, iso[:4]),
            ]
        )
    )


@st.composite
def numbers(draw):
    digits = f"0380{draw(st.integers(60, 99))}{draw(st.integers(0, 999_999)):06d}"
    spaced = f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    return Written(draw(st.sampled_from([digits, float(digits), int(digits), spaced, f"'{digits}"])), digits)


@st.composite
def phones(draw):
    digits = f"09{draw(st.integers(10_000_000, 99_999_999))}"
    dotted = f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"
    return Written(draw(st.sampled_from([digits, int(digits), dotted, f"+84{digits[1:]}"])), digits)


COLUMNS = {
    "birth_date": (["Ngày sinh", "Ngày, tháng, năm sinh", "Sinh ngày", "NTNS"], days()),
    "sex": (["Giới tính", "Nam/Nữ", "GT"], either({"male": ["Nam", "nam"], "female": ["Nữ", "NỮ", "nu"]})),
    "national_id": (["Số CCCD", "CCCD", "Số định danh cá nhân", "Số căn cước"], numbers()),
    "phone": (["Điện thoại", "SĐT", "Số ĐT liên hệ"], phones()),
    "position_title": (["Chức vụ", "Chức danh, chức vụ", "Chức vụ hiện nay"],
                       either({post: [post] for post in POSTS})),
    "org_unit": (["Phòng, ban", "Đơn vị công tác", "Bộ phận"], either({unit: [unit] for unit in UNITS})),
    "education_level": (["Trình độ chuyên môn", "Trình độ", "TĐCM"], either(LEVELS)),
    "political_theory": (["LLCT", "Lý luận chính trị", "Trình độ LLCT"], either(THEORIES)),
    "party_date": (["Ngày vào Đảng", "Ngày kết nạp", "Vào Đảng"], days()),
}  # fmt: skip


@st.composite
def lists(draw):
    """A sheet, the people in it by Excel row, and which columns it has."""
    chosen = draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=4, unique=True))
    heads = {name: draw(st.sampled_from(COLUMNS[name][0])) for name in chosen}
    title = draw(st.sampled_from(["Họ và tên", "Họ tên", "Họ và tên khai sinh"]))
    rows = [*draw(st.lists(st.sampled_from(TITLES), max_size=3, unique_by=str))]
    rows.append(["STT", title, *heads.values()])
    if draw(st.booleans()):
        rows.append([f"({place})" for place in range(1, len(chosen) + 3)])
    people = {}
    repeats = draw(st.booleans())
    for number in range(1, draw(st.integers(3, 8))):
        said = {"full_name": draw(names())} | {name: draw(COLUMNS[name][1]) for name in chosen}
        cells = [one.cell for one in said.values()]
        values = {name: one.value for name, one in said.items()}
        if repeats and number > 1:
            name = draw(st.sampled_from(chosen))
            cells[list(said).index(name)] = draw(st.sampled_from(["nt", "-nt-", '"', "Nt"]))
            values[name] = people[len(rows)][name]
        rows.append([number, *cells])
        people[len(rows)] = values
    rows += draw(st.sampled_from([[], [["Tổng cộng", f"{len(people)} người"]]]))
    width = max(map(len, rows))
    full = tuple((*row, *[None] * (width - len(row))) for row in rows)
    return Sheet("DS", full), people


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(lists())
def test_every_person_comes_out_whatever_the_list_looks_like(made):
    sheet, people = made
    (table,) = find_tables(sheet)
    mapping = mapping_of(guess_columns(table, HEADINGS, FORM, LISTS))
    found = {row.number: dict(row.values) for row in read_rows(table, mapping, HEADINGS, FORM, LISTS)}
    assert found == people
