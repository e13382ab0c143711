"""Who may open the store is changed by an administrator alone, and the history tells."""

import pytest

from desktop.errors import AppError
from desktop.services import start
from desktop.services.session import Session

from .conftest import PASSPHRASE, USER

OTHER = "Trần Văn Minh"
SECRET = "một câu dài khác"


def code_of(call, *arguments):
    with pytest.raises(AppError) as refused:
        call(*arguments)
    return refused.value.code


def as_user(session: Session, name: str, passphrase: str) -> Session:
    folder = session.folder
    session.close()
    return start.open_(folder, passphrase, name)


def test_a_user_who_was_added_opens_the_store_with_an_own_passphrase(session):
    session.users.add("  Trần  Văn Minh ", ("reviewer", "clerk"), SECRET)
    assert [(one.name, one.rights) for one in session.users.all()][1:] == [(OTHER, ("clerk", "reviewer"))]
    entry = session.records.history(limit=1)[0]
    assert (entry.kind, entry.by, entry.records) == ("user", USER, 0)
    assert OTHER in entry.label
    again = as_user(session, OTHER, SECRET)
    assert again.user.rights == ("clerk", "reviewer")
    again.records.create("person", {"full_name": "Lê Thị Hoa"})
    assert again.records.history(limit=1)[0].by == OTHER
    assert again.check() == ()
    again.close()


def test_only_an_administrator_changes_users_and_the_refusal_names_the_right_and_who_holds_it(session):
    session.users.add(OTHER, ("clerk", "reviewer", "leader"), SECRET)
    other = as_user(session, OTHER, SECRET)
    before = other.users.all()
    for call, arguments in (
        (other.users.add, ("Lê Hoa", ("clerk",), SECRET)),
        (other.users.set_rights, (OTHER, ("administrator",))),
        (other.users.remove, (USER,)),
    ):
        with pytest.raises(AppError) as refused:
            call(*arguments)
        assert refused.value.code == "right_missing"
        assert refused.value.facts == {"right": "quản trị", "holders": USER}
    assert other.users.all() == before
    other.close()


def test_one_administrator_always_remains(session):
    assert code_of(session.users.remove, USER) == "administrator_is_last"
    assert code_of(session.users.set_rights, USER, ("clerk",)) == "administrator_is_last"
    session.users.add(OTHER, ("administrator",), SECRET)
    assert code_of(session.users.remove, USER) == "user_is_oneself"
    session.users.set_rights(USER, ("clerk",))
    assert session.user.rights == ("clerk",)
    assert code_of(session.users.set_rights, USER, ("administrator",)) == "right_missing"


def test_what_makes_no_user_is_refused(session):
    add = session.users.add
    assert code_of(add, "lê  thị LAN", ("clerk",), SECRET) == "user_exists"
    assert code_of(add, "   ", ("clerk",), SECRET) == "user_unnamed"
    assert code_of(add, OTHER, (), SECRET) == "user_without_right"
    assert code_of(add, OTHER, ("king",), SECRET) == "right_unknown"
    assert code_of(add, OTHER, ("clerk",), "ngắn") == "passphrase_short"
    assert code_of(session.users.set_rights, OTHER, ("clerk",)) == "user_unknown"
    assert len(session.users.all()) == 1


def test_who_was_removed_opens_nothing_any_more_and_stays_in_the_history(session):
    session.users.add(OTHER, ("clerk",), SECRET)
    session.users.remove(OTHER)
    assert OTHER in session.records.history(limit=1)[0].label
    folder = session.folder
    session.close()
    assert code_of(start.open_, folder, SECRET) == "wrong_passphrase"
    start.open_(folder, PASSPHRASE).close()


def test_undo_passes_over_what_was_done_to_users(session):
    view, _ = session.records.create("person", {"full_name": "Lê Thị Hoa"})
    session.users.add(OTHER, ("clerk",), SECRET)
    assert code_of(session.records.undo, session.records.history(limit=1)[0].n) == "nothing_to_undo"
    assert session.records.undo().records == {view.record.id}
    assert len(session.users.all()) == 2
    assert session.check() == ()


def test_the_recovery_key_is_that_of_an_administrator(tmp_path):
    made = start.create(tmp_path / "so", "15865", USER, PASSPHRASE)
    made.session.users.add(OTHER, ("administrator",), SECRET)
    made.session.users.set_rights(USER, ("clerk",))
    made.session.close()
    again = start.open_by_recovery(tmp_path / "so", made.recovery)
    assert again.user.name == OTHER
    again.close()
