"""The table of `soxa bench` in small: every row is measured and told; how long it takes is not asserted."""

import json

import pytest

from desktop import cli, messages
from desktop.bench import run
from desktop.bench.measure import Case, Measured, measure
from desktop.bench.people import PERSON, People
from desktop.domain.problems import hard
from desktop.domain.validation import validate
from desktop.services import start

WINDOWS = {"start", "unlock", "memory", "person_first", "person_next", "key_painted"}
SHAPE = {
    "name": str,
    "operation": str,
    "against": str,
    "unit": str,
    "times": int,
    "median": float,
    "reference": float,
    "ratio": float,
    "target": int | float,
    "missed": bool,
    "sizes": dict,
}


def case(target: float) -> Case:
    return Case("save", lambda: 2.2, lambda: 1.0, target, times=3)


def test_every_row_without_a_window_is_measured(capsys):
    wanted = [name for name in run.NAMES if name not in WINDOWS]
    code = cli.main(["bench", "--quick", "--json", *(f"--only={name}" for name in wanted)])
    rows = json.loads(capsys.readouterr().out)
    assert {row["name"] for row in rows} == set(wanted)
    for row in rows:
        assert row.keys() == SHAPE.keys()
        assert [name for name, kind in SHAPE.items() if not isinstance(row[name], kind)] == []
        assert row["median"] > 0
        assert row["reference"] > 0
    assert code == int(any(row["missed"] for row in rows))


def test_a_row_is_told_on_one_line(capsys):
    cli.main(["--language", "en", "bench", "--quick", "--only", "save"])
    messages.use("vi")
    head, line, verdict = capsys.readouterr().out.splitlines()
    assert "median" in head
    assert "leave a field until it is durable" in line
    assert verdict


@pytest.mark.parametrize(("target", "missed"), [(2.2, False), (2.01, False), (1.9, True)])
def test_a_target_is_missed_by_more_than_a_tenth(target, missed):
    assert Measured(case(target), 2.2, 1.0).missed is missed


def test_operation_and_reference_take_turns():
    order: list[str] = []
    turns = Case("save", lambda: order.append("a") or 4.0, lambda: order.append("b") or 2.0, 3, times=2)
    assert measure(turns).ratio == 2.0
    assert order == ["a", "b"] * 3


def test_every_row_has_its_wording():
    keys = [key for name in run.NAMES for key in (f"bench.{name}", f"bench.{name}_against")]
    assert [key for key in keys if not messages.known(key)] == []


def test_the_invented_people_are_the_same_every_time_and_without_hard_problems():
    catalogs = start.catalogs()
    form = start.forms(catalogs)[PERSON]
    people = [People(form).core(number) for number in range(50)]
    assert people == [People(form).core(number) for number in range(50)]
    assert [problem for person in people for problem in hard(validate(form, person, catalogs))] == []
    assert len({person["national_id"] for person in people}) == 50
