from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.bilingual import Text2
from desktop.domain.date_types import Date, Month, PartialDate, Year
from desktop.domain.fieldtypes import FIELD_TYPES
from desktop.domain.identity_types import Address, NationalId, OldId, Phone, Plate
from desktop.domain.list_types import CatalogItem, Choice, Choices, Option
from desktop.domain.number_types import Integer, Money, Number
from desktop.domain.problems import Code, Severity
from desktop.domain.text_types import LongText, Text, YesNo
from desktop.domain.values import Unreadable

SEX = (Option("male", Text2("Nam", "Male")), Option("female", Text2("Nữ", "Female")))


def codes(field_type, value):
    return [finding.code for finding in field_type.check(value)]


@pytest.mark.parametrize(
    ("field_type", "typed", "stored", "shown"),
    [
        (Text(), "  Nguyễn\u00a0Lan ", "Nguyễn Lan", "Nguyễn Lan"),
        (Text(title_case=True), "PHAN THỊ THỦY", "Phan Thị Thủy", "Phan Thị Thủy"),
        (Text(lower_case=True), "Cái", "cái", "cái"),
        (Text(), 1.0, "1", "1"),
        (LongText(), "một \r\n  hai", "một\nhai", "một\nhai"),
        (Integer(), "12", 12, "12"),
        (Integer(), 3.0, 3, "3"),
        (Integer(), "1.234.567", 1234567, "1234567"),
        (Number(), "4,98", "4.98", "4,98"),
        (Number(), 3.0, "3.00", "3,00"),
        (Number(), "3", "3.00", "3,00"),
        (Number(), 4.65, "4.65", "4,65"),
        (Number(), "2.100", "2100.00", "2100,00"),
        (Number(), "5.105,8", "5105.80", "5105,80"),
        (Number(max="20"), "4.980", "4.98", "4,98"),
        (Number(max="20"), 4.980, "4.98", "4,98"),
        (Number(places=3), "2.125", "2.125", "2,125"),
        (Number(places=3), "0.125", "0.125", "0,125"),
        (Money(), "2.530.000 đồng", 2530000, "2.530.000"),
        (PartialDate(), "09/1985", "1985-09", "09/1985"),
        (Date(), date(1985, 9, 5), "1985-09-05", "05/09/1985"),
        (Month(), date(1985, 9, 5), "1985-09", "09/1985"),
        (Year(), 2019, "2019", "2019"),
        (Year(), 2019.0, "2019", "2019"),
        (Year(), datetime(2021, 11, 10), "2021-11-10", "10/11/2021"),
        (Year(), " 2019 ", "2019", "2019"),
        (Year(), "Năm 2019", "2019", "2019"),
        (Year(), "na\u0306m 2019", "2019", "2019"),
        (Year(), "T11/2013", "2013-11", "11/2013"),
        (Year(), "03/2017", "2017-03", "03/2017"),
        (Year(), "Tháng 3 năm 2017", "2017-03", "03/2017"),
        (Year(), "ngày 21 tháng 9 năm 2015", "2015-09-21", "21/09/2015"),
        (Year(), "21/09/2015", "2015-09-21", "21/09/2015"),
        (Year(), f"31/12/{date.today().year}", f"{date.today().year}-12-31", f"31/12/{date.today().year}"),
        (Year(), "1900", "1900", "1900"),
        (Plate(), "38A 00456", "38A-004.56", "38A-004.56"),
        (Plate(), "38A12345", "38A-123.45", "38A-123.45"),
        (Plate(), "38A-12345", "38A-123.45", "38A-123.45"),
        (Plate(), "38a-123.45", "38A-123.45", "38A-123.45"),
        (Plate(), "38C \u2013 091.22", "38C-091.22", "38C-091.22"),
        (Plate(), "38M-1234", "38M-1234", "38M-1234"),
        (Plate(), "38m 1234", "38M-1234", "38M-1234"),
        (Plate(), "38F1-112.33", "38F1-112.33", "38F1-112.33"),
        (Plate(), "38F1 11233", "38F1-112.33", "38F1-112.33"),
        (Plate(), "38-F1 112.33", "38F1-112.33", "38F1-112.33"),
        (Plate(), "38F1\n112.33", "38F1-112.33", "38F1-112.33"),
        (Plate(), "38F111233", "38F1-112.33", "38F1-112.33"),
        (Plate(), "38F1-1234", "38F1-1234", "38F1-1234"),
        (Plate(), "29MĐ1-123.45", "29MĐ1-123.45", "29MĐ1-123.45"),
        (Plate(), "29LD 01234", "29LD-012.34", "29LD-012.34"),
        (YesNo(), "Có", True, "Có"),
        (YesNo(), "x", True, "Có"),
        (YesNo(), "không", False, "Không"),
        (Choice(SEX), "NỮ", "female", "Nữ"),
        (Choice(SEX), "male", "male", "Nam"),
        (Choices(SEX), "Nam; Nữ", ["male", "female"], "Nam; Nữ"),
        (OldId(), "184 525 953", "184525953", "184525953"),
    ],
)
def test_what_is_typed_is_stored_and_shown(field_type, typed, stored, shown):
    value = field_type.parse(typed)
    assert (value, type(value)) == (stored, type(stored))
    assert field_type.show(value) == shown
    assert codes(field_type, value) == []


@pytest.mark.parametrize(
    ("field_type", "typed", "code"),
    [
        (Integer(), "mười", Code.NOT_A_NUMBER),
        (Number(), "4,98a", Code.NOT_A_NUMBER),
        (Number(), "inf", Code.NOT_A_NUMBER),
        (PartialDate(), "31/02/1985", Code.DATE_INVALID),
        (Date(), "09/1985", Code.DATE_NEEDS_DAY),
        (Month(), "05/09/1985", Code.NOT_A_DATE),
        (Year(), "trước 2019", Code.YEAR_UNCLEAR),
        (Year(), "2024-2025", Code.YEAR_UNCLEAR),
        (Year(), "2003 (sửa chữa 2018)", Code.YEAR_UNCLEAR),
        (Year(), "43586", Code.YEAR_UNCLEAR),
        (Year(), "3020", Code.YEAR_INVALID),
        (Year(), "21/09/3015", Code.YEAR_INVALID),
        (Year(), "31/02/2015", Code.DATE_INVALID),
        (Year(), "21/9/15", Code.DATE_TWO_DIGIT_YEAR),
        (YesNo(), "có lẽ", Code.NOT_YES_OR_NO),
        (Choice(SEX), "khác", Code.NOT_IN_LIST),
    ],
)
def test_what_cannot_be_read_says_why(field_type, typed, code):
    with pytest.raises(Unreadable) as caught:
        field_type.parse(typed)
    assert caught.value.finding.code is code


@pytest.mark.parametrize(
    ("field_type", "value", "expected"),
    [
        (Text(max_length=3), "bốn b", [Code.TOO_LONG]),
        (Text(pattern=r"\d+"), "a", [Code.BAD_PATTERN]),
        (Integer(min=1, max=9), 10, [Code.OUT_OF_RANGE]),
        (Integer(min=0), -1, [Code.OUT_OF_RANGE]),
        (Number(min="0"), "-1.00", [Code.OUT_OF_RANGE]),
        (Integer(), True, [Code.NOT_A_NUMBER]),
        (Number(max="10"), "10.01", [Code.OUT_OF_RANGE]),
        (Number(places=1), "4.98", [Code.TOO_PRECISE]),
        (Number(), 4.98, [Code.NOT_A_NUMBER]),
        (Money(), -1, [Code.OUT_OF_RANGE]),
        (PartialDate(), "1985-13", [Code.NOT_A_DATE]),
        (PartialDate(), (date.today() + timedelta(days=2)).isoformat(), [Code.DATE_IN_FUTURE]),
        (PartialDate(future=True), (date.today() + timedelta(days=2)).isoformat(), []),
        (Year(), str(date.today().year + 1), [Code.YEAR_INVALID]),
        (Year(), "1899", [Code.YEAR_INVALID]),
        (Year(), "trước 2019", [Code.YEAR_UNCLEAR]),
        (Plate(), "xe chưa có biển", [Code.PLATE_INVALID]),
        (Plate(), "38A-123456", [Code.PLATE_INVALID]),
        (Choices(SEX), ["male", "robot"], [Code.NOT_IN_LIST]),
        (OldId(), "12345678", [Code.ID_BAD_LENGTH]),
    ],
)
def test_stored_values_are_checked(field_type, value, expected):
    assert codes(field_type, value) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("038082009455", []),
        ("0380820094", [Code.ID_BAD_LENGTH]),
        ("184525953", [Code.OLD_ID_9]),
        ("O38082009455", [Code.ID_NOT_DIGITS]),
        ("099082009455", [Code.ID_PROVINCE_UNKNOWN]),
    ],
)
def test_id_numbers(catalogs, number, expected):
    assert codes(NationalId(catalogs), number) == expected


def test_an_unknown_province_in_an_id_number_only_warns(catalogs):
    assert [one.severity for one in NationalId(catalogs).check("099082009455")] == [Severity.WARNING]


@pytest.mark.parametrize("text", ["Xe chưa đăng ký", "38A-12", "AA-12-34", "38 123.45"])
def test_what_is_no_plate_stays_as_written_with_a_warning(text):
    assert Plate().parse(text) == text
    assert [(one.code, one.severity) for one in Plate().check(text)] == [
        (Code.PLATE_INVALID, Severity.WARNING)
    ]


@given(text=st.from_regex(r"[1-9][0-9][A-Z]{1,2}[0-9]?[ .-][0-9]{4,5}", fullmatch=True))
def test_a_plate_in_its_normal_form_is_read_as_itself(text):
    plate = Plate().parse(text)
    assert codes(Plate(), plate) == []
    assert Plate().parse(plate) == plate


@pytest.mark.parametrize(
    ("typed", "stored", "expected"),
    [
        ("0783.563.090", "0783563090", []),
        ("+84 395 526 283", "0395526283", []),
        ("84794080837", "0794080837", []),
        (367570249.0, "0367570249", []),
        ("0236 382 1234", "02363821234", []),
        ("077457727", "077457727", [Code.PHONE_BAD_LENGTH]),
        ("0123", "0123", [Code.PHONE_BAD_LENGTH]),
    ],
)
def test_telephone_numbers(catalogs, typed, stored, expected):
    phone = Phone(catalogs["phone_prefixes"])
    assert phone.parse(typed) == stored
    assert codes(phone, stored) == expected


@pytest.mark.parametrize("typed", ["ĐH", "Đại học", "đại  học", "Cử nhân", "DAI HOC"])
def test_catalogue_items_are_found_by_code_name_and_alias(catalogs, typed):
    level = CatalogItem(catalogs["education_levels"])
    assert level.show(level.parse(typed)) == "Đại học"


def test_a_closed_catalogue_refuses_and_an_open_one_keeps_with_a_warning(catalogs):
    with pytest.raises(Unreadable):
        CatalogItem(catalogs["ranks"]).parse("V.99.99")
    opened = CatalogItem(catalogs["ranks"], open=True, display="code")
    assert opened.parse("V.99.99") == "V.99.99"
    assert [(one.code, one.severity) for one in opened.check("V.99.99")] == [
        (Code.CODE_UNKNOWN, Severity.WARNING)
    ]
    assert opened.show(opened.parse("Chuyên viên")) == "01.003"


def test_an_address_may_be_typed_with_the_code_of_its_commune(catalogs):
    address = Address(catalogs["communes"])
    assert address.parse("Thôn 3, xã cũ [00004]") == {"text": "Thôn 3, xã cũ", "commune": "00004"}
    assert address.parse("[00004]") == {"commune": "00004"}
    assert address.parse("Thôn 3 [99999]") == {"text": "Thôn 3 [99999]"}
    assert address.parse("Lô [00004] khu B") == {"text": "Lô [00004] khu B"}


def test_an_address_keeps_the_words_of_the_paper(catalogs):
    address = Address(catalogs["communes"])
    value = address.parse("Thôn 3, xã Hoằng Hóa")
    assert value == {"text": "Thôn 3, xã Hoằng Hóa"}
    assert address.show(value) == "Thôn 3, xã Hoằng Hóa"
    assert codes(address, {"text": "x", "commune": "00000"}) == [Code.CODE_UNKNOWN]
    assert address.show({"commune": "00004"}) == "Phường Ba Đình"


def _simple_types(catalogs):
    for word, made in FIELD_TYPES.items():
        if word in {"choice", "choices"}:
            yield made(SEX)
        elif word == "catalog":
            yield made(catalogs["education_levels"])
        elif word == "link":
            yield made("person")
        elif word == "national_id":
            yield made(catalogs)
        elif word == "phone":
            yield made(catalogs["phone_prefixes"])
        elif word == "address":
            yield made(catalogs["communes"])
        else:
            yield made()


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=30))
def test_no_type_ever_fails_on_any_text_but_with_unreadable(catalogs, text):
    for field_type in _simple_types(catalogs):
        try:
            value = field_type.parse(text)
        except Unreadable:
            continue
        if value is not None:
            list(field_type.check(value))
            assert isinstance(field_type.show(value), str)


def test_every_type_reads_nothing_as_nothing(catalogs):
    for field_type in _simple_types(catalogs):
        assert field_type.parse("   ") is None, field_type


JUNK = [None, 1, 1.5, "x", "", True, [], {}, {"raw": "x"}, {"text": 1}, [1], "9" * 400]


def test_every_type_judges_any_stored_value_without_failing(catalogs):
    for field_type in _simple_types(catalogs):
        for value in JUNK:
            list(field_type.check(value))
