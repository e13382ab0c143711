"""Code lists and dated tables keep what their README promises."""

import csv
import re
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from desktop.domain.catalog import Catalog, Catalogs, Item
from desktop.domain.salary import scale_of_rank

FOLDER = Path(__file__).resolve().parents[2] / "forms" / "catalogs"
CATALOGS = Catalogs(FOLDER)
COMMON = ["code", "label", "label_en", "aliases", "valid_from", "valid_to", "legal_basis", "certainty"]
DATED = {"valid_from", "valid_to", "legal_basis", "certainty"}
FILES = list(CATALOGS.ids())


def header(file: str) -> list[str]:
    with (FOLDER / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines))


CODE_LISTS = [file for file in FILES if header(file)[0] == "code"]
# A commune's name alone says little: 245 names belong to several communes.
NAMED_LISTS = [file for file in CODE_LISTS if file != "communes"]


def words(item: Item) -> list[str]:
    return [item.code, item.label, item.label_en, *item.aliases]


def is_sound_period(row: dict[str, str]) -> bool:
    days = [date.fromisoformat(row[key]) for key in ("valid_from", "valid_to") if row[key]]
    return days == sorted(days)


def found(catalog: Catalog, text: str) -> str | None:
    item = catalog.find(text)
    return item.code if item else None


def test_there_are_code_lists_and_dated_tables() -> None:
    assert len(CODE_LISTS) > 30
    assert len(FILES) > len(CODE_LISTS)


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_clean_utf8_with_full_rows(file: str) -> None:
    text = (FOLDER / f"{file}.csv").read_bytes().decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    rows = list(csv.reader(text.splitlines()))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if cell != cell.strip()] == []


@pytest.mark.parametrize("file", CODE_LISTS)
def test_a_code_list_has_the_promised_columns_first(file: str) -> None:
    assert header(file)[: len(COMMON)] == COMMON


@pytest.mark.parametrize("file", sorted(set(FILES) - set(CODE_LISTS)))
def test_a_dated_table_says_since_when_and_by_what_law(file: str) -> None:
    assert set(header(file)) >= DATED


@pytest.mark.parametrize("file", FILES)
def test_every_row_has_a_sound_period_and_a_known_certainty(file: str) -> None:
    rows = CATALOGS.table(file)
    assert rows
    assert [row for row in rows if not is_sound_period(dict(row))] == []
    assert {row["certainty"] for row in rows} <= {"high", "medium", "low"}


@pytest.mark.parametrize("file", CODE_LISTS)
def test_codes_are_ascii_unique_and_labelled(file: str) -> None:
    items = CATALOGS[file].items
    codes = [item.code for item in items]
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.+-]*", code)] == []
    assert [item.code for item in items if not item.label] == []


@pytest.mark.parametrize("file", NAMED_LISTS)
def test_every_name_and_alias_finds_its_own_code(file: str) -> None:
    catalog = CATALOGS[file]
    wrong = [
        (item.code, word, found(catalog, word))
        for item in catalog.items
        for word in words(item)
        if word and found(catalog, word) != item.code
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("education_levels", "ĐH", "dai_hoc"),
        ("education_levels", "Cử nhân", "dai_hoc"),
        ("education_levels", "kỹ sư", "dai_hoc"),
        ("education_levels", "Thạc sỹ", "thac_si"),
        ("political_theory", "TCCT", "trung_cap"),
        ("political_theory", "TCLLCT", "trung_cap"),
        ("political_theory", "CCLL", "cao_cap"),
        ("state_management", "CVC", "chuyen_vien_chinh"),
        ("it_levels", "ƯDCNTT cơ bản", "co_ban"),
        ("blood_groups", "A-", "A-"),
        ("ranks", "Chuyên viên chính", "01.002"),
        ("provinces", "Thanh Hoá", "38"),
        ("provinces", "Thanh Hóa", "38"),
        ("ethnic_groups", "H'Mông", "08"),
        ("org_units", "VP HĐND&UBND", "VP"),
    ],
)
def test_the_words_of_real_rosters_are_understood(file: str, text: str, code: str) -> None:
    assert found(CATALOGS[file], text) == code


def test_all_provinces_and_communes_of_july_2025_are_there() -> None:
    provinces, communes = CATALOGS["provinces"], CATALOGS["communes"]
    assert len(provinces.items) == 34
    assert len(communes.items) == 3321
    assert {item.extra["province_code"] for item in communes.items} == set(provinces.by_code)
    assert {item.extra["type"] for item in communes.items} == {"phuong", "xa", "dac_khu"}
    assert [item.code for item in communes.items if not re.fullmatch(r"\d{5}", item.code)] == []
    assert [item.code for item in provinces.items if not re.fullmatch(r"\d{2}", item.code)] == []


def test_old_provinces_of_id_numbers_lead_to_provinces_of_today() -> None:
    places = CATALOGS["id_provinces"].items
    assert len(places) == 63
    assert {place.extra["new_province_code"] for place in places} == set(CATALOGS["provinces"].by_code)


def test_every_century_digit_of_an_id_number_is_told_once() -> None:
    assert [row["digit"] for row in CATALOGS.table("id_century_sex")] == list("0123456789")


def test_every_rank_has_a_pay_scale() -> None:
    day = date(2026, 1, 1)
    ranks = CATALOGS["ranks"].items
    assert [rank.code for rank in ranks if scale_of_rank(rank.code, day, CATALOGS) is None] == []


def test_pay_scales_rise_step_by_step_without_gaps() -> None:
    scales: dict[str, list[dict[str, str]]] = {}
    for row in CATALOGS.table("salary_scales"):
        scales.setdefault(row["scale_code"], []).append(dict(row))
    for rows in scales.values():
        assert [int(row["step"]) for row in rows] == list(range(1, int(rows[0]["n_steps"]) + 1))
        coefficients = [float(row["coefficient"]) for row in rows]
        assert all(low < high for low, high in pairwise(coefficients))


def test_one_base_salary_holds_on_every_day() -> None:
    rows = CATALOGS.table("base_salary")
    for earlier, later in pairwise(rows):
        ends, begins = date.fromisoformat(earlier["valid_to"]), date.fromisoformat(later["valid_from"])
        assert (begins - ends).days == 1
    assert rows[-1]["valid_to"] == ""


@pytest.mark.parametrize("sex", ["male", "female"])
def test_every_month_of_birth_has_one_retirement_age(sex: str) -> None:
    rows = [row for row in CATALOGS.table("retirement_age") if row["sex"] == sex]
    for earlier, later in pairwise(rows):
        year, month = map(int, earlier["born_to"].split("-"))
        following = f"{year + month // 12}-{month % 12 + 1:02d}"
        assert later["born_from"] == following
        assert (int(earlier["years"]), int(earlier["months"])) < (int(later["years"]), int(later["months"]))
    assert rows[-1]["born_to"] == ""


def test_codes_that_point_into_another_list_are_found_there() -> None:
    blocks, units = CATALOGS["blocks"].by_code, CATALOGS["org_units"].by_code
    states, positions = CATALOGS["person_status"].by_code, CATALOGS["positions"].by_code
    assert {item.extra["block"] for item in CATALOGS["org_units"].items} <= set(blocks)
    for file in ("positions", "specialised_fields"):
        named = {unit for item in CATALOGS[file].items for unit in item.extra["units"].split(";")}
        assert named - {"", "*"} <= set(units)
    assert {item.extra["status"] for item in CATALOGS["leaving_reasons"].items} <= set(states)
    allowances = CATALOGS.table("position_allowances")
    assert {code for row in allowances for code in row["positions"].split(";")} <= set(positions)
