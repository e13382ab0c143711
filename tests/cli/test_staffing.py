"""`soxa staffing` in words."""

import re


def test_figures_are_written_as_the_language_writes_them(soxa):
    told = soxa("staffing", "--at", "2025-07-31").out
    assert "đang làm 40,5" in told
    assert "so với nhu cầu −9,5." in told
    assert not re.search(r"\d\.\d|-\d", told.replace("chuyển đổi số -", ""))
    assert "40.5" in soxa("--language", "en", "staffing", "--at", "2025-07-31").out


def test_the_last_day_of_the_calendar_has_figures_too(soxa):
    assert soxa("staffing", "--at", "9999-12-31").code == 0
