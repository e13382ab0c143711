import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.bilingual import Text2
from desktop.domain.catalog import Catalog, Item
from desktop.domain.form import Field
from desktop.domain.list_types import CatalogItem
from desktop.ui.forms.widgets import widget_for


def item(code, label, valid_to=""):
    return Item(code, label, label, (), "", valid_to, "", "high", {})


LANGUAGES = Catalog(
    "languages",
    (
        item("en", "Tiếng Anh"),
        item("fr", "Tiếng Pháp"),
        item("muong", "Tiếng Mường"),
        item("old", "Tiếng Nôm", "1990-01-01"),
    ),
)


@pytest.fixture
def picker(qtbot, sources):
    """Builds a picker on a window that is shown, with another field beside it."""

    def build(kind):
        window = QWidget()
        window.resize(600, 500)
        layout = QVBoxLayout(window)
        made = widget_for(Field("language", Text2("Ngôn ngữ", "Language"), kind), sources, window)
        layout.addWidget(made)
        layout.addWidget(QLineEdit(window))
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        made.setFocus()
        build.window = window
        return made

    return build


def offered(widget):
    return [entry.text for entry in widget._popup.model.entries] if widget.is_open else []


def compose(widget, preedit, commit=""):
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def test_nothing_is_filtered_or_inserted_while_a_word_is_composed(qtbot, picker):
    widget = picker(CatalogItem(LANGUAGES))
    for preedit in ("t", "ti", "tie", "tiê", "tiên", "tiêng", "tiếng"):
        compose(widget, preedit)
        assert not widget.is_open
        assert widget.text() == ""
    compose(widget, "", "tiếng")
    assert widget.text() == "tiếng"
    assert offered(widget) == ["Tiếng Anh", "Tiếng Pháp", "Tiếng Mường"]


def test_a_second_word_composed_behind_the_first_filters_when_it_is_done(qtbot, picker):
    widget = picker(CatalogItem(LANGUAGES))
    compose(widget, "", "tiếng ")
    compose(widget, "mường")
    assert widget.text() == "tiếng "
    compose(widget, "", "mường")
    assert offered(widget) == ["Tiếng Mường"]


def test_typing_without_marks_filters_and_completes_nothing(qtbot, picker):
    widget = picker(CatalogItem(LANGUAGES))
    qtbot.keyClicks(widget, "phap")
    assert widget.text() == "phap"
    assert widget.selectedText() == ""
    assert offered(widget) == ["Tiếng Pháp"]
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert widget.value() == "fr"
    assert widget.text() == "Tiếng Pháp"


def test_the_list_never_takes_the_cursor(qtbot, picker):
    widget = picker(CatalogItem(LANGUAGES))
    qtbot.keyClick(widget, Qt.Key.Key_F4)
    assert widget.is_open
    assert QApplication.focusWidget() is widget
    qtbot.mouseClick(
        widget._popup.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=widget._popup.view.visualRect(widget._popup.model.index(1, 0)).center(),
    )
    assert widget.value() == "fr"
    assert QApplication.focusWidget() is widget


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)],
)
def test_all_valid_codes_are_shown_on_demand_and_retired_ones_are_not(qtbot, picker, key, modifier):
    widget = picker(CatalogItem(LANGUAGES))
    qtbot.keyClick(widget, key, modifier)
    assert offered(widget) == ["Tiếng Anh", "Tiếng Pháp", "Tiếng Mường"]


def test_a_retired_code_is_still_read(qtbot, picker):
    widget = picker(CatalogItem(LANGUAGES))
    widget.set_value("old")
    assert widget.text() == "Tiếng Nôm"
    qtbot.keyClick(widget, Qt.Key.Key_End)
    qtbot.keyClicks(widget, "x")
    qtbot.keyClick(widget, Qt.Key.Key_Backspace)
    assert widget.value() == "old"


def test_arrows_choose_and_the_ends_hold(qtbot, picker):
    widget = picker(CatalogItem(LANGUAGES))
    qtbot.keyClick(widget, Qt.Key.Key_F4)
    for _ in range(5):
        qtbot.keyClick(widget, Qt.Key.Key_Down)
    qtbot.keyClick(widget, Qt.Key.Key_Up)
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert widget.value() == "fr"


def test_tab_takes_what_the_arrows_went_to_but_not_what_only_the_typing_marked(qtbot, picker):
    widget = picker(CatalogItem(LANGUAGES))
    qtbot.keyClicks(widget, "tieng")
    qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert widget.value() == {"raw": "tieng"}
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_F4)
    qtbot.keyClick(widget, Qt.Key.Key_Down)
    qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert (widget.value(), widget.text()) == ("fr", "Tiếng Pháp")


def test_escape_closes_the_list_and_keeps_what_was_typed(qtbot, picker):
    widget = picker(CatalogItem(LANGUAGES))
    qtbot.keyClicks(widget, "tieng")
    qtbot.keyClick(widget, Qt.Key.Key_Escape)
    assert not widget.is_open
    assert widget.text() == "tieng"


def test_text_that_a_closed_list_lacks_is_kept_as_typed(qtbot, picker):
    widget = picker(CatalogItem(LANGUAGES))
    qtbot.keyClicks(widget, "tieng Lao")
    assert widget.value() == {"raw": "tieng Lao"}


def test_an_open_list_takes_free_text_even_with_enter(qtbot, picker):
    widget = picker(CatalogItem(LANGUAGES, open=True))
    qtbot.keyClicks(widget, "tieng")
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert widget.value() == "tieng"


def test_the_only_entry_that_fits_is_meant_when_the_field_is_left(qtbot, picker):
    widget = picker(CatalogItem(LANGUAGES))
    qtbot.keyClicks(widget, "muong")
    with qtbot.waitSignal(widget.left):
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert not widget.is_open
    assert widget.value() == "muong"


def test_the_list_closes_when_the_field_is_left(qtbot, picker):
    widget = picker(CatalogItem(LANGUAGES))
    qtbot.keyClick(widget, Qt.Key.Key_F4)
    picker.window.findChildren(QLineEdit)[1].setFocus()
    assert not widget.is_open


def test_a_commune_is_found_among_all_by_its_name_and_province(qtbot, picker, session):
    communes = session.catalogs["communes"]
    twins = [one for one in communes.items if one.label == "Xã Tân Lập"]
    assert len(twins) > 1
    wanted = twins[-1]
    province = session.catalogs["provinces"].by_code[wanted.extra["province_code"]].label
    widget = picker(CatalogItem(communes))
    qtbot.keyClicks(widget, "tan lap")
    assert len(offered(widget)) >= len(twins)
    compose(widget, "", f" {province}")
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert widget.value() == wanted.code
    widget.settle(widget.value())
    assert province in widget.text()
