import pytest

from desktop import paths
from desktop.domain import assessing
from desktop.domain.loader import load_forms
from desktop.domain.problems import Code, Severity
from desktop.domain.validation import validate

ONE = "00000000-0000-4000-8000-000000000001"
SOUND = {"campaign": ONE, "person": ONE, "meets": "yes", "plan": "keep"}


@pytest.fixture(scope="module")
def problems(catalogs):
    form = load_forms(paths.forms(), catalogs)["assessment"]

    def found(**changed):
        problems = validate(form, SOUND | changed, catalogs)
        return {(one.code, one.place, one.severity) for one in problems}

    return found


def test_a_plain_assessment_has_nothing_wrong(problems):
    assert problems() == set()


def test_a_verdict_set_by_hand_cannot_leave_without_its_reason(problems):
    told = (Code.OVERRIDE_WITHOUT_REASON, "fit_reason", Severity.HARD)
    assert told in problems(fit_override="near")
    assert problems(fit_override="near", fit_reason="Đã học liên thông") == set()


def test_a_reason_without_a_verdict_is_doubtful(problems):
    assert problems(fit_reason="Đã học liên thông") == {
        (Code.REASON_WITHOUT_OVERRIDE, "fit_reason", Severity.WARNING)
    }


def test_training_is_planned_with_what_shall_be_learnt(problems):
    told = {(Code.TRAINING_WITHOUT_NEEDS, "training_needs", Severity.WARNING)}
    assert problems(plan="train") == told
    assert problems(plan="train", training_needs="Chuyển đổi số") == set()


def test_who_does_not_meet_the_task_is_not_simply_kept(problems):
    told = {(Code.PLAN_KEEPS_UNFIT, "plan", Severity.WARNING)}
    assert problems(meets="no") == told
    assert problems(meets="partly") == set()
    assert problems(meets="no", plan="leave") == set()


def test_another_post_is_planned_with_which(problems):
    told = {(Code.REARRANGE_WITHOUT_AIM, "plan_note", Severity.WARNING)}
    assert problems(plan="rearrange") == told
    assert problems(plan="rearrange", plan_note="Văn thư") == set()


@pytest.mark.parametrize(
    ("required", "held", "shown"), [(3, 2, "−1"), (3, 3, "0"), (2, 4, "+2"), (5, 1, "−4")]
)
def test_a_gap_is_signed(required, held, shown):
    assert assessing.signed(assessing.gap(required, held)) == shown


@pytest.mark.parametrize(("required", "held"), [(None, 2), (3, None)])
def test_there_is_no_gap_where_a_level_is_not_known(required, held):
    assert assessing.gap(required, held) is None


def test_leaders_are_told_by_the_list_of_kinds(catalogs):
    leads = {item.code for item in catalogs["position_kinds"].items if assessing.leads(item.code, catalogs)}
    assert leads == {"lanh_dao_quan_ly", "can_bo_chuc_danh_bau_cu_dang"}
    assert not assessing.leads(None, catalogs)
