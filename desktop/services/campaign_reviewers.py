"""A division's workbook: the own views of its people shown, the reviewer's to be filled in."""

from collections.abc import Iterator, Sequence

from desktop.domain.answer_sheet import AnswerSheet, AnswerTable, Ask, Cell

from .campaign_content import LEVELS, POINTS, Contents, Member, headings, question, say, shown
from .campaign_office import Campaign, Office

REVIEWER = "reviewer"  # the one answer that holds for everybody in the workbook


def of_division(
    office: Office, campaign: Campaign, members: Sequence[Member], code: str, division: str
) -> AnswerSheet:
    """Its workbook; places bear the code of each person's own sheet."""
    writer = _Reviews(office, campaign)
    tables = [writer.table(members)]
    if campaign.is_full:
        tables += [writer.levels(member) for member in members if member.answers.get("competencies")]
    return AnswerSheet(
        code=code,
        code_label=say("answer.code"),
        unit=office.unit.name,
        title=say("answer.title_reviewer"),
        subtitle=campaign.name,
        facts=((say("answer.division"), division), (say("answer.count"), str(len(members)))),
        notes=(say("answer.note_reviewer"),),
        tables=(*tables, writer.reviewer()),
        signs=(say("answer.sign_reviewer"),),
        sign_hint=say("answer.sign_hint"),
        landscape=True,
    )


class _Reviews(Contents):
    """What the reviewer sees and fills in."""

    def __init__(self, office: Office, campaign: Campaign) -> None:
        super().__init__(office, campaign)
        self._points_asked = () if campaign.is_full else POINTS

    def table(self, members: Sequence[Member]) -> AnswerTable:
        """Two rows a person: the own view, which is not to be changed, and the review."""
        heads = headings(("number", "person", "who"))
        points = tuple(question(self._form.field(point)) for point in self._points_asked)
        rest = headings(("meets", "plan", "plan_note"))
        widths = (4, 15, 7, *(8,) * len(points), 7, 9, 10) if points else (5, 25, 10, 15, 20, 25)
        rows = [row for number, one in enumerate(members, start=1) for row in self._rows(number, one)]
        return AnswerTable((*heads, *points, *rest), widths, tuple(rows))

    def _rows(self, number: int, member: Member) -> Iterator[tuple[Cell, ...]]:
        answers, form = member.answers, self._form
        asked = self.points_of(member)
        own: list[Cell] = [str(number), member.name, say("answer.own")]
        review: list[Cell] = ["", member.title, say("answer.review")]
        for point in self._points_asked:
            own.append(shown(form.field(f"self_{point}"), answers.get(f"self_{point}")))
            review.append(self._open(member, point) if point in asked else "")
        shown_too = ("self_meets", "wish", "training_needs")
        own += [shown(form.field(name), answers.get(name)) for name in shown_too]
        review += [self._open(member, name) for name in ("meets", "plan", "plan_note")]
        yield tuple(own)
        yield tuple(review)

    def _open(self, member: Member, name: str) -> Ask:
        return self.ask(self._form.field(name), f"{member.handed.code}:{name}", member.answers)

    def levels(self, member: Member) -> AnswerTable:
        """The competencies of one person, on the full sheet."""
        section = self._form.section("competencies")
        rows: list[tuple[Cell, ...]] = []
        for number, row in enumerate(member.answers["competencies"], start=1):
            place = f"{member.handed.code}:competencies/{row['_id']}/reviewed"
            told = [shown(section.field(name), row.get(name)) for name in ("competency", "required", "own")]
            asked = self.ask(section.field("reviewed"), place, row, LEVELS)
            rows.append((str(number), *told, asked, shown(section.field("note"), row.get("note"))))
        heads = ("number", "competency", "required", "own_level", "reviewed_level", "evidence")
        return AnswerTable(headings(heads), (5, 35, 10, 10, 15, 25), tuple(rows), title=member.name)

    def reviewer(self) -> AnswerTable:
        """Who reviewed."""
        told = self._form.field(REVIEWER)
        return AnswerTable(headings(("question", "answer")), (40, 60), ((question(told), Ask(REVIEWER)),))
