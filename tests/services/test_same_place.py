"""People stand in one division, block and field, whichever table is asked."""

from datetime import date
from itertools import product

import pytest

from desktop.domain import places
from desktop.services.session import Session

DAYS = (date(2025, 7, 1), date(2025, 7, 31), date(2026, 6, 30), date(2026, 11, 27))


@pytest.mark.parametrize("day", DAYS)
def test_composition_and_staffing_agree_on_who_is_where(posted, day):
    for level, who in product(("division", "block", "field"), ("present", "quota")):
        assert_agreement(posted, day, level, who)


def assert_agreement(posted, day, level, who):
    found = posted.staffing.at(day)
    staffed = {
        row.key or "": set(row.people.present if who == "present" else row.people.on_books)
        for row in found.rows(level)
    }
    table = posted.composition.table(day, by=level, who=who)
    composed = {row.code: set(row.cells[0]) for row in table.rows}
    assert {key: people for key, people in composed.items() if people} == {
        key: people for key, people in staffed.items() if people
    }


def test_somebody_seconded_in_counts_where_the_post_is(posted: Session) -> None:
    """The row of the secondment names the department that sent the person, not the division here."""
    day = date(2026, 11, 27)
    person = min(posted.staffing.at(day).rows("commune")[0].people.full_time)
    division = posted.staffing.at(day).now.place_of_person(person).division
    view = posted.records.open(person)
    rows = view.values["status_history"]
    last = rows[-1][places.ROW_ID]
    posted.records.save(person, view.record.revision, {f"status_history/{last}/org_unit": "Sở Nội vụ"})
    table = posted.composition.table(day, by="division")
    assert next(row.code for row in table.rows if person in row.cells[0]) == division
    assert "Sở Nội vụ" not in {row.code for row in table.rows}
