from datetime import date

import pytest

from desktop.domain.stocktaking import FEWER, MORE, OTHER_CONDITION, OTHER_ROOM, SURPLUS
from desktop.errors import AppError
from desktop.services.assets import Disposal, Move
from desktop.services.settling import CORRECT, DISPOSE, EXPLAIN, RECORD, Settlement
from desktop.services.stocktaking import Member

DAY = date(2026, 1, 1)
COMMITTEE = [Member("Lê Thị Lan", "Kế toán", "head"), Member("Trần Văn Nam", "Văn phòng")]


@pytest.fixture
def things(session):
    """Three lots in two rooms, one that came later, one disposed of before."""
    told = {
        "desks": {"name": "Bàn", "quantity": 5, "room": "Phòng 201", "condition": "tot"},
        "pc": {"name": "Máy tính", "room": "Phòng 201", "condition": "tot", "price_vnd": 15_000_000},
        "chairs": {"name": "Ghế", "quantity": 10, "room": "Kho", "price_vnd": 9, "price_is_of_lot": True},
        "new": {"name": "Máy in", "room": "Kho", "year_in_use": "2026"},
        "gone": {"name": "Tủ", "room": "Kho", "disposed_on": "2025-06-30"},
    }
    return {name: session.records.create("equipment", one)[0].record.id for name, one in told.items()}


@pytest.fixture
def count(session, things):
    return session.stocktaking.start(DAY, COMMITTEE, "120/QĐ-UBND")[0]


def sheet(session, count):
    return session.stocktaking.sheet(count)


def row_of(session, count, equipment):
    return next(one.row_id for one in sheet(session, count).lines if one.equipment == equipment)


def found(session, count, equipment, **values):
    row_id = row_of(session, count, equipment)
    session.stocktaking.set_line(count, row_id, values)
    return f"lines/{row_id}"


def test_the_book_is_that_of_midnight(session, things):
    session.assets.dispose([things["pc"]], Disposal(DAY, "liquidated"))
    session.assets.move([things["desks"]], Move(DAY, room="Phòng 105"))
    taken = sheet(session, session.stocktaking.start(DAY, COMMITTEE)[0])
    assert [(one.room, one.asset, one.book_quantity) for one in taken.lines] == [
        ("Kho", "Ghế", 10),
        ("Phòng 201", "Bàn", 5),
        ("Phòng 201", "Máy tính", 1),
    ]
    assert [one.book_value_vnd for one in taken.lines] == [9, None, 15_000_000]


def test_a_stocktaking_carries_its_committee_and_is_the_open_one(session, count):
    told = session.records.payload(count)
    assert [(row["name"], row["role"]) for row in told["committee"]] == [
        ("Lê Thị Lan", "head"),
        ("Trần Văn Nam", "member"),
    ]
    assert session.stocktaking.current() == count
    assert session.records.open(count).problems == ()
    with pytest.raises(AppError, match="stocktake_open"):
        session.stocktaking.start(date(2027, 1, 1), COMMITTEE)


def test_a_day_before_everything_has_no_book(session):
    session.records.create("equipment", {"name": "Máy in", "year_in_use": "2026"})
    with pytest.raises(AppError, match="stocktake_empty"):
        session.stocktaking.start(date(2020, 1, 1), [])


def test_a_whole_room_is_done_by_exception(session, things, count):
    found(session, count, things["desks"], found_quantity=4)
    session.stocktaking.room_complete(count, "Phòng 201")
    rooms = {room.name: (room.lines, room.counted, room.differing) for room in sheet(session, count).rooms}
    assert rooms == {"Kho": (1, 0, 0), "Phòng 201": (2, 2, 1)}
    with pytest.raises(AppError, match="stocktake_nothing_left"):
        session.stocktaking.room_complete(count, "Phòng 201")
    session.records.undo()
    assert [one.found_quantity for one in sheet(session, count).lines] == [None, 4, None]


def test_differences_name_in_what_they_differ(session, things, count):
    found(session, count, things["desks"], found_quantity=4, found_condition="hong")
    found(session, count, things["pc"], found_quantity=1, found_room="Kho", found_condition="tot")
    found(session, count, things["chairs"], found_quantity=12)
    session.stocktaking.add_surplus(count, "Quạt", 2, "Kho")
    told = {one.asset: (one.kinds, one.book, one.found) for one in sheet(session, count).differences}
    assert told == {
        "Ghế": ((MORE,), 10, 12),
        "Bàn": ((FEWER, OTHER_CONDITION), 5, 4),
        "Máy tính": ((OTHER_ROOM,), 1, 1),
        "Quạt": ((SURPLUS,), 0, 2),
    }


def test_what_is_not_there_has_no_other_room_or_condition(session, things, count):
    found(session, count, things["pc"], found_quantity=0, found_room="Kho", found_condition="hong")
    assert [one.kinds for one in sheet(session, count).differences] == [(FEWER,)]


def test_correcting_takes_quantity_room_and_condition_into_the_register(session, things, count):
    values = {"found_quantity": 4, "found_condition": "hong", "found_room": "Kho"}
    place = found(session, count, things["desks"], **values)
    before = session.records.payload(things["desks"])
    session.settling.settle(count, place, Settlement(CORRECT))
    told = session.records.payload(things["desks"])
    assert (told["quantity"], told["condition"], told["room"]) == (4, "hong", "Kho")
    assert [(row["date"], row["to_room"]) for row in told["moves"]] == [("2026-01-01", "Kho")]
    assert sheet(session, count).differences[0].settlement == "corrected"
    session.records.undo()
    assert session.records.payload(things["desks"]) == before
    assert not sheet(session, count).differences[0].is_settled


def test_missing_pieces_leave_the_register_and_the_rest_stays(session, things, count):
    place = found(session, count, things["chairs"], found_quantity=7)
    session.settling.settle(count, place, Settlement(DISPOSE, "9/QĐ-UBND", "lost"))
    rows = [session.records.payload(one) for one in session.records.in_order_of_entry("equipment")]
    chairs = [one for one in rows if one["name"] == "Ghế"]
    assert [(one["quantity"], one.get("disposed_on")) for one in chairs] == [(7, None), (3, "2026-01-01")]
    assert sum(one["price_vnd"] for one in chairs) == 9
    assert chairs[1]["disposal_decision"] == "9/QĐ-UBND"


def test_what_is_gone_altogether_is_disposed_of_not_corrected(session, things, count):
    place = found(session, count, things["pc"], found_quantity=0)
    with pytest.raises(AppError, match="stocktake_zero"):
        session.settling.settle(count, place, Settlement(CORRECT))
    session.settling.settle(count, place, Settlement(DISPOSE))
    assert session.records.payload(things["pc"])["disposal_kind"] == "lost"


def test_surplus_becomes_an_asset_that_the_sheet_names(session, count):
    row_id, _ = session.stocktaking.add_surplus(count, "Quạt cây", 2, "Kho", "tot")
    session.settling.settle(count, f"surplus/{row_id}", Settlement(RECORD))
    made = sheet(session, count).surplus[0].equipment
    told = session.records.payload(made)
    assert (told["name"], told["quantity"], told["room"], told["condition"]) == ("Quạt cây", 2, "Kho", "tot")
    with pytest.raises(AppError, match="stocktake_settled"):
        session.stocktaking.remove_surplus(count, row_id)
    session.records.undo()
    session.stocktaking.remove_surplus(count, row_id)
    assert sheet(session, count).surplus == ()


def test_an_explanation_wants_a_reason_and_leaves_the_register_alone(session, things, count):
    place = found(session, count, things["pc"], found_quantity=0)
    before = session.records.payload(things["pc"])
    with pytest.raises(AppError, match="stocktake_reason_missing"):
        session.settling.settle(count, place, Settlement(EXPLAIN, " "))
    session.settling.settle(count, place, Settlement(EXPLAIN, "Đang bảo hành"))
    assert session.records.payload(things["pc"]) == before
    assert sheet(session, count).differences[0].note == "Đang bảo hành"
    with pytest.raises(AppError, match="stocktake_settled"):
        session.settling.settle(count, place, Settlement(DISPOSE))
    with pytest.raises(AppError, match="stocktake_settled"):
        session.stocktaking.set_line(count, place.split("/")[1], {"found_quantity": 1})


def test_what_does_not_fit_is_refused(session, things, count):
    agreeing = found(session, count, things["pc"], found_quantity=1)
    with pytest.raises(AppError, match="stocktake_agrees"):
        session.settling.settle(count, agreeing, Settlement(CORRECT))
    place = found(session, count, things["desks"], found_quantity=4)
    with pytest.raises(AppError, match="settlement_unfit"):
        session.settling.settle(count, place, Settlement(RECORD))
    with pytest.raises(AppError, match="stocktake_no_row"):
        session.settling.settle(count, "lines/00000000", Settlement(CORRECT))
    with pytest.raises(AppError, match="record_missing"):
        session.stocktaking.sheet(things["pc"])
    with pytest.raises(AppError, match="stocktake_unnamed"):
        session.stocktaking.add_surplus(count, " ", 1)


def test_a_correction_counts_in_what_changed_meanwhile(session, things, count):
    place = found(session, count, things["desks"], found_quantity=4)
    revision = session.records.open(things["desks"]).record.revision
    session.records.save(things["desks"], revision, {"quantity": 8})
    session.settling.settle(count, place, Settlement(CORRECT))
    assert session.records.payload(things["desks"])["quantity"] == 7
    place = found(session, count, things["chairs"], found_quantity=1)
    revision = session.records.open(things["chairs"]).record.revision
    session.records.save(things["chairs"], revision, {"quantity": 2})
    with pytest.raises(AppError, match="stocktake_changed"):
        session.settling.settle(count, place, Settlement(CORRECT))


def test_it_is_closed_when_all_is_counted_and_settled(session, things, count):
    with pytest.raises(AppError, match="stocktake_uncounted"):
        session.stocktaking.close(count, date(2026, 1, 9))
    place = found(session, count, things["pc"], found_quantity=0)
    session.stocktaking.room_complete(count, "Phòng 201")
    session.stocktaking.room_complete(count, "Kho")
    with pytest.raises(AppError, match="stocktake_unsettled"):
        session.stocktaking.close(count, date(2026, 1, 9))
    session.settling.settle(count, place, Settlement(DISPOSE))
    session.stocktaking.close(count, date(2026, 1, 9))
    assert session.stocktaking.current() is None
    with pytest.raises(AppError, match="stocktake_closed"):
        session.stocktaking.room_complete(count, "Kho")
    assert session.records.payload(count)["closed_on"] == "2026-01-09"
