"""Everybody stands in exactly one cell of every dimension, so totals agree in every crossing."""

from datetime import date
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.catalog import Catalogs
from desktop.domain.composition import TOTAL, cross, parts, quality
from desktop.domain.dimensions import DIMENSIONS, UNKNOWN, Member, Rules, age
from desktop.domain.seats import Place
from desktop.domain.staff import PersonFacts, Standing

CATALOGS = Catalogs(Path(__file__).resolve().parents[2] / "forms" / "catalogs")
ON = date(2026, 6, 30)
RULES = Rules(ON, CATALOGS)
WORKING = Standing("CC", "working", in_quota=True, present=True)


def codes(catalog_id):
    return st.sampled_from([None, *(item.code for item in CATALOGS[catalog_id].items)])


days = st.sampled_from(
    [None, "1950", "1966-06", "1975-05-31", "1976-06-30", "1986-07-01", "1996-06-30", "2003", "2026-07", "?"]
)
texts = st.sampled_from(
    [None, "", "Không", "Chưa có", "Anh B1", "Tiếng Anh B", "Anh văn", "Tin học B", "IC3"]
)
facts = st.builds(
    PersonFacts,
    id=st.uuids().map(str),
    label=st.just("x"),
    sex=st.sampled_from([None, "male", "female"]),
    birth_date=days,
    ethnic_group=codes("ethnic_groups"),
    religion=codes("religions"),
    party_date=days,
    party_official_date=days,
    education_level=codes("education_levels"),
    political_theory=codes("political_theory"),
    state_management=codes("state_management"),
    foreign_language=texts,
    it_skill=texts,
    rank_code=st.sampled_from([None, "01.003", "V.07.02.24", "99.999"]),
    retires_on=st.sampled_from([None, "2026-06-30", "2026-07-01", "2040-01-01"]),
)
standings = st.builds(
    Standing,
    category=codes("person_categories"),
    status=st.just("working"),
    in_quota=st.booleans(),
    present=st.just(value=True),
    org_unit=st.sampled_from([None, "Phòng Nội vụ cũ"]),
)
places = st.builds(
    Place,
    division=st.sampled_from([None, "Phòng Kinh tế", "Văn phòng"]),
    field=codes("specialised_fields"),
    block=codes("blocks"),
)
people = st.lists(
    st.builds(Member, facts, standings, st.booleans(), places),
    max_size=12,
    unique_by=lambda one: one.person.id,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people)
def test_totals_agree_in_every_crossing(members):
    everybody = sorted(one.person.id for one in members)
    by_one = {name: parts(members, name, RULES).cells for name in DIMENSIONS}
    for cells in by_one.values():
        assert sorted(one for cell in cells for one in cell.people) == everybody
    for by, across in product(DIMENSIONS, repeat=2):
        table = cross(members, by, across, RULES)
        assert [row for row, _ in table.rows] == list(by_one[by])
        for row, (total, *cells) in table.rows:
            assert sorted(total) == sorted(row.people) == sorted(one for cell in cells for one in cell)
        for at, cell in enumerate(by_one[across], start=1):
            column = [one for _, cells in table.rows for one in cells[at]]
            assert sorted(column) == sorted(cell.people)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people, st.sampled_from(sorted(DIMENSIONS)))
def test_the_groups_of_the_table_of_numbers_and_quality_add_up(members, by):
    table = quality(members, by, RULES)
    for dimension in ("age", "education", "political_theory", "state_management", "language", "it", "rank"):
        at = [number for number, column in enumerate(table.columns) if column.dimension == dimension]
        for row, cells in table.rows:
            assert sum(len(cells[number]) for number in at) == len(row.people)


def cell(dimension, concurrent=False, place=None, on=ON, **told):
    member = Member(PersonFacts("1", "x", **told), WORKING, concurrent, place or Place())
    return DIMENSIONS[dimension].read(member, Rules(on, CATALOGS))


@pytest.mark.parametrize(
    ("born", "years"),
    [("1996-06-30", 30), ("1996-07-01", 29), ("1996-06", 30), ("1996-07", 29), ("1996", 29), ("1995", 30)],
)
def test_an_age_is_full_years_and_an_unsure_birth_counts_from_its_last_day(born, years):
    assert age(born, ON) == years


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [("2000-02-29", date(2026, 2, 28), 25), ("2000-02-29", date(2026, 3, 1), 26)],
)
def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march(born, on, years):
    assert age(born, on) == years


@pytest.mark.parametrize(
    ("born", "retires", "band"),
    [
        ("1996-07-01", "2058-08-01", "duoi_30"),
        ("1996-06-30", "2058-07-01", "30_40"),
        ("1986-07-01", "2048-08-01", "30_40"),
        ("1986-06-30", "2048-07-01", "40_50"),
        ("1976-07-01", "2038-08-01", "40_50"),
        ("1976-06-30", "2038-07-01", "50_nghi_huu"),
        ("1964-06-01", "2026-07-01", "50_nghi_huu"),
        ("1964-05-01", "2026-06-30", "qua_tuoi"),
        ("1950", "2011-01-01", "qua_tuoi"),
        ("1970-01-01", None, UNKNOWN),
        ("1990-01-01", None, "30_40"),
        (None, "2030-01-01", UNKNOWN),
        ("?", "2030-01-01", UNKNOWN),
    ],
)
def test_an_age_band_holds_up_to_the_day_before_its_upper_end(born, retires, band):
    assert cell("age", birth_date=born, retires_on=retires) == band


def test_the_age_bands_leave_no_gap_and_say_how_sure_they_are():
    bands = CATALOGS["age_bands"].items
    for lower, upper in pairwise(bands):
        assert lower.extra["to_years"] == upper.extra["from_years"]
    assert (bands[0].extra["from_years"], bands[-1].extra["to_years"]) == ("0", "")
    assert {band.certainty for band in bands} == {"low"}


@pytest.mark.parametrize(
    ("admitted", "official", "on", "code"),
    [
        ("2026-06-30", None, ON, "yes"),
        ("2026-07-01", None, ON, "no"),
        ("2026-07", "2026-01", ON, "no"),
        (None, "2020", ON, "yes"),
        (None, None, ON, "no"),
        ("?", None, ON, UNKNOWN),
    ],
)
def test_who_is_admitted_by_the_day_is_a_party_member(admitted, official, on, code):
    assert cell("party", party_date=admitted, party_official_date=official, on=on) == code


@pytest.mark.parametrize(
    ("dimension", "text", "code"),
    [
        ("language", "Anh B1", "bac_3"),
        ("language", "Tiếng Anh B", "b"),
        ("language", "B2", "bac_4"),
        ("language", "Đại học tiếng Anh", "dai_hoc"),
        ("language", "Anh văn", "yes"),
        ("language", "Không", "no"),
        ("language", "chưa có", "no"),
        ("language", None, UNKNOWN),
        ("it", "Chứng chỉ B", "b"),
        ("it", "Ứng dụng CNTT cơ bản", "co_ban"),
        ("it", "Tin học văn phòng", "yes"),
        ("it", "Không có", "no"),
        ("it", "", UNKNOWN),
    ],
)
def test_a_level_is_read_from_the_beginning_of_an_answer(dimension, text, code):
    field = {"language": "foreign_language", "it": "it_skill"}[dimension]
    assert cell(dimension, **{field: text}) == code


@pytest.mark.parametrize(
    ("dimension", "told", "code"),
    [
        ("ethnic", {"ethnic_group": "01"}, "kinh"),
        ("ethnic", {"ethnic_group": "06"}, "minority"),
        ("ethnic", {"ethnic_group": "55"}, "other"),
        ("ethnic", {}, UNKNOWN),
        ("religion", {"religion": "khong"}, "no"),
        ("religion", {"religion": "phat_giao"}, "yes"),
        ("religion", {}, UNKNOWN),
        ("rank", {"rank_code": "01.002"}, "chuyen_vien_chinh"),
        ("rank", {"rank_code": "V.07.02.24"}, "other"),
        ("rank", {}, UNKNOWN),
        ("concurrent", {"concurrent": True}, "yes"),
        ("concurrent", {}, "no"),
        ("category", {}, "CC"),
        ("division", {"org_unit": "A", "place": Place("B", "TUPHAP", "dang")}, "B"),
        ("field", {"field": "YTE", "place": Place("B", "TUPHAP", "dang")}, "TUPHAP"),
        ("block", {"block": "mttq", "place": Place("B", "TUPHAP", "dang")}, "dang"),
        ("division", {"org_unit": "A", "place": Place()}, UNKNOWN),
    ],
)
def test_everybody_stands_in_the_cell_that_the_record_tells(dimension, told, code):
    assert cell(dimension, **told) == code


def test_every_rank_that_has_a_level_is_listed_and_so_is_its_level():
    rows = CATALOGS.table("rank_equivalents")
    assert {row["rank_code"] for row in rows} <= set(CATALOGS["ranks"].by_code)
    assert {row["level"] for row in rows} <= set(CATALOGS["rank_levels"].by_code)
    assert len({row["rank_code"] for row in rows}) == len(rows)


def test_cells_come_as_their_list_orders_them_and_the_unknown_last():
    members = [
        Member(PersonFacts(str(at), "x"), WORKING, place=Place(block=block))
        for at, block in enumerate([None, "dang", "chinh_quyen"])
    ]
    assert [one.code for one in parts(members, "block", RULES).cells] == ["chinh_quyen", "dang", UNKNOWN]
    assert cross(members, "block", "sex", RULES).columns[0] == TOTAL
