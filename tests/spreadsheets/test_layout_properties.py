"""Whatever stands around a list and however its headings are stacked, just the records are found."""

import datetime as dt
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.spreadsheets.layout import find_tables
from desktop.spreadsheets.table import RowKind
from desktop.spreadsheets.workbook import Merge, Sheet

PEOPLE = [
    "Nguyễn Văn An", "Trần Thị Bích", "Lê Hoàng Cường", "PHẠM THỊ DUNG", "Tống Văn Cộng", "Đặng Ngọc Hà",
    "Lò Thị Pánh", "Hồ Sỹ Hùng", "Vũ  Thị\xa0Lan", "Trương Công Minh", "Đoàn Thị Nga", "Văn Phú Quý",
    "Ban Thị Sen",
]  # fmt: skip
UNITS = [
    "LÃNH ĐẠO UBND",
    "Phòng Kinh tế",
    "VĂN PHÒNG HĐND VÀ UBND",
    "Công an xã",
    "Trung tâm Phục vụ hành chính công",
]
TITLES = [
    ["UBND TỈNH NGHỆ AN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["ỦY BAN NHÂN DÂN XÃ ĐÔ LƯƠNG", "Độc lập - Tự do - Hạnh phúc"],
    ["DANH SÁCH TRÍCH NGANG CÁN BỘ, CÔNG CHỨC"],
    ["(Kèm theo Công văn số 12/UBND-VHXH ngày 15/9/2026 của UBND xã)"],
    [],
    ["Biểu số 02"],
]
BLOCKS = [
    ("Ngày, tháng, năm sinh", ["Nam", "Nữ"], "date"),
    ("Trình độ", ["Chuyên môn", "LLCT", "QLNN", "Tin học"], "word"),
    ("Ngạch, bậc, hệ số lương hiện hưởng", ["Mã ngạch", "Bậc", "Hệ số"], "number"),
    ("Phụ cấp", ["Chức vụ", "Khu vực"], "number"),
]
SINGLES = [
    ("Chức vụ, chức danh", "word"), ("Ngày vào Đảng", "date"), ("Số CCCD", "digits"), ("Ghi chú", "rare"),
    ("Dân tộc", "word"), ("Xếp loại năm 2025", "word"),
]  # fmt: skip
BELOW = [
    ["Đô Lương, ngày 15 tháng 9 năm 2026"],
    ["NGƯỜI LẬP BIỂU", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"],
    ["(Ký, ghi rõ họ tên)", "(Ký tên, đóng dấu)"],
    [],
    [],
    ["Nguyễn Thị Linh", "Phan Văn Tiến"],
]


@dataclass
class Paper:
    """A sheet being drawn up, and what is to be found in it."""

    left: int
    rows: list = field(default_factory=list)
    merged: list = field(default_factory=list)
    header: list = field(default_factory=list)
    records: dict = field(default_factory=dict)
    kinds: dict = field(default_factory=dict)

    def add(self, cells, kind=None):
        self.rows.append([None] * self.left + list(cells))
        if kind is not None:
            self.kinds[len(self.rows)] = kind
        return len(self.rows)

    def merge(self, top, left, bottom, right):
        if (top, left) != (bottom, right):
            self.merged.append(Merge(top, self.left + left, bottom, self.left + right))

    def sheet(self):
        width = max(map(len, self.rows))
        rows = tuple(tuple(row + [None] * (width - len(row))) for row in self.rows)
        return Sheet("DS", rows, tuple(self.merged))


def write_above(draw, paper, width):
    for texts in draw(st.lists(st.sampled_from(TITLES), max_size=5)):
        cells = [None] * width
        for place, text in zip((0, width // 2), texts, strict=False):
            cells[place] = text
        row = paper.add(cells, RowKind.TITLE if texts else RowKind.BLANK)
        if len(texts) == 1 and draw(st.booleans()):
            paper.merge(row, 0, row, width - 1)


def write_header(draw, paper, columns, depth):
    """Headings over `depth` rows: singles at the top, blocks split at the bottom, merged or not."""
    top = len(paper.rows) + 1
    grid = [[None] * len(columns) for _ in range(depth)]
    is_merged = depth > 2 or draw(st.booleans())
    spans = {}
    for place, (block, heading, _) in enumerate(columns):
        if block is None or depth == 1:
            grid[0][place] = heading
            if is_merged:
                paper.merge(top, place, top + depth - 1, place)
        else:
            grid[depth - 1][place] = heading
            spans.setdefault(block, []).append(place)
    for block, places in spans.items():
        grid[0][places[0]] = block
        if is_merged:
            paper.merge(top, places[0], top + max(depth - 2, 0), places[-1])
    for cells in grid:
        paper.header.append(paper.add(cells, RowKind.HEADER))


def write_numbers(draw, paper, width):
    style = draw(st.sampled_from(["none", "brackets", "plain", "letters"]))
    if style == "brackets":
        paper.add([f"({place})" for place in range(1, width + 1)], RowKind.NUMBERS)
    elif style == "plain":
        paper.add(list(range(1, width + 1)), RowKind.NUMBERS)
    elif style == "letters":
        paper.add(["A", "B", *map(str, range(1, width - 1))], RowKind.NUMBERS)


def write_group(draw, paper, width, style, place, text):
    cells = [None] * width
    roman = ["I", "II", "III", "IV", "V"][place]
    is_merged = draw(st.booleans())
    if style == "below name":
        cells[1] = text
    elif style == "two cells":
        cells[0], cells[1] = roman, text
        if width > 3 and draw(st.booleans()):
            cells[3] = "9 người"
    else:
        cells[0] = {
            "digit": f"{place + 1}. {text}",
            "roman": f"{roman}. {text}",
            "letter": f"{'ABCDE'[place]}. {text}",
            "bare": text,
        }[style]
        if draw(st.booleans()):
            cells[0] += " (9 người)"
        if is_merged:
            row = paper.add(cells, RowKind.GROUP)
            paper.merge(row, 0, row, width - 1)
            return
    paper.add(cells, RowKind.GROUP)


def value(draw, kind):
    if kind == "date":
        return draw(st.sampled_from([dt.date(1980, 5, 7), "07/05/1980", "1980", 1980]))
    if kind == "number":
        return draw(st.sampled_from([3.33, "4,98", 9, "7/9"]))
    if kind == "digits":
        return draw(st.sampled_from(["040073001417", 40073001417]))
    if kind == "rare":
        return draw(st.sampled_from([None, None, None, "Đi học"]))
    return draw(st.sampled_from(["Chuyên viên", "Đại học", "Kế toán", "Trung cấp", "nt"]))


def write_record(draw, paper, columns, number, group):
    cells = []
    if number is not None and not draw(st.integers(0, 6)):
        number = None
    for _, heading, kind in columns:
        if heading in {"STT", "TT"}:
            cells.append(number)
        elif heading == "Họ và tên":
            cells.append(draw(st.sampled_from(PEOPLE)))
        else:
            cells.append(value(draw, kind) if draw(st.integers(0, 4)) else None)
    if cells.count(None) > len(cells) // 2:
        cells[-1] = "Chuyên viên"
    paper.records[paper.add(cells)] = group


def repeat_header(paper):
    for row in paper.header:
        cells = paper.rows[row - 1][paper.left :]
        paper.add(cells, RowKind.HEADER if any(cells) else RowKind.BLANK)


def write_body(draw, paper, columns, numbering):
    style = draw(st.sampled_from(["none", "roman", "letter", "digit", "two cells", "bare", "below name"]))
    units = (
        [""]
        if style == "none"
        else draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=4, unique=True))
    )
    count = 0
    is_split = style != "none" and draw(st.booleans())
    if is_split:
        paper.add(["A", "KHỐI CHÍNH QUYỀN", *[None] * (len(columns) - 2)], RowKind.GROUP)
    for place, unit in enumerate(units):
        if unit:
            write_group(draw, paper, len(columns), style, place, unit)
        for _ in range(draw(st.integers(2, 6))):
            count += 1
            number = {"whole": count, "text": f"{count}.", "none": None, "code": f"NV{count:02}"}[numbering]
            write_record(draw, paper, columns, number, unit)
        if draw(st.booleans()):
            sums = [None] * len(columns)
            sums[1] = draw(st.sampled_from(["Cộng", "Cộng: 5 người", "Tổng số"]))
            sums[-1] = 5
            paper.add(sums, RowKind.TOTAL)
        if draw(st.booleans()):
            paper.add([None] * len(columns), RowKind.BLANK)
        if not draw(st.integers(0, 8)):
            repeat_header(paper)


def write_below(draw, paper, width):
    if draw(st.booleans()):
        paper.add(["Tổng cộng: 12 người"] + [None] * (width - 1), RowKind.TOTAL)
    if draw(st.booleans()):
        paper.add(["Ghi chú: danh sách lập theo biên chế được giao"] + [None] * (width - 1), RowKind.NOTE)
    if draw(st.booleans()):
        for texts in BELOW:
            cells = [None] * width
            places = (1, width - 2) if len(texts) > 1 else (width - 2,)
            for place, text in zip(places, texts, strict=False):
                cells[place] = text
            paper.add(cells, RowKind.SIGNATURE if texts else RowKind.BLANK)


@st.composite
def papers(draw):
    paper = Paper(draw(st.integers(0, 2)))
    depth = draw(st.integers(1, 4))
    blocks = draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=3, unique_by=lambda block: block[0]))
    singles = draw(st.lists(st.sampled_from(SINGLES), min_size=2, max_size=5, unique=True))
    parts = [[(None, heading, kind)] for heading, kind in singles]
    parts += [
        [(block if depth > 1 else None, leaf, kind) for leaf in leaves] for block, leaves, kind in blocks
    ]
    columns = [column for part in draw(st.permutations(parts)) for column in part]
    columns = [(None, draw(st.sampled_from(["STT", "TT"])), ""), (None, "Họ và tên", ""), *columns]
    numbering = draw(st.sampled_from(["whole", "text", "none", "code"]))
    write_above(draw, paper, len(columns))
    write_header(draw, paper, columns, depth)
    write_numbers(draw, paper, len(columns))
    write_body(draw, paper, columns, numbering)
    write_below(draw, paper, len(columns))
    paper.columns = columns
    return paper


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(papers())
def test_every_layout_is_understood_row_by_row(paper):
    (table,) = find_tables(paper.sheet())
    assert [row.number for row in table.rows] == list(paper.records)
    assert list(table.header) == paper.header
    assert {row.number: row.kind for row in table.others} == paper.kinds
    assert {row.number: "".join(row.groups[-1:]) for row in table.rows} == paper.records
    headings = [(*([block] if block else []), heading) for block, heading, _ in paper.columns]
    assert [column.path for column in table.columns] == headings
