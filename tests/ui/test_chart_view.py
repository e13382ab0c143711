"""Charts on screen: crisp at every scale, and each bar leads to what it counts, by mouse and by keys."""

import re

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from desktop import paths
from desktop.domain.charts import Bar, Columns, GapRow, Gaps
from desktop.ui import theme
from desktop.ui.chart_view import ChartView

GAPS = Gaps(
    "Thừa, thiếu theo lĩnh vực",
    (GapRow("Công nghệ thông tin", (-2,), "CNTT"), GapRow("Y tế", (3,), "YTE"), GapRow("Khác", (0,))),
    ("",),
    "Thiếu",
    "Thừa",
    "Chưa có số liệu",
)
YEARS = Columns("Nghỉ hưu", tuple(Bar(str(2026 + at), at, str(at)) for at in range(5)), "Chưa có số liệu")


@pytest.fixture
def view(qtbot, qapp):
    theme.apply(qapp, paths.resources())
    made = ChartView()
    qtbot.addWidget(made)
    made.picks = []
    made.picked.connect(made.picks.append)
    made.resize(600, 300)
    made.show_chart(GAPS)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(made.hasFocus)
    return made


def middle(view, at):
    return view.area_rect(view.drawn.areas[at]).center().toPoint()


def painted(view, scale):
    """The widget as a screen of that scale shows it."""
    image = QImage(view.size() * scale, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(scale)
    image.fill(0)
    painter = QPainter(image)
    view.render(painter, QPoint(), renderFlags=ChartView.RenderFlag.DrawChildren)
    painter.end()
    return image


def colours(image, rect, scale):
    area = QRectF(rect.topLeft() * scale, rect.size() * scale).toRect()
    return [
        image.pixelColor(x, y).name()
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
    ]


def test_a_click_on_a_row_names_it(view):
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, 1))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, 0))
    assert view.picks == ["YTE", "CNTT"]


def test_a_click_beside_the_rows_or_on_one_that_leads_nowhere_names_nothing(view):
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, 2))
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=middle(view, 0))
    assert view.picks == []


def test_arrows_and_enter_do_the_same(view):
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Space):
        QTest.keyClick(view, key)
    assert view.picks == ["CNTT", "YTE", "CNTT"]


def test_arrows_stop_at_the_ends(view):
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.chosen.text.startswith("Khác")
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.chosen.key == "CNTT"


def test_who_does_not_see_it_is_told_every_figure(view):
    assert "CNTT" not in view.accessibleDescription()
    assert view.accessibleDescription().splitlines() == [
        "Thừa, thiếu theo lĩnh vực",
        "Công nghệ thông tin: −2 (Thiếu)",
        "Y tế: +3 (Thừa)",
        "Khác: 0",
    ]
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.accessibleName() == "Thừa, thiếu theo lĩnh vực: Y tế: +3 (Thừa)"


def test_a_row_tells_itself_under_the_mouse(view):
    QTest.mouseMove(view, middle(view, 0))
    assert view.toolTip() == "<span>Công nghệ thông tin: −2 (Thiếu)</span>"
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(view, middle(view, 2))
    assert view.toolTip() == "<span>Khác: 0</span>"
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor
    QTest.mouseMove(view, QPoint(20, 8))
    assert view.toolTip() == ""


@pytest.mark.parametrize("scale", [1, 1.25, 1.5])
def test_it_is_drawn_anew_for_the_pixels_of_every_scale(view, scale):
    view.clearFocus()
    image = painted(view, scale)
    found = colours(image, view.area_rect(view.drawn.areas[1]), scale)
    bar = found.count(theme.tokens().accent.lower())
    drawn = re.search(rf'width="([\d.]+)" height="([\d.]+)" fill="{theme.tokens().accent}"', view.drawn.svg)
    wide, high = (float(side) * scale for side in drawn.groups())
    assert (wide - 2) * (high - 2) <= bar <= (wide + 1) * (high + 1)
    edges = {colour for colour in found if colour != "#000000"}
    assert theme.tokens().ink.lower() in edges


def test_it_is_as_high_as_its_rows_and_as_wide_as_there_is_room(view):
    high, wide = view.height(), view.drawn.areas[-1].width
    view.resize(400, view.height())
    assert view.drawn.areas[-1].width == wide - 200
    view.show_chart(YEARS)
    assert view.height() > high
    assert view.height() >= view.area_rect(view.drawn.areas[-1]).bottom()


def test_a_narrow_view_shows_the_whole_chart_smaller(view):
    view.show_chart(
        Gaps("T", (GapRow("Tư pháp", (-(10**15),), "a"), GapRow("Y", (10**15,), "b")), ("",), "", "", "")
    )
    view.resize(270, 100)
    assert view.drawn.width > 270
    assert view.area_rect(view.drawn.areas[1]).right() <= 270
