"""Whether training suits a position: every reason by an example."""

import pytest

from desktop.domain.fit import FitRules, Override, fit, overridden
from desktop.domain.staff import PersonFacts, PositionFacts


@pytest.fixture(scope="module")
def judged(catalogs):
    def judge(held, asked):
        level, major = held
        required, majors, near = asked
        person = PersonFacts("p", "", education_level=level, major=major)
        position = PositionFacts("v", "", "v", level=required, majors=majors, near_majors=near)
        return fit(person, position, FitRules(catalogs))

    return judge


LAND = "dai_hoc", "Quản lý đất đai; Luật", "Kinh tế nông nghiệp"


@pytest.mark.parametrize(
    ("held", "asked", "verdict", "level", "major"),
    [
        (("dai_hoc", "Luật"), LAND, "fits", "level_reached", "major_listed"),
        (("thac_si", "QUẢN LÝ  ĐẤT ĐAI"), LAND, "fits", "level_reached", "major_listed"),
        (("dai_hoc", "Kế toán; Luật"), LAND, "fits", "level_reached", "major_listed"),
        (("dai_hoc", "Luật kinh tế"), LAND, "fits", "level_reached", "major_of_kind"),
        (("dai_hoc", "Kinh tế nông nghiệp"), LAND, "near", "level_reached", "major_listed_near"),
        (("dai_hoc", "Địa chính"), LAND, "near", "level_reached", "major_same_group"),
        (("dai_hoc", "Thú y"), LAND, "not", "level_reached", "major_other"),
        (("dai_hoc", "Luậtkinhtế"), LAND, "not", "level_reached", "major_other"),
        (("cao_dang", "Luật"), LAND, "not", "level_below", "major_listed"),
        ((None, "Luật"), LAND, "unknown", "level_unknown", "major_listed"),
        (("dai_hoc", None), LAND, "unknown", "level_reached", "major_unknown"),
        (("dai_hoc", " ; "), LAND, "unknown", "level_reached", "major_unknown"),
        ((None, "Thú y"), LAND, "not", "level_unknown", "major_other"),
        (("so_cap", None), (None, None, None), "fits", "level_not_asked", "major_not_asked"),
        (
            ("dai_hoc", "Luật"),
            ("Đại học trở lên", "Luật", None),
            "unknown",
            "level_not_listed",
            "major_listed",
        ),
    ],
)
def test_the_verdict_is_the_worse_of_level_and_major_and_tells_both_reasons(
    judged, held, asked, verdict, level, major
):
    found = judged(held, asked)
    assert (found.verdict, [one.code for one in found.evidence]) == (verdict, [level, major])


def test_evidence_names_what_was_compared(judged):
    level, major = judged(("dai_hoc", "Thú y"), LAND).evidence
    assert level.facts == {"required": "dai_hoc", "held": "dai_hoc"}
    assert major.facts == {"held": "Thú y", "majors": LAND[1], "near": LAND[2]}


def test_a_human_overrides_with_a_reason_that_travels(judged):
    computed = judged(("dai_hoc", "Thú y"), LAND)
    found = overridden(computed, Override("near", "Có chứng chỉ địa chính", "phieu-1"))
    assert (found.verdict, found.computed) == ("near", "not")
    assert found.evidence[:2] == computed.evidence
    assert found.evidence[2].code == "overridden"
    assert found.evidence[2].facts == {"reason": "Có chứng chỉ địa chính", "assessment": "phieu-1"}


def test_the_same_verdict_by_a_human_confirms_and_no_verdict_changes_nothing(judged):
    computed = judged(("dai_hoc", "Luật"), LAND)
    assert overridden(computed, Override("fits", "", "phieu-1")) is computed
    assert overridden(computed, None) is computed
