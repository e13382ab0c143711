"""Records are handed in, reviewed, approved and returned by who may, or entered from paper by a clerk."""

import shutil
from datetime import date, timedelta

import pytest

from desktop.domain import places
from desktop.errors import AppError
from desktop.services import start
from desktop.services.approval import PaperApproval
from desktop.services.history import HistoryEntry

from .conftest import PASSPHRASE, USER

SECRET = "một câu dài khác"
PEOPLE = {"Minh": ("clerk",), "Nga": ("reviewer",), "Oanh": ("leader",), "Phú": ("administrator",)}
PAPER = PaperApproval("Hoàng Văn Quân", "2026-03-05", "Chủ tịch", "12/QĐ-UBND", "2026-03-06")


@pytest.fixture(scope="module")
def staffed(empty_model, tmp_path_factory):
    """A store with one user for each right and three assessments."""
    folder = tmp_path_factory.mktemp("staffed") / "store"
    shutil.copytree(empty_model, folder)
    session = start.open_(folder, PASSPHRASE)
    for name, rights in PEOPLE.items():
        session.users.add(name, rights, f"{SECRET} {name}")
    for name in ("Lê Thị Hoa", "Trần An", "Vũ Bình"):
        person, _ = session.records.create("person", {"full_name": name})
        session.records.create("assessment", {"person": person.record.id, "assessed_on": "2026-03-01"})
    session.close()
    return folder


class Office:
    """The same store in the hands of one user after the other."""

    def __init__(self, folder):
        self.folder = folder
        self.session = None

    def enter(self, name):
        self.leave()
        passphrase = PASSPHRASE if name == USER else f"{SECRET} {name}"
        self.session = start.open_(self.folder, passphrase, name)
        return self.session

    def leave(self):
        if self.session is not None:
            self.session.close()
        self.session = None


@pytest.fixture
def office(staffed, tmp_path):
    shutil.copytree(staffed, tmp_path / "store")
    made = Office(tmp_path / "store")
    yield made
    made.leave()


@pytest.fixture
def alone(office):
    """The one who made the store, with every right of a commune."""
    return office.enter(USER)


def ids_of(session):
    return session.records.in_order_of_entry("assessment")


def state(session, record_id):
    return session.records.open(record_id).values["approval_state"]


def steps(session, record_id):
    rows = places.rows(session.records.payload(record_id), "approvals")
    return [(row["step"], row["way"], row["who"], row["recorded_by"]) for row in rows]


def refused(call, *arguments):
    with pytest.raises(AppError) as found:
        call(*arguments)
    return found.value


def test_each_step_is_taken_by_who_holds_its_right_and_the_history_names_them(office):
    today = date.today().isoformat()
    session = office.enter("Minh")
    ids = ids_of(session)
    session.approval.submit(ids)
    session = office.enter("Nga")
    session.approval.review(ids)
    session = office.enter("Oanh")
    changes = session.approval.approve(ids)
    assert changes.records == set(ids)
    assert {state(session, one) for one in ids} == {"approved"}
    assert steps(session, ids[0]) == [
        ("submitted", "program", "Minh", "Minh"),
        ("reviewed", "program", "Nga", "Nga"),
        ("approved", "program", "Oanh", "Oanh"),
    ]
    assert {row["on"] for row in session.records.payload(ids[0])["approvals"]} == {today}
    entries: tuple[HistoryEntry, ...] = session.records.history(limit=3)
    assert [(one.kind, one.by, one.records) for one in entries] == [
        ("approval_approved", "Oanh", 3),
        ("approval_reviewed", "Nga", 3),
        ("approval_submitted", "Minh", 3),
    ]
    assert not session.approval.one_person(ids[0])
    assert session.check() == ()


@pytest.mark.parametrize(
    ("name", "step", "right", "holders"),
    [
        ("Nga", "submit", "nhập liệu", f"{USER}, Minh"),
        ("Minh", "review", "rà soát", f"{USER}, Nga"),
        ("Nga", "approve", "lãnh đạo", f"{USER}, Oanh"),
        ("Phú", "approve", "lãnh đạo", f"{USER}, Oanh"),
        ("Minh", "return_", "lãnh đạo hoặc rà soát", f"{USER}, Nga, Oanh"),
    ],
)
def test_a_step_without_its_right_is_refused_and_says_who_may(office, name, step, right, holders):
    session = office.enter(USER)
    ids = ids_of(session)
    if step != "submit":
        session.approval.submit(ids)
    session = office.enter(name)
    head = session.records.history(limit=1)[0].n
    arguments = (ids, "Sai ngày") if step == "return_" else (ids,)
    error = refused(getattr(session.approval, step), *arguments)
    assert (error.code, error.facts) == ("right_missing", {"right": right, "holders": holders})
    assert session.records.history(limit=1)[0].n == head


def test_a_step_out_of_order_is_refused_for_all_or_none(alone):
    ids = ids_of(alone)
    alone.approval.submit(ids[:2])
    error = refused(alone.approval.approve, ids)
    assert (error.code, error.facts["count"]) == ("approval_out_of_order", 1)
    assert [state(alone, one) for one in ids] == ["submitted", "submitted", "draft"]
    assert alone.approval.possible(ids, "approved") == tuple(ids[:2])
    assert refused(alone.approval.submit, ids[:1]).code == "approval_out_of_order"
    assert refused(alone.approval.submit, []).code == "approval_none"
    person = alone.records.in_order_of_entry("person")
    assert refused(alone.approval.submit, person).code == "record_missing"


def test_an_approved_record_is_read_only_until_it_is_returned(alone):
    one = ids_of(alone)[0]
    alone.approval.submit([one])
    alone.approval.approve([one])
    view = alone.records.open(one)
    revision = view.record.revision
    assert refused(alone.records.save, one, revision, {"assessed_on": "2026-03-02"}).code == "record_approved"
    assert refused(alone.records.delete, one, revision).code == "record_approved"
    assert refused(alone.approval.return_, [one], "  ").code == "approval_remark"
    alone.approval.return_([one], "Sai ngày")
    saved, _ = alone.records.save(one, revision + 1, {"assessed_on": "2026-03-02"})
    assert saved.values["approval_state"] == "returned"
    assert alone.records.payload(one)["approvals"][-1]["remark"] == "Sai ngày"
    alone.approval.submit([one])
    assert state(alone, one) == "submitted"


def test_approvals_are_written_by_steps_alone(alone):
    from desktop.storage.model import Write

    one = ids_of(alone)[0]
    forged = {"approvals/0a0b0c0d": {"step": "approved", "who": "Chủ tịch"}}
    revision = alone.records.open(one).record.revision
    assert refused(alone.records.save, one, revision, forged).code == "approval_by_step"
    assert refused(alone.records.create, "assessment", forged).code == "approval_by_step"
    whole = {**alone.records.payload(one), "approvals": [{"_id": "0a0b0c0d", "step": "approved"}]}
    for write in (Write("assessment", one, values=forged), Write("assessment", one, payload=whole)):
        assert refused(alone.records.save_many, "import", "", [write]).code == "approval_by_step"
    alone.approval.submit([one])
    alone.approval.approve([one])
    place = f"approvals/{alone.records.payload(one)['approvals'][0]['_id']}"
    cell = {f"{place}/who": "Chủ tịch"}
    for values in ({place: None}, cell):
        assert refused(alone.records.save, one, revision + 2, values).code == "approval_by_step"
    other = Write("assessment", one, values={"assessed_on": "2026-03-02"})
    assert refused(alone.records.save_many, "import", "", [other]).code == "record_approved"
    assert state(alone, one) == "approved"


def test_an_approval_on_paper_names_who_signed_and_who_recorded_it(office, tmp_path):
    scan = tmp_path / "quyet-dinh.pdf"
    scan.write_bytes(b"%PDF-1.7 ban quet")
    session = office.enter("Minh")
    ids = ids_of(session)
    paper = PaperApproval(PAPER.who, PAPER.on, PAPER.title, PAPER.number, PAPER.number_date, scan)
    session.approval.record_on_paper(ids, "approved", paper)
    (row,) = session.records.payload(ids[0])["approvals"]
    told = {name: value for name, value in row.items() if name not in {"_id", "scan"}}
    assert told == {
        "step": "approved",
        "way": "paper",
        "who": "Hoàng Văn Quân",
        "title": "Chủ tịch",
        "on": "2026-03-05",
        "number": "12/QĐ-UBND",
        "number_date": "2026-03-06",
        "recorded_by": "Minh",
    }
    assert session.attachments.read(row["scan"]) == scan.read_bytes()
    entry = session.records.history(limit=1)[0]
    assert (entry.kind, entry.by, entry.records) == ("approval_paper", "Minh", 3)
    assert not session.approval.one_person(ids[0])
    (line,) = session.approval.summary(ids[0])
    for word in ("Hoàng Văn Quân, Chủ tịch", "05/03/2026", "12/QĐ-UBND", "06/03/2026", "Minh"):
        assert word in line


def test_a_paper_that_cannot_be_right_is_refused_before_it_is_entered(office, tmp_path):
    session = office.enter("Minh")
    ids = ids_of(session)
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    picture = tmp_path / "anh.txt"
    picture.write_text("không phải bản chụp", encoding="utf-8")
    for paper, code in (
        (PaperApproval(" ", "2026-03-05"), "approval_paper_lacks"),
        (PaperApproval("Quân", ""), "approval_paper_lacks"),
        (PaperApproval("Quân", tomorrow), "approval_field_wrong"),
        (PaperApproval("Quân", "2026-03-05", "x" * 151), "approval_field_wrong"),
        (PaperApproval("Quân", "2026-03-05", scan=picture), "scan_unreadable"),
    ):
        assert refused(session.approval.record_on_paper, ids, "approved", paper).code == code
    assert {state(session, one) for one in ids} == {"draft"}
    session = office.enter("Oanh")
    assert refused(session.approval.record_on_paper, ids, "approved", PAPER).code == "right_missing"


def test_what_one_person_did_alone_shows(alone):
    one, other, _ = ids_of(alone)
    for step in (alone.approval.submit, alone.approval.review, alone.approval.approve):
        assert not alone.approval.one_person(one)
        step([one])
    assert alone.approval.one_person(one)
    assert alone.approval.summary(one)[-1] == "Người lập, người rà soát và người duyệt là một."
    alone.approval.submit([other])
    alone.approval.record_on_paper([other], "approved", PAPER)
    assert not alone.approval.one_person(other)
    alone.approval.return_([one], "Sai ngày")
    assert not alone.approval.one_person(one)


def test_the_undo_of_a_step_wants_the_right_to_the_step(office):
    session = office.enter(USER)
    ids = ids_of(session)
    session.approval.submit(ids)
    session.approval.approve(ids)
    n = session.records.history(limit=1)[0].n
    for name in ("Minh", "Nga"):
        session = office.enter(name)
        assert refused(session.records.undo, n).code == "right_missing"
        assert refused(session.records.undo).code == "right_missing"
    session = office.enter("Oanh")
    session.records.undo()
    assert {state(session, one) for one in ids} == {"submitted"}
    session = office.enter("Minh")
    assert refused(session.records.redo).code == "right_missing"
    session = office.enter("Oanh")
    session.records.redo()
    assert {state(session, one) for one in ids} == {"approved"}
    assert session.check() == ()


def test_only_the_latest_step_is_taken_back_and_nothing_else_of_an_approved_record(alone):
    one = ids_of(alone)[0]
    revision = alone.records.open(one).record.revision
    _, edited = alone.records.save(one, revision, {"assessed_on": "2026-03-02"})
    submitted = alone.approval.submit([one])
    approved = alone.approval.approve([one])
    assert refused(alone.records.undo, edited.change_n).code == "record_approved"
    assert refused(alone.records.undo, submitted.change_n).code == "undo_conflict"
    returned = alone.approval.return_([one], "Sai ngày")
    assert refused(alone.records.undo, approved.change_n).code == "undo_conflict"
    alone.records.undo(returned.change_n)
    assert state(alone, one) == "approved"
    alone.records.undo(approved.change_n)
    alone.records.undo(edited.change_n)
    assert alone.records.payload(one)["assessed_on"] == "2026-03-01"
    assert alone.check() == ()


def test_lists_find_records_by_their_state(alone):
    from desktop.services.records import Query

    ids = ids_of(alone)
    alone.approval.submit(ids[1:])
    page = alone.records.page("assessment", Query(filters={"approval_state": ("submitted",)}))
    assert {row.id for row in page.rows} == set(ids[1:])


def test_sixty_records_are_approved_in_one_change(alone):
    for _ in range(57):
        alone.records.create("assessment", {"assessed_on": "2026-03-01"})
    ids = ids_of(alone)
    alone.approval.submit(ids)
    changes = alone.approval.approve(ids)
    assert len(changes.records) == 60
    assert len({one.state for one in alone.approval.standings(ids)}) == 1
    alone.records.undo(changes.change_n)
    assert {one.state for one in alone.approval.standings(ids)} == {"submitted"}


def test_what_something_approved_tells_of_is_not_deleted(alone):
    from desktop.storage.model import Write

    (approved, *_) = ids_of(alone)
    alone.approval.submit([approved])
    alone.approval.approve([approved])
    person = alone.records.open(alone.records.payload(approved)["person"]).record
    error = refused(alone.records.delete, person.id, person.revision)
    assert (error.code, error.facts["count"]) == ("record_has_approved", 1)
    gone = Write("person", person.id, person.revision, delete=True)
    assert refused(alone.records.save_many, "delete", "", [gone]).code == "record_has_approved"
    alone.approval.return_([approved], "Sửa lại")
    alone.records.delete(person.id, person.revision)
    assert alone.records.count("person") == 2
