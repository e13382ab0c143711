"""Every figure of norms agrees with SQL over the typed tables, for many small made-up communes."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from desktop import paths
from desktop.domain.catalog import Catalogs
from desktop.domain.loader import load_forms
from desktop.services.norms import Norms
from desktop.storage import database
from desktop.storage.model import NewChange, Write
from desktop.storage.records import RecordStore
from tests.services import norm_oracle as oracle
from tests.services.norm_communes import AT, communes

FOLDER = paths.forms() / "catalogs"
CATALOGS = Catalogs(FOLDER)
ENTER = NewChange("edit", "", "Lan")


class Town:
    """A store that takes one commune after the other."""

    def __init__(self, folder):
        self._opened = database.create(folder, bytes(range(48)))
        self.records = RecordStore(
            self._opened.engine, load_forms(paths.forms(), CATALOGS), CATALOGS, unit="15865"
        )
        self.norms = Norms(self.records, CATALOGS)
        self.at = AT
        with self._opened.engine.begin() as connection:
            oracle.load_law(connection, FOLDER)

    def settle(self, commune):
        """These records and no others, under ids of their own."""
        old = [
            Write(form_id, row["id"], None, delete=True)
            for form_id in self.records.typed
            for row in self.records.facts(form_id, ())
        ]
        ids = {record_id: str(uuid.uuid4()) for _, record_id, _ in commune.records}
        new = [
            Write(form_id, ids[record_id], 0, {place: _led(value, ids) for place, value in values.items()})
            for form_id, record_id, values in commune.records
        ]
        for writes in (old, new):
            if writes:
                self.records.save_many(ENTER, writes)

    def ask(self, query, **facts):
        """The rows of a query over the typed tables."""
        with self._opened.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query), {"at": self.at, **facts})]

    def close(self):
        self._opened.close()


def _led(value, ids):
    """A link under the id that its record has here."""
    return ids.get(value, value) if isinstance(value, str) else value


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    made = Town(tmp_path_factory.mktemp("town") / "store")
    yield made
    made.close()


def near(number):
    """A figure of two decimals beside one of SQL, which has not rounded it."""
    return None if number is None else pytest.approx(float(number), abs=0.0051)


def exact(number):
    return None if number is None else float(number)


# Communes are small already; shrinking them through a store would take minutes.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
MANY = settings(max_examples=80, deadline=None, phases=QUICK, suppress_health_check=list(HealthCheck))


@MANY
@given(commune=communes(), at=st.sampled_from((AT, AT, "2025-12-31", "2025-06-30")))
def test_every_figure_agrees_with_sql_over_the_typed_tables(town, commune, at):
    town.settle(commune)
    town.at = at
    report = town.norms.report(date.fromisoformat(at))
    staff = town.ask(oracle.IDS)
    assert sorted(one.id for one in report.staff) == [one for one, _, _ in staff]
    assert sorted(one.id for one in report.claimants) == [one for one, claims, _ in staff if claims]
    holds_area(town, report)
    holds_assets(town, report)
    holds_items(town, report)
    holds_cars(town, report)
    holds_houses(town, report)
    holds_lines(town, report)
    holds_workload(town, report)


def holds_area(town, report):
    people, claimants, working, other, have, shared, pct = town.ask(oracle.AREA)[0]
    area = report.area
    assert (len(area.need.people), len(area.need.without_norm)) == (people, claimants - people)
    assert (exact(area.need.working), exact(area.need.working_other)) == (working, other)
    assert exact(area.working) == have
    assert exact(area.shared) == shared
    assert exact(area.need.shared) == near(working * pct / 100)
    is_unknown = have is None or (claimants and not people)
    assert exact(area.working_gap) == (None if is_unknown else near(have - working))


def holds_assets(town, report):
    found = {
        one.id: (
            *(
                one.item,
                one.kind,
                one.quantity,
                one.unit_price_vnd,
                one.worn_vnd,
                one.remaining_vnd,
                one.room,
            ),
        )
        for one in report.assets
    }
    assert found == {row[0]: row[1:] for row in town.ask(oracle.ASSETS)}
    for name, key in oracle.SUM_KEYS.items():
        sums = {
            one.key: (one.records, one.quantity, one.value_vnd, one.remaining_vnd)
            for one in report.sums[name]
        }
        query = oracle.SUMS.format(priced=oracle.PRICED, key=key)
        assert sums == {row[0]: row[1:] for row in town.ask(query)}, name
        assert sum(one.quantity for one in report.sums[name]) == sum(one.quantity for one in report.assets)
        assert {a for one in report.sums[name] for a in one.assets} == set(found)


def holds_items(town, report):
    for one in report.items:
        (row,) = town.ask(oracle.ITEM, item=one.item)
        figures = (one.need, one.have, one.usable, one.broken, one.shortage, one.surplus, one.money_vnd)
        assert (*figures, len(one.people)) == row, one.item
        assert one.have == one.usable + one.broken + one.unfit
    assert {a for one in report.items for a in one.assets} == {one.id for one in report.assets if one.item}


def holds_cars(town, report):
    rows = town.ask(oracle.CARS)
    cars = report.cars
    assert sorted(cars.cars) == sorted(car for car, counts, _, _ in rows if counts)
    assert sorted((*cars.cars, *cars.others)) == sorted(car for car, *_ in rows)
    assert cars.usable == sum(1 for _, counts, serves, _ in rows if counts and serves)
    assert sorted(cars.above_ceiling) == sorted(car for car, _, _, above in rows if above)
    assert cars.most == town.ask(oracle.MOST_CARS)[0][0]
    if cars.most is None:
        assert (cars.surplus, cars.shortage) == (None, None)
    else:
        assert cars.surplus == max(len(cars.cars) - cars.most, 0)
        assert cars.shortage == max(cars.most - cars.usable, 0)


def holds_houses(town, report):
    found = {
        one.building.id: (
            *(one.run_down.derived, one.cramped.derived, one.scattered.derived),
            *(len(one.people), one.late_days),
        )
        for one in report.facilities
    }
    assert found == {row[0]: row[1:] for row in town.ask(oracle.FACILITIES)}
    housing = report.housing
    assert (housing.rooms, housing.used, housing.needed) == town.ask(oracle.HOUSING)[0]


def holds_lines(town, report):
    found = {
        (one.system.id, month.month): (
            *(month.hours, float(month.down), len(month.outages), float(month.up_pct)),
        )
        for one in report.systems
        for month in one.months
    }
    assert found == {
        (line, month): (hours, down, many, near((hours - down) * 100 / hours))
        for line, month, hours, down, many in town.ask(oracle.UP)
    }
    for one in report.systems:
        for month in one.months:
            causes = sum((hours for _, hours in month.by_cause), Decimal(0))
            assert month.down == min(causes, Decimal(month.hours))


def holds_workload(town, report):
    for name, query in oracle.LOAD_QUERIES.items():
        found = {
            (one.month, one.field): (
                *(one.months, one.received, one.resolved, exact(one.online_pct), exact(one.on_time_pct)),
                *(one.left_over, exact(one.people), one.present, exact(one.per_head)),
            )
            for one in getattr(report, name)
        }
        wanted = {
            (m, f): (
                months,
                received,
                resolved,
                near(online),
                near(timely),
                left,
                near(people),
                staff,
                near(head),
            )
            for m, f, months, received, resolved, online, timely, left, people, staff, head in town.ask(query)
        }
        assert found == wanted, name
