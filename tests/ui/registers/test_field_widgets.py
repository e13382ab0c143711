from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage

from desktop.domain.bilingual import Text2
from desktop.domain.date_types import Date, Month, PartialDate, Year
from desktop.domain.fieldtypes import FIELD_TYPES
from desktop.domain.form import Field, Section, When
from desktop.domain.identity_types import Address, File, Image, NationalId, OldId, Phone, Plate
from desktop.domain.list_types import CatalogItem, Choice, Choices, Link, Option
from desktop.domain.number_types import Integer, Money, Number
from desktop.domain.text_types import LongText, Text, YesNo
from desktop.ui.forms.section_view import SectionView
from desktop.ui.forms.widgets import WIDGETS, widget_for

OPTIONS = (Option("male", Text2("Nam", "Male")), Option("female", Text2("Nữ", "Female")))
WORDS = st.lists(st.text("aăâđêôơưáàảãạbcdghkm,.-", min_size=1, max_size=8), min_size=1, max_size=5).map(
    " ".join
)
DIGITS = st.text("0123456789", min_size=12, max_size=12)
DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31)).map(date.isoformat)

Make = Callable[[Any], Field]


@pytest.fixture
def types(session):
    """A type object of every kind, with stored values it can have."""
    catalogs = session.catalogs
    ethnic = catalogs["ethnic_groups"]
    communes = catalogs["communes"]
    commune = st.sampled_from([item.code for item in communes.items[:300]])
    return {
        Text: (Text(), WORDS),
        LongText: (LongText(), st.lists(WORDS, min_size=1, max_size=3).map("\n".join)),
        Integer: (Integer(), st.integers(-(10**9), 10**9)),
        Number: (Number(), st.decimals(-1000, 1000, places=2).map(str)),
        Money: (Money(), st.integers(0, 10**12)),
        Date: (Date(), DAYS),
        PartialDate: (PartialDate(), DAYS.flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))),
        Month: (Month(), DAYS.flatmap(lambda day: st.sampled_from([day[:7], day[:4]]))),
        Year: (Year(), DAYS.flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))),
        YesNo: (YesNo(), st.booleans()),
        Choice: (Choice(OPTIONS), st.sampled_from(["male", "female"])),
        Choices: (Choices(OPTIONS), st.sampled_from([["male"], ["female"], ["male", "female"]])),
        CatalogItem: (CatalogItem(ethnic), st.sampled_from([item.code for item in ethnic.items])),
        Link: (Link("unit"), st.just(session.records.page("unit", unit_query()).rows[0].id)),
        NationalId: (NationalId(catalogs), DIGITS),
        OldId: (OldId(), st.text("0123456789", min_size=9, max_size=9)),
        Phone: (Phone(catalogs["phone_prefixes"]), DIGITS.map(lambda digits: "09" + digits[:8])),
        Plate: (Plate(), st.from_regex(r"[1-9][0-9][A-Z][1-9]?-[0-9]{3}\.[0-9]{2}", fullmatch=True)),
        Address: (
            Address(communes),
            st.one_of(
                WORDS.map(lambda text: {"text": text}),
                commune.map(lambda code: {"commune": code}),
                st.tuples(WORDS, commune).map(lambda both: {"text": both[0], "commune": both[1]}),
            ),
        ),
        File: (File(), st.text("0123456789abcdef", min_size=64, max_size=64)),
        Image: (Image(), st.text("0123456789abcdef", min_size=64, max_size=64)),
    }


def unit_query():
    from desktop.services.records import Query

    return Query(limit=1)


def field(kind, **options):
    return Field("asked", Text2("Câu hỏi", "Question"), kind, **options)


def test_every_field_type_has_a_widget():
    assert WIDGETS.keys() == set(FIELD_TYPES.values())


@pytest.mark.parametrize("kind", FIELD_TYPES.values(), ids=FIELD_TYPES.keys())
def test_what_is_shown_is_read_back_and_nothing_is_emitted(qtbot, sources, types, kind):
    made, values = types[kind]
    widget = widget_for(field(made), sources)
    qtbot.addWidget(widget)
    emitted = []
    for signal in (widget.changed, widget.left):
        signal.connect(lambda: emitted.append(kind))

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(values)
    def shown_and_read(value):
        widget.set_value(value)
        assert widget.value() == value
        assert not widget.is_dirty()

    shown_and_read()
    widget.set_value(None)
    assert widget.value() is None
    assert emitted == []


@pytest.mark.parametrize(
    "kind", [Text, Integer, Number, Money, Date, PartialDate, Month, Year, NationalId, Phone, Plate, Choice]
)
def test_what_is_shown_can_be_typed_again(qtbot, sources, types, kind):
    made, values = types[kind]
    shower, typist = widget_for(field(made), sources), widget_for(field(made), sources)
    qtbot.addWidget(shower)
    qtbot.addWidget(typist)

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(values)
    def typed_again(value):
        shower.set_value(value)
        typist.set_value(None)
        typist.type_text(shower.text())
        typist.close_list() if hasattr(typist, "close_list") else None
        assert typist.value() == value

    typed_again()


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("5/9/1985", "1985-09-05", "05/09/1985"),
        ("05091985", "1985-09-05", "05/09/1985"),
        ("9/1985", "1985-09", "09/1985"),
        ("1985", "1985", "1985"),
    ],
)
def test_a_partial_date_is_put_in_order_when_stored(qtbot, sources, typed, stored, shown):
    widget = widget_for(field(PartialDate()), sources)
    qtbot.addWidget(widget)
    qtbot.keyClicks(widget, typed)
    assert widget.text() == typed
    assert widget.value() == stored
    widget.settle(widget.value())
    assert widget.text() == shown


def test_a_date_that_does_not_exist_stays_as_typed(qtbot, sources):
    widget = widget_for(field(PartialDate()), sources)
    qtbot.addWidget(widget)
    with qtbot.waitSignal(widget.changed):
        qtbot.keyClicks(widget, "31/02/1985")
    assert widget.value() == {"raw": "31/02/1985"}
    widget.settle(widget.value())
    assert widget.text() == "31/02/1985"


@pytest.mark.parametrize("kind", [Integer(), Number(), Money()])
def test_numbers_stand_at_the_right(qtbot, sources, kind):
    widget = widget_for(field(kind), sources)
    qtbot.addWidget(widget)
    assert widget.alignment() & Qt.AlignmentFlag.AlignRight


def test_money_is_shown_with_separators_and_read_without(qtbot, sources):
    widget = widget_for(field(Money()), sources)
    qtbot.addWidget(widget)
    qtbot.keyClicks(widget, "2340000")
    widget.settle(widget.value())
    assert widget.value() == 2340000
    assert widget.text() == "2.340.000"


def test_yes_or_no_can_also_be_left_open(qtbot, sources):
    widget = widget_for(field(YesNo()), sources)
    qtbot.addWidget(widget)
    for value in (True, False, None):
        widget.set_value(value)
        assert widget.value() is value
    widget.set_value(True)
    widget.selectAll()
    qtbot.keyClick(widget, Qt.Key.Key_Delete)
    assert widget.value() is None


def test_a_worked_out_field_cannot_be_typed_in(qtbot, sources):
    widget = widget_for(field(Date(), computed="retirement_date"), sources)
    qtbot.addWidget(widget)
    widget.set_locked(True)
    widget.set_value("2040-01-01")
    qtbot.keyClicks(widget, "1")
    assert widget.value() == "2040-01-01"
    assert not widget.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_typed_words_leave_the_commune_of_an_address_alone(qtbot, sources, session):
    code = session.catalogs["communes"].items[0].code
    widget = widget_for(field(Address(session.catalogs["communes"])), sources)
    qtbot.addWidget(widget)
    widget.set_value({"text": "Thôn 1", "commune": code})
    widget.line.end(False)
    qtbot.keyClicks(widget.line, "2")
    assert widget.value() == {"text": "Thôn 12", "commune": code}
    widget.line.selectAll()
    qtbot.keyClick(widget.line, Qt.Key.Key_Delete)
    assert widget.value() == {"commune": code}


def test_a_long_text_is_told_after_a_second_of_rest_and_stays_as_typed(qtbot, sources):
    widget = widget_for(field(LongText()), sources)
    qtbot.addWidget(widget)
    with qtbot.waitSignal(widget.rested, timeout=5000):
        qtbot.keyClicks(widget, "dang viet ")
    assert widget.value() == "dang viet"
    assert widget.toPlainText() == "dang viet "


def test_several_answers_are_picked_one_after_the_other(qtbot, sources):
    widget = widget_for(field(Choices(OPTIONS)), sources)
    qtbot.addWidget(widget)
    widget.show()
    for answer in ("na", "; nu"):
        qtbot.keyClicks(widget, answer)
        widget.take_marked()
    assert widget.value() == ["male", "female"]
    qtbot.keyClick(widget, Qt.Key.Key_F4)
    widget.take_marked()
    assert widget.value() == ["female"]


def picture() -> bytes:
    image = QImage(40, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#1D4F91"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_a_photo_is_kept_shown_and_removed(qtbot, sources, session, tmp_path):
    path = tmp_path / "photo.png"
    path.write_bytes(picture())
    widget = widget_for(field(Image()), sources)
    qtbot.addWidget(widget)
    with qtbot.waitSignal(widget.left):
        widget.pick(path)
    assert session.attachments.read(widget.value()).startswith(b"\xff\xd8\xff")
    assert not widget.picture.pixmap().isNull()
    widget.remove.click()
    assert widget.value() is None
    assert widget.is_dirty()


def test_a_file_that_is_no_picture_is_refused_in_words(qtbot, sources, tmp_path):
    path = tmp_path / "photo.png"
    path.write_bytes(b"no picture")
    widget = widget_for(field(Image()), sources)
    qtbot.addWidget(widget)
    widget.pick(path)
    assert widget.value() is None
    assert "photo.png" in widget.picture.text()


def conditional_section():
    asked = Field("status", Text2("Trạng thái", "Status"), Choice(OPTIONS))
    reason = Field("reason", Text2("Lý do", "Reason"), Text(), when=When("status", ("female",)))
    return Section("leaving", Text2("Thôi việc", "Leaving"), (asked, reason))


def test_a_question_is_asked_as_soon_as_its_condition_holds_and_never_hides_what_was_typed(qtbot, sources):
    view = SectionView(conditional_section(), sources)
    qtbot.addWidget(view)
    view.show()
    view.show_values({"status": "male"})
    reason, status = view.cells["reason"], view.cells["status"].widget
    assert reason.isHidden()
    status.type_text("nu")
    assert not reason.isHidden()
    reason.widget.type_text("chuyen")
    status.type_text("nam")
    assert not reason.isHidden()
    assert view.typed() == {"status": "male", "reason": "chuyen"}
    view.settle({"status": "male"}, view.typed())
    assert reason.isHidden()
    status.close_list()
