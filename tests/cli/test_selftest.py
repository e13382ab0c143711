import json

import pytest

from desktop.services import selftest

GOOD = selftest.Finding("forms", True, "Biểu mẫu", "đủ", 3)
BAD = selftest.Finding("fonts", False, "Phông chữ", "thiếu ỹ", 4)


@pytest.fixture
def trials(monkeypatch):
    found = [GOOD]
    monkeypatch.setattr(selftest, "run", lambda _paint: iter(found))
    return found


def test_a_report_has_a_line_a_trial_and_a_conclusion(soxa, trials):
    done = soxa.bare("selftest")
    assert done.code == 0
    assert done.out.splitlines()[1] == "[ĐẠT] Biểu mẫu: đủ (3 ms)"
    assert "[LỖI]" not in done.out


def test_what_failed_shows_in_the_report_and_in_the_exit_code(soxa, trials):
    trials.append(BAD)
    done = soxa.bare("selftest")
    assert done.code == 1
    assert "[LỖI] Phông chữ: thiếu ỹ (4 ms)" in done.out.splitlines()


def test_the_report_for_machines_is_one_document(soxa, trials, tmp_path):
    trials.append(BAD)
    done = soxa.bare("selftest", "--json")
    report = json.loads(done.out)
    assert (done.code, report["passed"]) == (1, False)
    assert [check["is_good"] for check in report["checks"]] == [True, False]
    assert soxa.bare("selftest", "-o", tmp_path / "report.json").code == 1
    assert json.loads((tmp_path / "report.json").read_text("utf-8")) == report


def test_a_report_that_cannot_be_written_is_refused_before_anything_is_tried(soxa, trials, tmp_path):
    assert soxa.bare("selftest", "-o", tmp_path / "nowhere" / "report.json").code == 2
