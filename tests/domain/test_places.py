from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import places

ROWS = {
    "name": "An",
    "school": [{"_id": "aaaaaaaa", "title": "Luật"}, {"_id": "bbbbbbbb", "title": "Kế toán"}],
}


def test_a_field_a_cell_and_a_row_have_their_places():
    assert places.get(ROWS, "name") == "An"
    assert places.get(ROWS, "school/bbbbbbbb/title") == "Kế toán"
    assert places.get(ROWS, "school/bbbbbbbb") == {"title": "Kế toán", "_at": 1}
    assert places.get(ROWS, "school/cccccccc/title") is None


def test_a_removed_row_comes_back_where_it_stood():
    removed, delta = places.apply(ROWS, {"school/aaaaaaaa": None})
    assert [row["_id"] for row in removed["school"]] == ["bbbbbbbb"]
    back, _ = places.apply(removed, places.inverse(delta))
    assert back == ROWS


def test_what_is_the_same_makes_no_delta():
    payload, delta = places.apply(ROWS, {"name": "An", "school/aaaaaaaa/title": "Luật"})
    assert (payload, delta) == (ROWS, {})


def test_the_cell_of_a_row_that_is_not_there_makes_the_row():
    payload, _ = places.apply({}, {"school/cccccccc/title": "Sử"})
    assert payload == {"school": [{"_id": "cccccccc", "title": "Sử"}]}


def test_apply_leaves_the_given_payload_alone():
    before = {"school": [{"_id": "aaaaaaaa", "title": "Luật"}]}
    places.apply(before, {"school/aaaaaaaa/title": "Sử"})
    assert before == {"school": [{"_id": "aaaaaaaa", "title": "Luật"}]}


_values = st.none() | st.integers() | st.text(max_size=5) | st.booleans()
_ids = st.sampled_from(["aaaaaaaa", "bbbbbbbb", "cccccccc"])
_edits = st.dictionaries(
    st.sampled_from(["name", "note"])
    | _ids.map("school/{}/title".format)
    | _ids.map("school/{}/year".format),
    _values,
    max_size=5,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_edits, max_size=6), st.lists(_ids, max_size=2))
def test_undoing_any_edits_in_reverse_gives_back_what_was(edits, removals):
    payload, deltas = dict(ROWS), []
    for edit in [*edits, *({f"school/{one}": None} for one in removals)]:
        payload, delta = places.apply(payload, edit)
        deltas.append(delta)
    for delta in reversed(deltas):
        payload, _ = places.apply(payload, places.inverse(delta))
    assert payload == ROWS
