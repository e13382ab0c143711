"""The board tells who holds what on a day; a change made there is one entry of the history."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from desktop.errors import AppError
from desktop.services.board import CONCURRENT, FULL, Board
from desktop.services.board_rows import BoardRows, Member, Post
from desktop.services.session import Session

DAY = date(2026, 8, 1)
ECONOMY = "Phòng Kinh tế"


@pytest.fixture
def board(session: Session) -> Iterator[Board]:
    return session.board


@pytest.fixture
def make(session: Session) -> Callable[..., str]:
    def create(form_id: str, **values: object) -> str:
        return session.records.create(form_id, values)[0].record.id

    return create


@pytest.fixture
def person(session: Session) -> Callable[[str], str]:
    def create(name: str, status: str = "working", **row: str) -> str:
        first = {"category": "CC", "status": status, "since": "2025-07-01", **row}
        values = {"full_name": name, "status_history/00000001": first}
        return session.records.create("person", values)[0].record.id

    return create


@pytest.fixture
def land(make) -> str:
    return make("position", name="Địa chính", division=ECONOMY, field="DATDAI", need=2)


@pytest.fixture
def tax(make) -> str:
    return make("position", name="Kế toán", division=ECONOMY, field="KETOAN", need=1)


def post(rows: BoardRows, position: str) -> Post:
    found = rows.post(position)
    assert found is not None
    return found


def test_holders_need_and_gap_are_those_of_the_day(board, person, land):
    binh, an = person("Trần Bình"), person("Lê An")
    board.assign(binh, land, 100, FULL, date(2026, 1, 1))
    board.assign(an, land, 40, CONCURRENT, date(2026, 2, 1))
    board.change_need(land, 3, date(2026, 6, 1))
    told = [
        (one.need, one.filled, one.gap)
        for day in ("2025-12-31", "2026-01-15", "2026-02-01", "2026-06-01")
        for one in [post(board.groups(date.fromisoformat(day)), land)]
    ]
    assert told == [(2, 0, -200), (2, 100, -100), (2, 140, -60), (3, 140, -160)]


def test_an_assignment_is_one_entry_of_the_history_and_undone_whole(board, session, person, land):
    binh = person("Trần Bình")
    changes = board.assign(binh, land, 100, FULL, DAY)
    assert changes.forms == {"assignment"}
    label = session.records.history(limit=1)[0].label
    assert "Trần Bình" in label
    assert "Địa chính" in label
    session.records.undo()
    assert post(board.groups(DAY), land).holders == ()


def test_a_move_ends_the_day_before_and_begins_anew_in_one_change(board, session, person, land, tax):
    binh = person("Trần Bình")
    board.assign(binh, land, 60, FULL, date(2026, 1, 1))
    (card,) = post(board.groups(DAY), land).holders
    before = session.records.history(limit=1)[0].n
    board.move(card.id, tax, DAY)
    assert session.records.history(limit=1)[0].n == before + 1
    rows = board.groups(date(2026, 7, 31))
    assert [one.until for one in post(rows, land).holders] == ["2026-07-31"]
    assert post(rows, tax).holders == ()
    rows = board.groups(DAY)
    assert post(rows, land).holders == ()
    assert [(one.share, one.since, one.is_concurrent) for one in post(rows, tax).holders] == [
        (60, "2026-08-01", False)
    ]
    session.records.undo()
    assert [one.until for one in post(board.groups(DAY), land).holders] == [None]
    assert post(board.groups(DAY), tax).holders == ()


def test_a_move_on_the_first_day_puts_the_row_right(board, session, person, land, tax):
    board.assign(person("Trần Bình"), land, 100, FULL, DAY)
    (card,) = post(board.groups(DAY), land).holders
    board.move(card.id, tax, DAY)
    assert [one.id for one in post(board.groups(DAY), tax).holders] == [card.id]
    assert session.records.count("assignment") == 1


def test_an_end_already_told_goes_with_the_move(board, session, person, land, tax):
    board.assign(person("Trần Bình"), land, 100, FULL, date(2026, 1, 1))
    (card,) = post(board.groups(DAY), land).holders
    board.end(card.id, date(2026, 12, 31))
    board.move(card.id, tax, DAY)
    assert [one.until for one in post(board.groups(DAY), tax).holders] == ["2026-12-31"]


def test_a_move_outside_of_the_assignment_is_refused(board, person, land, tax):
    board.assign(person("Trần Bình"), land, 100, FULL, date(2026, 3, 1))
    (card,) = post(board.groups(DAY), land).holders
    board.end(card.id, date(2026, 9, 30))
    for day, code in ((date(2026, 2, 28), "board_before_start"), (date(2026, 10, 1), "board_after_end")):
        with pytest.raises(AppError) as error:
            board.move(card.id, tax, day)
        assert error.value.code == code


def test_nobody_is_put_twice_into_one_position(board, session, person, land, tax):
    binh = person("Trần Bình")
    board.assign(binh, land, 50, FULL, date(2026, 1, 1))
    board.assign(binh, tax, 50, CONCURRENT, date(2026, 1, 1))
    with pytest.raises(AppError) as error:
        board.assign(binh, land, 50, CONCURRENT, DAY)
    assert error.value.code == "board_already_holds"
    (card,) = post(board.groups(DAY), tax).holders
    with pytest.raises(AppError):
        board.move(card.id, land, DAY)
    assert session.records.count("assignment") == 2


def test_the_last_day_counts_and_the_next_does_not(board, person, land):
    board.assign(person("Trần Bình"), land, 100, FULL, date(2026, 1, 1))
    (card,) = post(board.groups(DAY), land).holders
    board.end(card.id, date(2026, 7, 31))
    assert len(post(board.groups(date(2026, 7, 31)), land).holders) == 1
    assert post(board.groups(DAY), land).holders == ()
    with pytest.raises(AppError) as error:
        board.end(card.id, date(2025, 12, 31))
    assert error.value.code == "board_before_start"


def test_a_mistake_is_removed_from_every_day(board, session, person, land):
    board.assign(person("Trần Bình"), land, 100, FULL, date(2026, 1, 1))
    (card,) = post(board.groups(DAY), land).holders
    board.remove(card.id)
    assert post(board.groups(date(2026, 1, 1)), land).holders == ()
    session.records.undo()
    assert len(post(board.groups(DAY), land).holders) == 1


def test_shares_above_a_whole_person_are_told(board, person, land, tax):
    binh, an = person("Trần Bình"), person("Lê An")
    board.assign(binh, land, 100, FULL, date(2026, 1, 1))
    board.assign(an, land, 70, FULL, date(2026, 1, 1))
    board.assign(an, tax, 30, CONCURRENT, date(2026, 1, 1))
    assert board.groups(DAY).overloaded == ()
    board.assign(binh, tax, 20, CONCURRENT, DAY)
    assert [(one.name, one.shares) for one in board.groups(DAY).overloaded] == [("Trần Bình", 120)]


def test_people_without_a_position_are_those_of_the_staff_that_day(board, person, land):
    names = {"Bình": "working", "Cúc": "long_leave", "Dũng": "left"}
    people = {name: person(name, status) for name, status in names.items()}
    assigned = person("An")
    board.assign(assigned, land, 100, FULL, DAY)
    rows = board.groups(DAY)
    assert sorted(one.name for one in rows.unassigned) == ["Bình", "Cúc"]
    assert {one.name: one.away for one in rows.unassigned} == {"Bình": None, "Cúc": "long_leave"}
    assert "An" in {one.name for one in board.groups(date(2026, 7, 31)).unassigned}
    assert people["Dũng"] not in rows.members


def test_who_is_away_holds_the_post_but_fills_no_need(board, person, land):
    board.assign(person("Cúc", "long_leave"), land, 100, FULL, DAY)
    told = post(board.groups(DAY), land)
    assert [(one.person.away, one.is_gone) for one in told.holders] == [("long_leave", False)]
    assert told.gap == -200


def test_who_left_stays_visible_on_the_card_but_fills_no_need(board, person, land):
    board.assign(person("Dũng", until="2026-07-31"), land, 100, FULL, date(2026, 1, 1))
    (card,) = post(board.groups(DAY), land).holders
    assert card.is_gone
    assert post(board.groups(DAY), land).gap == -200
    assert post(board.groups(date(2026, 7, 31)), land).gap == -100


def test_a_field_with_nobody_is_marked_until_somebody_is_in_charge(board, make, person, land, tax):
    second = make("position", name="Kế toán trưởng", division="Văn phòng", field="KETOAN", need=1)
    assert {one.id for one in board.groups(DAY).posts if one.is_empty_field} == {land, tax, second}
    board.assign(person("Lê An"), second, 30, CONCURRENT, DAY)
    assert {one.id for one in board.groups(DAY).posts if one.is_empty_field} == {land}


def test_divisions_stand_by_block_and_unknown_ones_last(board, make):
    for name, kind, block in (
        ("Ban Chỉ huy Quân sự", "division", "quan_su"),
        (ECONOMY, "division", "chinh_quyen"),
        ("Lãnh đạo UBND", "leadership", "chinh_quyen"),
        ("Trường Mầm non", "school", "su_nghiep"),
        ("Tổ cũ", "division", "chinh_quyen"),
    ):
        closed = {"closed_on": "2026-07"} if name == "Tổ cũ" else {}
        make("subunit", name=name, kind=kind, block=block, **closed)
    make("position", name="Văn thư", division="Văn phòng cũ", need=1)
    make("position", name="Kế toán", division="phòng kinh tế", need=1)
    groups = board.groups(DAY).groups
    assert [one.name for one in groups] == ["Lãnh đạo UBND", ECONOMY, "Ban Chỉ huy Quân sự", "Văn phòng cũ"]
    assert [len(one.posts) for one in groups] == [0, 1, 0, 1]
    assert [bool(one.id) for one in groups] == [True, True, True, False]


def test_a_position_given_up_is_on_the_board_of_earlier_days_only(board, make, person):
    old = make("position", name="Tạp vụ", division=ECONOMY, need=1, closed_on="2026-08-01")
    board.assign(person("Bình"), old, 100, FULL, date(2026, 1, 1))
    assert board.groups(date(2026, 7, 31)).post(old) is not None
    rows = board.groups(DAY)
    assert rows.post(old) is None
    assert [one.name for one in rows.unassigned] == ["Bình"]


def test_a_position_without_a_told_need_has_no_gap(board, make):
    own = make("position", name="Văn thư", division=ECONOMY)
    assert post(board.groups(DAY), own).gap is None
    board.change_need(own, 1, DAY, "12/QĐ-UBND")
    assert post(board.groups(DAY), own).gap == -100


def test_a_need_is_put_right_where_it_holds(board, session, land):
    board.correct_need(land, 4, DAY)
    assert session.records.open(land).values["need"] == 4
    board.change_need(land, 5, date(2026, 6, 1))
    board.correct_need(land, 6, DAY)
    board.change_need(land, 7, date(2026, 9, 1))
    told = session.records.open(land).values
    assert (told["need"], [row["need"] for row in told["need_history"]]) == (4, [6, 7])
    assert [post(board.groups(date(2026, month, 2)), land).need for month in (5, 6, 9)] == [4, 6, 7]
    board.change_need(land, 8, date(2026, 9, 1))
    assert [row["need"] for row in session.records.open(land).values["need_history"]] == [6, 8]


def test_the_framework_list_suggests_for_the_divisions_that_there_are(board, session, make):
    make("subunit", name="Phòng KT xã", kind="division", unit_code="PKT", block="chinh_quyen")
    ideas = board.ideas.all(DAY)
    land = next(one for one in ideas if one.code == "KT09")
    assert (land.division, land.is_certain, land.is_known) == ("Phòng KT xã", False, False)
    assert [one.is_certain for one in ideas if one.code == "LD01"] == [True]
    head = next(one for one in ideas if one.code == "LD03")
    board.ideas.add([land, head])
    assert [one.label for one in session.records.history(limit=1)] != [""]
    known = {one.code for one in board.ideas.all(DAY) if one.is_known}
    assert known == {"KT09", "LD03"}
    rows = board.groups(DAY)
    assert {one.name for one in rows.posts} == {land.name, head.name}
    assert {one.gap for one in rows.posts} == {None}
    session.records.undo()
    assert board.groups(DAY).posts == ()


def test_the_names_of_the_day_know_their_posts(board, person, land, tax):
    binh = person("Trần Bình")
    board.assign(binh, land, 100, FULL, DAY)
    member: Member = board.groups(DAY).members[binh]
    assert member.posts == ("Địa chính",)
    assert [(one.id, held.share) for one, held in board.groups(DAY).posts_of(binh)] == [(land, 100)]
