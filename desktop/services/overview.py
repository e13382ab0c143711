"""Where the office stands today: figures that lead to their records, for the first page and for paper.

Worked out in parts, so that a page can show one after the other: how far the report is, staff, places and
machines, and what to do next.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.completeness import Completeness, of_group

from . import overview_places, overview_staff, overview_work
from .overview_figures import Figure, PlaceCard, StaffCard
from .periods import Period
from .printing import Occasion
from .records import Query

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore

    from .session import Session


@dataclass(frozen=True)
class Progress:
    """How far the report of the current period is."""

    people: int
    people_with_problems: int
    unit: Completeness
    unit_problems: int
    period: Period | None
    has_key: bool
    unsent: int


class Overview:
    """The figures of one store; each part is computed anew when asked for."""

    def __init__(self, session: "Session", store: "RecordStore") -> None:
        self._session = session
        self._store = store

    def progress(self) -> Progress:
        """Counts of records, and what the unit's own record lacks."""
        session = self._session
        records = session.records
        view = records.open(records.page("unit", Query(limit=1)).rows[0].id)
        return Progress(
            people=records.page("person", Query(limit=1)).total,
            people_with_problems=records.page("person", Query(problems_only=True, limit=1)).total,
            unit=of_group(session.forms["unit"], "core", view.values),
            unit_problems=len(view.problems),
            period=session.periods.current(),
            has_key=session.keys.exists(),
            unsent=session.packages.unsent_changes(),
        )

    def staff(self, on: date) -> StaffCard:
        """Surplus and shortage, training fit, and who retires."""
        return overview_staff.card(self._session.staffing, self._session.staffing.at(on))

    def places(self, on: date) -> PlaceCard:
        """Office area, machines, surplus houses and lines."""
        return overview_places.card(self._session.norms.report(on), self._session.catalogs)

    def on_paper(self, on: date) -> Occasion:
        """The same figures as the print `overview` takes them."""
        from . import overview_paper

        return overview_paper.occasion(self.progress(), self.staff(on), self.places(on))

    def work(self, staff: StaffCard, places: PlaceCard) -> tuple[Figure, ...]:
        """What is to be done next, beside mending records; only what there is."""
        return overview_work.work(self._store, self._session.catalogs, staff, places)
