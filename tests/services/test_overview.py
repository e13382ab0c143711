"""The overview's figures are those of the registers, and each names the records that it counts."""

from datetime import date, timedelta

import pypdfium2
import pytest

from desktop.domain import places
from desktop.domain.validation import computed_values
from desktop.errors import AppError
from desktop.services import overview_work
from desktop.services.records import Query

TODAY = date(2026, 11, 27)


def text_of(path):
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def ids_of(figure, form):
    return [one for behind in figure.behind if behind.form == form for one in behind.ids]


def work_of(session, on=TODAY):
    staff, facilities = session.overview.staff(on), session.overview.places(on)
    return {one.name: one for one in session.overview.work(staff, facilities)}


def change(session, record_id, **values):
    view = session.records.open(record_id)
    session.records.save(record_id, view.record.revision, values)


def retiring_in(session, person, at_least, at_most):
    """Give somebody a birth date with which the register computes a retirement within these days."""
    values = session.records.open(person).values
    first, last = ((TODAY + timedelta(days=days)).isoformat() for days in (at_least, at_most))
    for months in range(55 * 12, 63 * 12):
        year, month = divmod(TODAY.year * 12 + TODAY.month - 1 - months, 12)
        born = {**values, "birth_date": f"{year:04d}-{month + 1:02d}-15"}
        computed = computed_values(session.forms["person"], born, session.catalogs)
        if first <= (computed.get("retires_on") or "") <= last:
            change(session, person, birth_date=born["birth_date"])
            return
    raise LookupError(first)


def test_every_row_of_a_chart_leads_to_as_many_people_as_it_shows(posted):
    card = posted.overview.staff(TODAY)
    assert card.fit.rows
    assert card.retirements.rows
    for row in (*card.fit.rows, *card.retirements.rows):
        assert len(ids_of(card.behind[row.key], "person")) == row.value, row.label
    assert sum(row.value for row in card.fit.rows) == len(card.found.now.present)


def test_the_chart_of_fields_shows_the_gaps_of_the_figures_and_no_others(posted):
    card = posted.overview.staff(TODAY)
    gaps = {f"field:{row.key}": row.need.gap for row in card.found.rows("field") if row.need.gap}
    assert {row.key: int(row.values[0] * 100) for row in card.gaps.rows} == gaps
    for row in card.gaps.rows:
        positions = ids_of(card.behind[row.key], "position")
        assert sum(card.found.need_gaps.gap(one) for one in positions) == gaps[row.key]


def test_the_two_gaps_stand_side_by_side_and_are_not_mixed(posted):
    (unit,) = posted.records.page("unit", Query()).rows
    row = {"year": 2026, "number": 45}
    posted.records.save(unit.id, unit.revision, {"quotas/a": row})
    line = posted.overview.staff(TODAY).lines[0]
    commune = posted.staffing.at(TODAY).rows("commune")[0]
    assert line.quota.text.startswith("giao 45 ")
    assert ids_of(line.quota, "person") == list(commune.people.on_books)
    assert str(commune.need.need) in line.need.text
    assert "biên chế" not in line.need.note


def test_retirement_is_told_six_months_ahead_and_again_three_months_ahead(posted):
    # The age of women rises so that none of them retires in the spring of 2027.
    found = posted.staffing.at(TODAY)
    staff = [one.id for one in found.facts.people if one.sex == "male" and one.id in found.now.on_books]
    soon, later, far = staff[:3]
    for one, days in ((soon, (1, 85)), (later, (100, 175)), (far, (190, 400))):
        retiring_in(posted, one, *days)
    work = work_of(posted)
    assert soon in ids_of(work["retirement_decision"], "person")
    assert later in ids_of(work["retirement_notice"], "person")
    assert soon not in ids_of(work["retirement_notice"], "person")
    assert all(
        far not in ids_of(work[name], "person") for name in ("retirement_notice", "retirement_decision")
    )


@pytest.mark.parametrize(("days", "is_told"), [(60, True), (61, False), (-1, False)])
def test_a_secondment_is_told_sixty_days_before_it_ends(posted, days, is_told):
    found = posted.staffing.at(TODAY)
    person = min(found.rows("commune")[0].people.full_time)
    view = posted.records.open(person)
    until = (TODAY + timedelta(days=days)).isoformat()
    last = view.values["status_history"][-1][places.ROW_ID]
    told = {"category": min(found.seconding.into), "since": "2026-01-01", "until": until}
    change(posted, person, **{f"status_history/{last}/{name}": value for name, value in told.items()})
    told_now = work_of(posted).get("secondment_end")
    assert (told_now is not None and person in ids_of(told_now, "person")) == is_told


def test_sheets_of_an_open_campaign_that_are_not_back_are_counted(posted):
    first, second, third = sorted(posted.staffing.at(TODAY).now.present)[:3]
    sheets = {
        "sheets/a": {"person": first, "code": "A1"},
        "sheets/b": {"person": second, "code": "A2", "returned_on": "2026-11-20"},
    }
    values = {"name": "Đợt 1", "purpose": "assessment", "sheet": "short", "as_of": "2026-11-01"}
    view, _ = posted.records.create("campaign", {**values, "state": "open", **sheets})
    over = {**values, "name": "Đợt 0", "state": "closed", "sheets/c": {"person": third}}
    posted.records.create("campaign", over)
    assert ids_of(work_of(posted)["sheets"], "person") == [first]
    change(posted, view.record.id, state="closed")
    assert "sheets" not in work_of(posted)


def test_a_gap_is_work_until_a_remedy_stands_in_the_list_and_again_when_that_is_dropped(posted):
    lacking = set(ids_of(work_of(posted)["gaps"], "position"))
    found, offers = posted.remedies.offers(TODAY)
    assert lacking == {one.id for one in found.facts.positions if found.need_gaps.gap(one.id) < 0}
    posted.remedies.adopt(found, [one.proposal for one in offers])
    left = work_of(posted).get("gaps")
    unmet = set(ids_of(left, "position")) if left else set()
    assert unmet == lacking - {one.proposal.position for one in offers}
    assert all(one.is_entered for one in posted.remedies.offers(TODAY)[1])
    rows = posted.records.page("remedy", Query()).rows
    position = next(row.values["position"] for row in rows if row.values["position"] in lacking)
    for row in rows:
        if row.values["position"] == position:
            change(posted, row.id, state=overview_work.DROPPED)
    assert position in ids_of(work_of(posted)["gaps"], "position")


def test_adopted_remedies_go_with_one_undo(posted):
    found, offers = posted.remedies.offers(TODAY)
    posted.remedies.adopt(found, [one.proposal for one in offers])
    assert posted.records.count("remedy") == len(offers)
    posted.records.undo()
    assert posted.records.count("remedy") == 0


def test_a_late_surplus_house_is_work_and_leads_to_the_house(session):
    house = {"name": "Trụ sở cũ", "is_surplus": True, "progress": "planned", "due_on": "2026-11-20"}
    view, _ = session.records.create("building", house)
    work = work_of(session)
    assert ids_of(work["late_houses"], "building") == [view.record.id]
    assert "7" in work["late_houses"].behind[0].told[view.record.id]


def test_an_empty_commune_has_nothing_to_draw_and_no_work(session):
    card = session.overview.staff(TODAY)
    assert (card.has_posts, card.has_people) == (False, False)
    assert [card.gaps.rows, card.fit.rows, card.retirements.rows] == [(), (), ()]
    assert work_of(session) == {}


def test_the_page_for_the_chairman_is_one_page_with_both_gaps_and_the_charts(posted, tmp_path):
    printed = posted.printing.print_("overview", None, tmp_path / "tong-quan.pdf")
    (text,) = text_of(printed.path)
    today = posted.overview.staff(date.today())
    for said in (today.lines[0].need.text, today.gaps.title, today.leaving.title, today.gaps.rows[0].label):
        assert said.split(" - ")[0] in " ".join(text.split()), said


def test_the_request_names_only_what_is_asked_for_and_prints_names_not_ids(posted, tmp_path):
    found, offers = posted.remedies.offers(TODAY)
    posted.remedies.adopt(found, [one.proposal for one in offers])
    plan = posted.printing.print_("remedy_plan", None, tmp_path / "phuong-an.pdf")
    asked = posted.printing.print_("reinforcement_request", None, tmp_path / "de-nghi.pdf")
    whole, request = ("\n".join(text_of(one.path)) for one in (plan, asked))
    wanted = [one for one in offers if one.proposal.remedy == "reinforce"]
    assert wanted
    assert f"Tổng số: {len(wanted)} đề nghị" in request
    assert f"Tổng số: {len(offers)} phương án" in whole
    person = next(one.person for one in offers if one.person).split(" · ")[0]
    assert person in " ".join(whole.split())
    for one in offers:
        assert one.proposal.position not in whole
        assert (one.proposal.person or "–") not in whole


def test_a_request_without_anything_to_ask_for_is_not_printed(posted, tmp_path):
    posted.records.create("remedy", {"remedy": "train", "as_of": "2026-11-27"})
    with pytest.raises(AppError) as raised:
        posted.printing.print_("reinforcement_request", None, tmp_path / "de-nghi.pdf")
    assert raised.value.code == "nothing_to_print"
    assert list(tmp_path.glob("*.pdf")) == []
