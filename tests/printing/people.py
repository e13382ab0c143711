"""People for paper: a plain one, one with every answer, and as many as a list wants."""

import random

from desktop.domain.date_types import Month, PartialDate
from desktop.domain.identity_types import Address, File
from desktop.domain.list_types import CatalogItem, Choice
from desktop.domain.number_types import Integer, Money, Number
from desktop.domain.text_types import YesNo

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Vũ", "Đặng", "Bùi", "Đỗ"]
MIDDLE = ["Văn", "Thị", "Đức", "Ngọc", "Thị Thanh", "Quang", "Thị Phương", "Xuân"]
GIVEN = ["An", "Bình", "Cường", "Dũng", "Đức", "Giang", "Hằng", "Mỹ Linh", "Phượng", "Tuấn", "Yến"]
UNITS = ["Văn phòng HĐND và UBND xã", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Ban Chỉ huy Quân sự xã"]


def people(count):
    dice = random.Random(7)
    return [one(dice, number) for number in range(count)]


def one(dice, number):
    return {
        "full_name": f"{dice.choice(FAMILY)} {dice.choice(MIDDLE)} {dice.choice(GIVEN)}",
        "birth_date": f"{dice.randint(1966, 2000)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}",
        "sex": dice.choice(["male", "female"]),
        "national_id": f"022{number:09d}",
        "position_title": dice.choice(["Chuyên viên", "Phó Chủ tịch Ủy ban nhân dân xã", "Trưởng phòng"]),
        "org_unit": dice.choice(UNITS),
        "education_level": "dai_hoc",
        "major": dice.choice(["Luật", "Quản lý đất đai", "Quản trị kinh doanh nông nghiệp"]),
        "political_theory": "trung_cap",
        "rank_code": "01.003",
        "salary_step": dice.randint(1, 9),
        "salary_coefficient": f"{dice.uniform(2.34, 4.98):.2f}",
        "party_date": "2011-09-13",
        "recruitment_date": "2005-03",
    }


def full(form, word="Trường Đại học Nội vụ Hà Nội", rows=3):
    """A record with every answer of the form, every text of it `word`."""
    record = {field.name: answer(field.type, word) for field in form.fields}
    for section in form.tables:
        record[section.id] = [
            {"_id": f"{number:08x}", **{field.name: answer(field.type, word) for field in section.fields}}
            for number in range(rows)
        ]
    return record


def answer(kind, word):
    if isinstance(kind, CatalogItem):
        return kind.catalog.items[0].code
    if isinstance(kind, Choice):
        return kind.choices[0].value
    plain = {
        Month: "2010-05",
        Integer: 3,
        Money: 4_500_000,
        Number: "2.34",
        YesNo: True,
        Address: {"text": word},
    }
    for known, value in plain.items():
        if isinstance(kind, known):
            return value
    if isinstance(kind, PartialDate):
        return "2010-05-09"
    return "0" * 64 if isinstance(kind, File) else word
