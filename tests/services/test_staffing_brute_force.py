"""Every figure about staff is worked out twice: by the program, and in SQL that knows nothing of it."""

import shutil
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.services import start
from desktop.storage.model import NewChange, Write
from tests.services.communes import communes
from tests.services.conftest import PASSPHRASE
from tests.services.staffing_brute import NEED, QUOTA, Brute

LEVELS = ("commune", "block", "division", "field", "position")
LISTS = ("positions", "on_books", "present", "full_time", "concurrent", "fits", "near", "not_fitting")
LISTS += ("unknown", "seconded_in", "seconded_out", "leaving")
CHANGE = NewChange("edit", "xã thử", "Người thử")
EXAMPLES = settings(
    max_examples=70, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def store(empty_model, tmp_path_factory):
    folder = tmp_path_factory.mktemp("brute") / "store"
    shutil.copytree(empty_model, folder)
    opened = start.open_(folder, PASSPHRASE)
    with opened._store.records.engine.connect() as connection:
        yield opened, Brute(connection.connection.dbapi_connection)
    opened.close()


@contextmanager
def entered(session, connection, commune):
    """The records of a commune as long as it is looked at; read by the other connection anew."""
    records = session._store.records
    counts = {"expected_revision": 0, "problem_counts": (0, 0)}
    records.save_many(
        CHANGE,
        [Write(form, one, payload=told, **counts) for one, (form, told) in commune.records.items()],
    )
    try:
        yield
    finally:
        records.save_many(
            CHANGE, [Write(form, one, delete=True) for one, (form, _) in commune.records.items()]
        )


def hundredths(number):
    return round(number * 100)


def told(document):
    """The same shape as the brute figures; nothing is told twice."""
    lines, found = set(), {}
    for level in LEVELS:
        for row in document["levels"][level]:
            at = level, "?" if row["key"] is None else row["key"]
            assert at not in lines
            lines.add(at)
            found |= {(*at, name): sorted(row[name]) for name in LISTS}
            need, quota = row["need"], row["quota"]
            found |= {
                (*at, f"need.{name}"): need[name] if "need" in name.split("_")[0] else hundredths(need[name])
                for name in NEED
            }
            sides = [(need, "need", hundredths, ("causes", "untrained", "causes_ahead"))]
            if quota:
                found |= {(*at, f"quota.{name}"): quota[name] for name in QUOTA}
                sides.append((quota, "quota", int, ("causes", "causes_ahead")))
            for side, name, unit, kinds in sides:
                for kind in kinds:
                    causes = [one["cause"] for one in side[kind]]
                    assert len(set(causes)) == len(causes)
                    found |= {
                        (*at, f"{name}.{kind}.{one['cause']}"): (
                            unit(one["amount"]),
                            sorted(one["people"]),
                            sorted(one["positions"]),
                        )
                        for one in side[kind]
                    }
    return lines, {place: one for place, one in found.items() if one not in (0, [])}


def differences(mine, other):
    return {
        place: (mine.get(place), other.get(place))
        for place in sorted({*mine, *other})
        if mine.get(place) != other.get(place)
    }


def assert_causes_add_up(document):
    for row in (row for level in LEVELS for row in document["levels"][level]):
        for side in filter(None, (row["need"], row["quota"])):
            for gap, causes in (("gap", "causes"), ("gap_ahead", "causes_ahead")):
                assert hundredths(side[gap]) == sum(hundredths(one["amount"]) for one in side[causes])
            assert all(one["amount"] for one in side["causes_ahead"])


@given(commune=communes())
@EXAMPLES
def test_every_figure_is_what_the_typed_tables_say_and_causes_add_up_to_gaps(store, commune):
    session, brute = store
    with entered(session, brute, commune):
        document = session.staffing.document(commune.day)
        lines, figures = brute.figures(commune.day)
        besides = brute.besides()
    told_lines, told_figures = told(document)
    assert told_lines == lines
    assert differences(told_figures, figures) == {}
    leadership = document["leadership"]
    assert {
        "leadership": tuple(leadership[name] for name in ("required", "filled", "vacant")),
        "vacant_in": sorted(leadership["vacant_in"]),
        "fields": document["fields_without_anybody"],
        "fit": {one: (fit["verdict"], fit["computed"]) for one, fit in document["fit"].items()},
    } == besides
    assert_causes_add_up(document)


@given(commune=communes(), start_=st.integers(0, 500), length=st.integers(0, 700), present=st.booleans())
@settings(EXAMPLES, max_examples=20)
def test_movements_are_what_changes_from_one_day_to_the_next(store, commune, start_, length, present):
    session, brute = store
    first = date(2025, 1, 1) + timedelta(days=start_)
    days = [first + timedelta(days=n) for n in range(length + 1)]
    with entered(session, brute, commune):
        found = session.staffing.movements(days[0], days[-1], present=present)
        expected = brute.moves(days, "present" if present else "in_quota")
    moves = [(move.on, move.person, move.is_arrival) for move in found.moves]
    assert (sorted(found.opening), moves, sorted(found.closing)) == expected
    assert len(found.opening) + len(found.arrivals) - len(found.departures) == len(found.closing)
