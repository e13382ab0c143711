"""Deltas are exact: what they did can be worked out, applied again and taken back, whatever the payloads."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.form import Form
from desktop.storage import deltas

VALUES = st.one_of(st.integers(-3, 3), st.text("aâ/@", max_size=3), st.booleans(), st.just({"raw": "?"}))
ROWS = st.lists(st.sampled_from("abcdef"), unique=True, min_size=1, max_size=6).flatmap(
    lambda ids: st.tuples(
        *(
            st.fixed_dictionaries({"_id": st.just(row_id)}, optional={"since": VALUES, "place": VALUES})
            for row_id in ids
        )
    ).map(list)
)
PAYLOADS = st.fixed_dictionaries(
    {}, optional={"full_name": VALUES, "number": VALUES, "pay": VALUES, "jobs": ROWS}
)
LIGHT = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return deltas.dumps(sorted(one.items())) == deltas.dumps(sorted(other.items())) or one == other


@LIGHT
@given(old=PAYLOADS, new=PAYLOADS)
def test_a_difference_makes_one_payload_of_the_other_and_back(
    forms: dict[str, Form], old: dict[str, Any], new: dict[str, Any]
) -> None:
    values = deltas.difference(forms["staff"], old, new)
    made, delta = deltas.apply(old, values)
    assert same(made, new)
    assert same(deltas.replay(old, delta), new)
    assert same(deltas.apply(made, deltas.inverse(delta))[0], old)


@LIGHT
@given(old=PAYLOADS, row=st.sampled_from("abz"), value=st.none() | VALUES)
def test_one_place_is_changed_and_taken_back(
    forms: dict[str, Form], old: dict[str, Any], row: str, value: object
) -> None:
    before = deltas.dumps(old)
    made, delta = deltas.apply(old, {f"jobs/{row}/place": value, "number": value})
    assert deltas.dumps(old) == before
    assert same(deltas.replay(old, delta), made)
    assert same(deltas.apply(made, deltas.inverse(delta))[0], old)


def test_a_new_record_is_told_place_by_place() -> None:
    payload = {"number": "1", "jobs": [{"_id": "a", "place": "Xã A"}]}
    delta = {deltas.RECORD: [None, payload], deltas.UNIT: [None, "00001"]}
    assert deltas.spelled_out(delta) == {"number": [None, "1"], "jobs/a": [None, {"place": "Xã A", "_at": 0}]}
    assert deltas.stored_text(delta, deltas.dumps(payload)) == deltas.dumps(delta)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("number", "number", True),
        ("number", "numbers", False),
        ("jobs/a", "jobs/a/place", True),
        ("jobs/a/place", "jobs/a", True),
        ("jobs/a/place", "jobs/b/place", False),
        ("@deleted", "number", True),
        ("@state", "number", False),
    ],
)
def test_places_that_cannot_be_undone_apart(one: str, other: str, expected: bool) -> None:
    assert deltas.touch(one, other) is expected


def test_an_order_that_is_there_already_is_no_change(forms: dict[str, Form]) -> None:
    payload = {"jobs": [{"_id": "a"}, {"_id": "b"}]}
    assert deltas.apply(payload, {"@order/jobs": ["a", "b"]}) == (payload, {})
    turned, delta = deltas.apply(payload, {"@order/jobs": ["b", "a"]})
    assert [row["_id"] for row in turned["jobs"]] == ["b", "a"]
    assert delta == {"@order/jobs": [["a", "b"], ["b", "a"]]}
