"""Makes the files of a campaign in one batch: what is handed out, and beside it the clerk's own list."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from desktop import messages
from desktop.domain import places, sheet_codes
from desktop.domain.answer_sheet import AnswerSheet
from desktop.domain.names import unmarked
from desktop.errors import AppError, UserCancelled

from .campaign_content import Contents, Member, say
from .campaign_office import Campaign, Handed, Office, taken_codes, today, write
from .campaign_reviewers import of_division

Kind = Literal["xlsx", "pdf"]
Progress = Callable[[int, int], bool]
LIST: Final = "danh-sach-phieu.xlsx"
PEOPLE: Final = "phieu"  # the folder whose files are handed out
REVIEWERS: Final = "ra-soat"


@dataclass(frozen=True)
class Made:
    """What was made: the folder, the files to hand out, the list that stays with the clerk."""

    folder: Path
    sheets: tuple[Path, ...]
    divisions: tuple[Path, ...]
    list_path: Path


@dataclass(frozen=True)
class _Batch:
    """What will be written, and what the campaign will remember of it."""

    files: list[tuple[Path, AnswerSheet]] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(path for path, _ in self.files)


def make_files(
    office: Office,
    campaign: Campaign,
    folder: Path,
    kinds: Sequence[Kind],
    *,
    by_division: bool = False,
    progress: Progress | None = None,
) -> Made:
    """Write a file a person and kind, and with `by_division` a workbook a division, into folders of `folder`.

    What goes out is remembered first, so files of a batch that was stopped can be handed out and taken in.
    AppError folder_not_writable, campaign_closed and those of writing; UserCancelled.
    """
    if campaign.is_closed:
        raise AppError("campaign_closed", name=campaign.name)
    contents = Contents(office, campaign)
    members = contents.members()
    people, reviewers = _Batch(), _Batch()
    for member in members:
        _add_person(people, folder, contents.of_person(member), member.handed, kinds)
    if by_division and not campaign.is_review:
        for division, part in _by_division(members):
            _add_division(reviewers, office, campaign, folder, (division, part))
    _remember(office, campaign, people.values | reviewers.values)
    files = [*people.files, *reviewers.files]
    _make_folders(folder, files)
    _write_list(folder / LIST, campaign, members)
    for done, (path, sheet) in enumerate(files):
        if progress and not progress(done, len(files)):
            raise UserCancelled
        _write(path, sheet)
    return Made(folder, people.paths, reviewers.paths, folder / LIST)


def _add_person(
    batch: _Batch, folder: Path, sheet: AnswerSheet, handed: Handed, kinds: Sequence[Kind]
) -> None:
    from desktop.spreadsheets.answer_book import fingerprint

    batch.files.extend((folder / PEOPLE / f"phieu-{sheet.code}.{kind}", sheet) for kind in kinds)
    trace = fingerprint(sheet)
    if trace != handed.handed:
        batch.values[f"{handed.place}/handed"] = trace
        batch.values[f"{handed.place}/made_on"] = today().isoformat()


def _add_division(
    batch: _Batch, office: Office, campaign: Campaign, folder: Path, members: tuple[str, list[Member]]
) -> None:
    """A division's workbook; one made before with another content keeps its code, so that it stays known."""
    from desktop.spreadsheets.answer_book import fingerprint

    division, people = members
    for known in campaign.divisions:
        sheet = of_division(office, campaign, people, known.code, division)
        if known.division == division and fingerprint(sheet) == known.handed:
            break
    else:
        code = sheet_codes.new(taken_codes(office))
        sheet = of_division(office, campaign, people, code, division)
        made = {"made_on": today().isoformat(), "handed": fingerprint(sheet)}
        row = {"division": division, "code": code, **made}
        batch.values[f"divisions/{places.new_row_id()}"] = row
    name = "-".join(re.findall("[a-z0-9]+", unmarked(division)))[:40]
    batch.files.append((folder / REVIEWERS / f"ra-soat-{name}-{sheet.code}.xlsx", sheet))


def _by_division(members: Sequence[Member]) -> Iterator[tuple[str, list[Member]]]:
    parts: dict[str, list[Member]] = {}
    for member in members:
        parts.setdefault(member.division or say("answer.no_division"), []).append(member)
    yield from parts.items()


def _remember(office: Office, campaign: Campaign, values: dict[str, Any]) -> None:
    if values:
        label = messages.say("campaign.made", name=campaign.name)
        office.records.save_many("edit", label, [write(campaign.record, values)])


def _make_folders(folder: Path, files: Sequence[tuple[Path, AnswerSheet]]) -> None:
    try:
        for needed in dict.fromkeys((folder, *(path.parent for path, _ in files))):
            needed.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError("folder_not_writable", folder=str(folder)) from error


def _write(path: Path, sheet: AnswerSheet) -> None:
    if path.suffix == ".pdf":
        from desktop.printing.answer_paper import print_answer_sheet

        print_answer_sheet(path, sheet)
    else:
        from desktop.spreadsheets.answer_book import write_answer_sheet

        write_answer_sheet(path, sheet, say("answer.page"))


def _write_list(path: Path, campaign: Campaign, members: Sequence[Member]) -> None:
    """Which code is whose: for the clerk, never handed out."""
    from desktop.spreadsheets.cell_xml import OutRow
    from desktop.spreadsheets.writer import Dress, OutColumn, OutSheet, Styled, write_workbook

    heads = ("number", "code_short", "person", "position", "division")
    widths = (6, 14, 30, 45, 35)
    rows: list[OutRow] = [
        [Styled(say("answer.list_title", name=campaign.name), Dress.TITLE)],
        [Styled(say("answer.list_note"), Dress.TITLE)],
        [Styled(say(f"answer.{head}"), Dress.HEADING) for head in heads],
    ]
    for number, one in enumerate(members, start=1):
        rows.append([number, one.handed.code, one.name, one.title, one.division])
    columns = [OutColumn(width) for width in widths]
    write_workbook(path, [OutSheet(say("answer.list_page"), columns, rows, frozen=(3, 0))])
