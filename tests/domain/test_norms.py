"""Bounds and choices of norms that few made-up communes meet: each is one line of law or of its reading."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop import paths
from desktop.domain.availability import Outage, System, months_up, up_pct
from desktop.domain.cars import Car, car_figure
from desktop.domain.catalog import Catalogs
from desktop.domain.facility import Building, facility_states, late_days
from desktop.domain.norm_rows import Staff, rows_for, weakest
from desktop.domain.norms import claim_of, rounded_up
from desktop.domain.office_area import area_need
from desktop.domain.wear import Group, asset_kind, wear_of

CATALOGS = Catalogs(paths.forms() / "catalogs")
AT = date(2026, 9, 30)
CHAIR = Staff("chair", ("CT03",))
HEAD = Staff("head", ("LD03",))
CLERK = Staff("clerk", ())
CAR = Car("car", "", 7, False, None, None, False, None, True, None, None)


def row(**told):
    plain = dict.fromkeys(
        ("positions", "groups", "ranks", "fallback", "max_price_vnd", "note", "legal_basis"), ""
    )
    return {**plain, "item": "x", "per": "person", "quantity": "1", "certainty": "high", **told}


def test_several_posts_count_once_at_the_highest_norm():
    both = Staff("both", ("LD03", "CT03"))
    assert area_need([both], AT, CATALOGS).working == area_need([CHAIR], AT, CATALOGS).working == 20


def test_where_sources_disagree_both_figures_are_told_and_marked_unsure():
    need = area_need([HEAD, CLERK], AT, CATALOGS)
    assert (need.working, need.working_other, need.certainty) == (33, 35, "low")
    assert area_need([CLERK], AT, CATALOGS).certainty == "high"


def test_the_fallback_is_for_those_alone_whom_no_row_names():
    rows = [row(positions="CT03"), row(fallback="yes", quantity="9")]
    assert rows_for(CHAIR, rows, CATALOGS["positions"]) == rows[:1]
    assert rows_for(CLERK, rows, CATALOGS["positions"]) == rows[1:]


@pytest.mark.parametrize(("quantity", "pieces"), [("0.21", 1), ("9.68", 10), ("3", 3), ("0", 0)])
def test_a_count_is_rounded_up_as_the_decision_says(quantity, pieces):
    assert rounded_up(Decimal(quantity)) == pieces


def test_the_sum_is_rounded_up_not_each_part():
    rows = [row(fallback="yes", quantity="0.4")]
    assert claim_of(rows, [CHAIR, HEAD, CLERK], CATALOGS).need == 2


def test_a_norm_without_a_number_makes_the_need_unknown_not_nothing():
    claim = claim_of([row(fallback="yes", quantity="")], [CLERK], CATALOGS)
    assert (claim.need, claim.people) == (None, ("clerk",))


def test_norms_of_a_commune_or_a_division_count_once_each():
    staff = [replace(CHAIR, division="A"), replace(HEAD, division="A"), replace(CLERK, division="B")]
    rows = [row(per="division", quantity="2"), row(per="commune", quantity="1")]
    assert claim_of(rows, staff, CATALOGS).need == 5


def test_the_least_sure_part_decides_how_sure_a_figure_is():
    assert weakest(["high", "low", "medium"]) == "low"
    assert weakest([]) == "high"


@pytest.mark.parametrize(
    ("price", "seats", "is_two_axle", "above"),
    [
        (950_000_000, 5, False, False),
        (950_000_001, 5, False, True),
        (1_600_000_000, 7, True, False),
        (1_600_000_000, 7, False, True),
        (1_300_000_001, 16, False, True),
    ],
)
def test_the_ceiling_itself_may_be_paid(price, seats, is_two_axle, above):
    car = replace(CAR, seats=seats, is_two_axle=is_two_axle, price_vnd=price, bought=True, bought_on=AT)
    assert bool(car_figure([car], AT, CATALOGS).above_ceiling) is above


def test_a_broken_car_fills_no_place_but_counts_as_there():
    figure = car_figure([replace(CAR, usable=False), replace(CAR, id="other")], AT, CATALOGS)
    assert (figure.most, figure.have, figure.usable, figure.shortage, figure.surplus) == (2, 2, 1, 1, 0)


def test_a_house_with_just_the_area_of_the_norm_is_not_cramped():
    house = Building("h", "", is_headquarters=True, is_surplus=False, is_service_centre=False)
    for m2, cramped in (("15.00", False), ("14.99", True)):
        (state,) = facility_states([replace(house, areas={"working": Decimal(m2)})], [CLERK], AT, CATALOGS)
        assert state.cramped.derived is cramped


def test_a_house_handed_over_that_very_day_is_no_longer_late():
    house = Building("h", "", False, True, False, due_on=date(2026, 6, 30))
    assert late_days(house, AT) == 92
    assert late_days(replace(house, handed_over_on=AT), AT) == 0
    assert late_days(replace(house, progress="done"), AT) == 0


def test_wear_counts_whole_years_as_at_december_and_ends_with_the_price():
    car = Group("01201", 15, Decimal("6.67"), "high")
    assert wear_of(300_000_000, car, "2025-12-31", date(2025, 12, 31)).worn_vnd == 20_010_000
    assert wear_of(300_000_000, car, "2025", date(2026, 12, 30)).years == 1
    assert wear_of(300_000_000, car, "2010", date(2025, 1, 1)).remaining_vnd == 0
    assert wear_of(300_000_000, car, "2026", AT).worn_vnd == 0


def test_the_kind_of_a_lot_follows_from_the_price_of_one():
    lot = {"category": "Máy in", "price_vnd": 12_000_000, "quantity": 2}
    assert asset_kind(lot, CATALOGS) == "tscd"
    assert asset_kind({**lot, "price_is_of_lot": True}, CATALOGS) == "ccdc"
    assert asset_kind({"price_vnd": {"raw": "?"}}, CATALOGS) is None


def test_an_outage_never_takes_more_hours_than_the_month_has():
    outages = (
        Outage("a", date(2026, 2, 1), Decimal(744), "power"),
        Outage("b", date(2026, 3, 2), Decimal("7.44"), None),
    )
    line = System("s", "", "line", "", None, None, None, "2026-02", outages)
    months = months_up(line, date(2026, 3, 31))
    assert [(one.month, one.hours, one.up_pct) for one in months] == [
        ("2026-02", 672, Decimal("0.00")),
        ("2026-03", 744, Decimal("99.00")),
    ]
    assert months[1].by_cause == (("other", Decimal("7.44")),)
    assert up_pct(months) == Decimal("52.02")
