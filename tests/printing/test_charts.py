"""A chart shows every figure once on screen and on paper, and no two texts of it lie on each other."""

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from itertools import combinations

import pypdfium2
import pytest
from lxml import etree
from reportlab.pdfgen.canvas import Canvas

from desktop.domain.charts import (
    Bar,
    Columns,
    GapRow,
    Gaps,
    Look,
    PartOf,
    Percent,
    Shares,
    figure,
    percentage,
    signed,
    told,
)
from desktop.printing import charts
from desktop.printing.chart_paper import PAPER, put_drawing
from desktop.printing.drawing import Box, Ring, Rule, Words
from desktop.printing.fonts import ASCENT, DESCENT, face
from desktop.printing.grammar import ChartPlace, Column, FiguresPlace
from desktop.printing.names import FigureTable
from desktop.printing.svg import svg

SCREEN = Look(
    "sans", 13, "#FFFFFF", "#1B1F24", "#57606A", "#8C959F", "#1D4F91", "#B42318", ("#1D4F91", "#8A5A00")
)
FIELDS = [
    "Công nghệ thông tin - chuyển đổi số",
    "Nông nghiệp và Môi trường: đất đai, nước, khoáng sản, thủy lợi, phòng chống thiên tai, giảm nghèo",
    "Y tế",
    "Tưpháphộtịchchứngthựchòagiảitrợgiúppháplýnuôiconnuôi",
    "Xây dựng & Công Thương <mới>",
]
HUGE = 10**15


def gaps(values, series=("So với biên chế",), labels=FIELDS):
    rows = tuple(GapRow(f"{labels[at % len(labels)]}", tuple(row), f"k{at}") for at, row in enumerate(values))
    return Gaps("Thừa, thiếu theo lĩnh vực", rows, series, "Thiếu", "Thừa", "Chưa có số liệu")


def bars(kind, values, label="{at}"):
    rows = tuple(Bar(label.format(at=2026 + at), value, f"k{at}") for at, value in enumerate(values))
    return kind("Nghỉ hưu các năm tới", rows, "Chưa có số liệu")


def parts(pairs):
    rows = tuple(PartOf(FIELDS[at % 5], part, whole, f"k{at}") for at, (part, whole) in enumerate(pairs))
    return Percent("Đầy đủ hồ sơ", rows, "Chưa có số liệu")


TWO = ("So với biên chế được giao", "So với nhu cầu theo vị trí việc làm đã được phê duyệt")
CHARTS = {
    "gaps": gaps([(-2,), (3,), (0,), (Decimal("-1.5"),), (None,)]),
    "gaps of two series": gaps([(-2, Decimal("0.25")), (3, -1), (0, 0), (None, 4)], TWO),
    "gaps of one row": gaps([(-1,)]),
    "gaps all over": gaps([(1,), (2,)]),
    "gaps of 20 rows": gaps([(at - 10, 10 - at) for at in range(20)], TWO),
    "huge gaps": gaps([(HUGE,), (-HUGE,), (1,)]),
    "shares": bars(Shares, [33, 6, 2]),
    "shares of nothing": bars(Shares, [0, 0]),
    "one share": bars(Shares, [41]),
    "huge shares": bars(Shares, [HUGE, 1, HUGE], FIELDS[1] + " {at}"),
    "20 shares": bars(Shares, range(20)),
    "columns": bars(Columns, [0, 3, 1, 4, None]),
    "one column": bars(Columns, [7]),
    "20 columns": bars(Columns, range(20)),
    "huge columns": bars(Columns, [HUGE, 1, 2 * HUGE]),
    "columns of long labels": bars(Columns, [1, 2, 3], FIELDS[0] + " {at}"),
    "ring": parts([(38, 41)]),
    "empty ring": parts([(0, 0)]),
    "more than full ring": parts([(HUGE, 3)]),
    "tracks": parts([(3, 4), (8, 8), (0, 2)]),
    "20 tracks": parts([(at, 20) for at in range(20)]),
    "no gaps": gaps([]),
    "no shares": bars(Shares, []),
    "no columns": bars(Columns, []),
    "no parts": parts([]),
}
WIDTHS = [240, 480, 900]
LOOKS = {"screen": SCREEN, "paper": PAPER}


def figures(chart):
    """The figures as they must stand there."""
    match chart:
        case Gaps():
            return [signed(value) for row in chart.rows for value in row.values]
        case Percent():
            return [f"{figure(row.part)}/{figure(row.whole)}" for row in chart.rows]
        case Shares():
            whole = sum(row.value for row in chart.rows)
            return [f"{figure(row.value)} ({percentage(row.value, whole)})" for row in chart.rows]
        case Columns():
            return [figure(row.value) for row in chart.rows]


def box(words, typeface):
    """What the ink of a text may touch: (left, top, right, bottom)."""
    names = ("sans_bold", "sans") if typeface == "sans" else ("bold", "regular")
    width = face(names[0] if words.bold else names[1]).width(words.text, words.size)
    left = words.x - {"start": 0, "middle": 0.5, "end": 1}[words.anchor] * width
    return left, words.y - ASCENT * words.size, left + width, words.y + DESCENT * words.size


def overlap(one, two, tolerance=0.1):
    return (
        min(one[2], two[2]) - max(one[0], two[0]) > tolerance
        and min(one[3], two[3]) - max(one[1], two[1]) > tolerance
    )


def texts_of(text):
    return [one.text for one in etree.fromstring(text).iter("{http://www.w3.org/2000/svg}text")]


def on_paper(drawing):
    out = BytesIO()
    canvas = Canvas(out, pagesize=(drawing.width + 20, drawing.height + 20))
    put_drawing(canvas, drawing, (10, drawing.height + 10))
    canvas.save()
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        return document[0].get_textpage().get_text_bounded()


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_no_text_lies_on_another_or_leaves_the_drawing(name, width, look):
    drawing = charts.draw(CHARTS[name], width, LOOKS[look])
    boxes = [(box(one, drawing.look.typeface), one.text) for one in drawing.shapes if isinstance(one, Words)]
    assert [(a[1], b[1]) for a, b in combinations(boxes, 2) if overlap(a[0], b[0])] == []
    outside = [
        text
        for (left, top, right, bottom), text in boxes
        if left < -0.1 or top < -0.1 or right > drawing.width + 0.1 or bottom > drawing.height + 0.1
    ]
    assert outside == []
    assert drawing.width >= width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_no_bar_lies_on_a_text_or_leaves_the_drawing(name, width):
    drawing = charts.draw(CHARTS[name], width, SCREEN)
    bars = [
        (one.x, one.y, one.x + one.width, one.y + one.height) for one in drawing.shapes if type(one) is Box
    ]
    words = [(box(one, "sans"), one.text) for one in drawing.shapes if isinstance(one, Words)]
    assert [text for lying, text in words for bar in bars if overlap(lying, bar)] == []
    assert all(0 <= left <= right <= drawing.width + 0.1 for left, _, right, _ in bars)


@pytest.mark.parametrize("name", CHARTS)
def test_screen_and_paper_show_every_figure_and_label(name):
    chart = CHARTS[name]
    shown = texts_of(svg(charts.draw(chart, 900, SCREEN)))
    paper = squeezed(on_paper(charts.draw(chart, 480, PAPER)))
    for text in figures(chart):
        assert [one for one in shown if text in one]
        assert squeezed(text) in paper
    for row in chart.rows:
        beginning = row.label[:12]
        assert [one for one in shown if one.startswith(beginning)]
        assert squeezed(beginning) in paper
    assert chart.title in shown
    if not chart.rows:
        assert chart.empty in shown


def test_bars_are_as_long_as_their_figures_and_on_their_side():
    drawing = charts.draw(gaps([(-2,), (4,), (Decimal("-0.5"),)]), 600, SCREEN)
    short, over, half = [one for one in drawing.shapes if type(one) is Box]
    assert over.width == pytest.approx(2 * short.width)
    assert half.width == pytest.approx(short.width / 4)
    assert short.x + short.width == pytest.approx(over.x) == half.x + half.width
    assert (short.fill, over.fill) == (SCREEN.short, SCREEN.over)


def test_a_surplus_and_a_shortage_are_told_without_colour():
    grey = replace(SCREEN, over="#777777", short="#777777")
    texts = texts_of(svg(charts.draw(gaps([(-2,), (3,)]), 600, grey)))
    assert {"−2", "+3", "− Thiếu", "+ Thừa"} <= set(texts)
    assert next(told(gaps([(-2,), (3,)]))).endswith("−2 (Thiếu)")


def test_the_parts_of_a_whole_fill_their_bar_and_are_told_apart_by_pattern():
    drawing = charts.draw(bars(Shares, [3, 2, 1]), 600, replace(SCREEN, parts=("#777777",)))
    boxes = [one for one in drawing.shapes if type(one) is Box]
    solid, striped, hollow = [one for one in boxes if one.height > SCREEN.size]
    assert [round(one.x + one.width) for one in (solid, striped, hollow)] == [300, 499, 599]
    assert [(one.fill, one.stroke) for one in (solid, striped, hollow)] == [
        ("#777777", ""),
        (SCREEN.ground, "#777777"),
        (SCREEN.ground, "#777777"),
    ]
    inside = [one.x1 for one in drawing.shapes if isinstance(one, Rule) and one.y2 - one.y1 > SCREEN.size]
    assert len(inside) > 30
    assert all(300 < x < 500 for x in inside)


def test_a_ring_is_closed_as_far_as_its_share():
    drawing = charts.draw(parts([(1, 4)]), 400, SCREEN)
    whole, quarter = [one for one in drawing.shapes if isinstance(one, Ring)]
    assert (whole.share, quarter.share) == (1, 0.25)
    path = etree.fromstring(svg(drawing)).find("{http://www.w3.org/2000/svg}path")
    start_x, start_y, *_, end_x, end_y = map(float, re.findall(r"[\d.]+", path.get("d")))
    assert (start_x, start_y) == pytest.approx((quarter.x, quarter.y - quarter.radius), abs=0.01)
    assert (end_x, end_y) == pytest.approx((quarter.x + quarter.radius, quarter.y), abs=0.01)


@pytest.mark.parametrize("name", CHARTS)
def test_every_row_has_its_own_area_with_its_key_and_words(name):
    chart = CHARTS[name]
    drawing = charts.draw(chart, 500, SCREEN)
    assert [area.key for area in drawing.areas] == [row.key for row in chart.rows]
    assert [area.text for area in drawing.areas] == list(told(chart))
    rects = [(a.x, a.y, a.x + a.width, a.y + a.height) for a in drawing.areas]
    assert not [1 for one, two in combinations(rects, 2) if overlap(one, two)]
    assert all(
        right <= drawing.width + 0.1 and bottom <= drawing.height + 0.1 for _, _, right, bottom in rects
    )


def test_a_long_label_ends_with_an_ellipsis_between_words():
    shown = texts_of(svg(charts.draw(gaps([(1,), (2,)]), 480, SCREEN)))
    (cut,) = [text for text in shown if text.endswith("…")]
    beginning = shown[shown.index(cut) - 1] + " " + cut.removesuffix("…")
    assert FIELDS[1].startswith(beginning + " ")


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (Decimal("0.001"), "0", "0"),
        (Decimal("-0.001"), "0", "0"),
        (Decimal("-1.50"), "−1,5", "−1.5"),
        (100, "+100", "+100"),
        (1234567, "+1.234.567", "+1,234,567"),
        (None, "…", "…"),
    ],
)
def test_figures_are_written_as_people_write_them(number, vietnamese, english):
    assert (signed(number), signed(number, "en")) == (vietnamese, english)


def test_a_chart_of_the_occasion_stands_on_the_page_between_its_neighbours(put, prints, context):
    template = prints["name_list"]
    with_chart = replace(template, blocks=(ChartPlace("gaps"), *template.blocks))
    chart = gaps([(-2, 7), (31, -44)], TWO)
    paper = put(with_chart, [], replace(context, charts={"gaps": chart}))
    for text in figures(chart):
        assert text in paper.pages[0]
    assert put(with_chart, []).pages == put(template, []).pages


def test_a_chart_longer_than_a_page_is_made_smaller_and_stays_whole(put, prints, context):
    blocks = (ChartPlace("tall"), ChartPlace("tall"))
    occasion = replace(context, charts={"tall": gaps([(at + 1,) for at in range(120)])})
    paper = put(replace(prints["name_list"], blocks=blocks), [], occasion)
    assert [len(re.findall(r"\+\d", page)) for page in paper.pages] == [120, 120]


def test_charts_beside_each_other_share_a_line_and_keep_their_figures(put, prints, context):
    charts = {"a": gaps([(-3, 4)], TWO), "b": gaps([(21, -22)], TWO)}
    template = prints["name_list"]

    def lowest(*blocks):
        """Where the last text of the page stands: what stands side by side takes less of it."""
        paper = put(replace(template, blocks=blocks), [], replace(context, charts=charts))
        assert all(text in paper.pages[0] for chart in charts.values() for text in figures(chart))
        return min(bottom for _, bottom, _, _ in paper.pieces()[0])

    assert lowest(ChartPlace("a", width=0.5, beside=("b", "none"))) > lowest(ChartPlace("a"), ChartPlace("b"))


def test_a_table_of_the_occasion_is_printed_and_none_leaves_no_gap(put, prints, context):
    template = prints["name_list"]
    with_table = replace(template, blocks=(FiguresPlace("some"), *template.blocks))
    columns = (Column("Nội dung", 2), Column("Số liệu", 1))
    table = FigureTable(columns, (("Diện tích", "\u221212,5 m²"), ("Máy", "3")))
    paper = put(with_table, [], replace(context, figures={"some": table}))
    for text in ("Nội dung", "Số liệu", "Diện tích", "\u221212,5 m²"):
        assert text in paper.pages[0]
    assert put(with_table, []).pages == put(template, []).pages
