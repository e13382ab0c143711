from datetime import date

import pytest

from desktop.domain import lots, wear
from desktop.errors import AppError
from desktop.services.assets import Disposal, Move, code_of

CHAIRS = {
    "name": "Ghế xoay",
    "asset_code": "GX-1",
    "quantity": 7,
    "price_vnd": 10_000_001,
    "price_is_of_lot": True,
    "remaining_vnd": 999_999,
    "year_in_use": "2024",
    "room": "Phòng 201",
    "user": "Văn phòng",
    "category": "Ghế",
    "condition": "tot",
}


@pytest.fixture
def chairs(session):
    return made(session, **CHAIRS)


def made(session, **values):
    view, _ = session.records.create("equipment", values)
    return view.record.id


def payload(session, record_id):
    return session.records.payload(record_id)


def test_a_lot_is_parted_exactly_and_put_together_again(session, chairs):
    new, changes = session.assets.split(chairs, 3)
    one, other = payload(session, chairs), payload(session, new)
    assert (one["quantity"], other["quantity"]) == (4, 3)
    assert one["price_vnd"] + other["price_vnd"] == 10_000_001
    assert one["remaining_vnd"] + other["remaining_vnd"] == 999_999
    assert other["split_from"] == chairs
    assert other["year_in_use"] == "2024"
    assert "asset_code" not in other
    assert changes.records >= {chairs, new}
    session.assets.merge([chairs, new])
    assert {name: payload(session, chairs)[name] for name in CHAIRS} == CHAIRS
    assert session.records.count("equipment") == 1


@pytest.mark.parametrize("part", range(1, 7))
def test_a_piece_wears_alike_on_both_sides_of_a_split(part):
    rest, new = lots.parted({"quantity": 7, "price_vnd": 70_000_000}, part, "lot")
    assert rest == {"quantity": 7 - part}
    assert wear.unit_price(new["price_vnd"], new["quantity"], is_of_lot=False) == 70_000_000
    rest, new = lots.parted({"quantity": 7, "price_vnd": 70_000_000, "price_is_of_lot": True}, part, "lot")
    prices = {wear.unit_price(one["price_vnd"], one["quantity"], is_of_lot=True) for one in (rest, new)}
    assert prices == {10_000_000}


def test_each_deed_is_one_change_that_one_undo_takes_back(session, chairs):
    before = payload(session, chairs)
    new, _ = session.assets.split(chairs, 2)
    session.records.undo()
    assert payload(session, chairs) == before
    with pytest.raises(AppError, match="record_missing"):
        session.records.open(new)
    session.assets.move([chairs], Move(date(2026, 5, 4), room="Kho"))
    session.records.undo()
    session.assets.dispose([chairs], Disposal(date(2026, 5, 4), "liquidated"))
    session.records.undo()
    assert payload(session, chairs) == before


@pytest.mark.parametrize("pieces", [0, -1, 7, 8])
def test_only_a_true_part_can_be_parted(session, chairs, pieces):
    with pytest.raises(AppError, match="split_pieces"):
        session.assets.split(chairs, pieces)


def test_lots_that_differ_stay_apart_and_the_fields_are_named(session, chairs):
    other = made(session, **{**CHAIRS, "asset_code": "GX-2", "room": "Kho"})
    with pytest.raises(AppError) as raised:
        session.assets.merge([chairs, other])
    assert raised.value.code == "merge_differs"
    assert raised.value.facts["fields"] == "Phòng, vị trí đặt, Mã tài sản"
    with pytest.raises(AppError, match="merge_one"):
        session.assets.merge([chairs, chairs])


@pytest.mark.parametrize("name", ["price_vnd", "remaining_vnd"])
def test_a_lot_without_money_is_not_put_to_one_with_money(session, chairs, name):
    other = made(session, **{field: value for field, value in CHAIRS.items() if field != name})
    with pytest.raises(AppError, match="merge_differs"):
        session.assets.merge([chairs, other])
    assert payload(session, chairs)[name] == CHAIRS[name]


def test_photos_of_a_lot_stay_with_what_it_goes_into(session, chairs):
    new, _ = session.assets.split(chairs, 2)
    view = session.records.open(new)
    session.records.save(new, view.record.revision, {"photos/aaaaaaaa": {"caption": "mặt sau"}})
    session.assets.merge([chairs, new])
    assert [row["caption"] for row in payload(session, chairs)["photos"]] == ["mặt sau"]


def test_a_move_writes_where_from_and_where_to(session, chairs):
    session.assets.move([chairs], Move(date(2026, 5, 4), "Phòng 105", "Trần Văn Nam", "12/BB-VP"))
    told = payload(session, chairs)
    assert (told["room"], told["user"]) == ("Phòng 105", "Trần Văn Nam")
    row = {name: value for name, value in told["moves"][0].items() if name != "_id"}
    assert row == {
        "date": "2026-05-04",
        "from_room": "Phòng 201",
        "to_room": "Phòng 105",
        "from_user": "Văn phòng",
        "to_user": "Trần Văn Nam",
        "decision": "12/BB-VP",
    }
    with pytest.raises(AppError, match="move_nothing"):
        session.assets.move([chairs], Move(date(2026, 5, 5), room="Phòng 105"))


def test_what_was_disposed_of_is_not_there_from_that_day_on(session, chairs):
    other = made(session, name="Tủ", year_in_use="2020")
    session.assets.dispose([chairs, other], Disposal(date(2026, 5, 4), "liquidated", "9/QĐ-UBND"))
    there = {at: len(session.norms.report(date(2026, 5, at)).assets) for at in (3, 4)}
    assert there == {3: 2, 4: 0}
    assert payload(session, other)["disposal_decision"] == "9/QĐ-UBND"
    with pytest.raises(AppError, match="disposed_already"):
        session.assets.dispose([chairs], Disposal(date(2026, 5, 5), "sold"))
    with pytest.raises(AppError, match="disposed_already"):
        session.assets.move([chairs], Move(date(2026, 5, 5), room="Kho"))


def test_proceeds_belong_to_one_thing(session, chairs):
    car = session.records.create("vehicle", {"plate": "38A-123.45"})[0].record.id
    with pytest.raises(AppError, match="disposal_one_by_one"):
        session.assets.dispose([chairs, car], Disposal(date(2026, 5, 4), "sold", proceeds_vnd=5))
    session.assets.dispose([car], Disposal(date(2026, 5, 4), "sold", proceeds_vnd=5))
    assert payload(session, car)["disposal_value_vnd"] == 5


def test_a_scanned_code_leads_to_its_record(session, chairs):
    assert session.assets.of_code(f" {code_of(chairs).lower()}\n") == chairs
    assert session.assets.of_code("SX:000000000000") is None
    assert session.assets.of_code("GX-1") is None
