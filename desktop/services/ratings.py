"""The ratings of a year: each person's and division's, the cap on excellent ones, and who has none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.catalog import Catalogs
from desktop.domain.computed import current_category
from desktop.domain.names import fold
from desktop.domain.places import new_row_id
from desktop.domain.rating_cap import CapResult, Rated, caps
from desktop.domain.rating_law import group_of, law_of
from desktop.domain.rating_sheet import Sheet, sheet_of
from desktop.domain.rating_year import YearResult, year_of
from desktop.domain.values import clean_value

if TYPE_CHECKING:
    from .session import Session

FORM: Final = "rating"


@dataclass(frozen=True)
class Subject:
    """A person or division with the year's sheets and what follows from them; `person` is a record id."""

    name: str
    division: str
    category: str | None
    person: str | None
    sheets: tuple[Sheet, ...]
    result: YearResult


@dataclass(frozen=True)
class Unrated:
    """A person who worked at the end of the year and has no sheet of it."""

    record_id: str
    name: str
    division: str
    category: str | None


@dataclass(frozen=True)
class YearSummary:
    """Everything that is said of a year."""

    year: int
    people: tuple[Subject, ...]
    divisions: tuple[Subject, ...]
    caps: tuple[CapResult, ...]
    without: tuple[Unrated, ...]

    @property
    def is_clean(self) -> bool:
        """Whether no cap is exceeded and nothing contradicts its points."""
        subjects = (*self.people, *self.divisions)
        return not any(one.exceeds for one in self.caps) and not any(
            one.result.contradicts for one in subjects
        )


def summary(session: "Session", year: int) -> YearSummary:
    """The ratings of a year, in the order in which people and divisions were first entered."""
    catalogs = session.catalogs
    people = dict(_payloads(session, "person"))
    sheets = [
        sheet
        for record_id, payload in _payloads(session, FORM)
        if (sheet := sheet_of(payload, catalogs, record_id)).year == year
    ]
    subjects = [_subject(key, found, year, catalogs) for key, found in _by_subject(sheets, people).items()]
    persons = tuple(one for one in subjects if one.sheets[-1].scope != "division")
    divisions = tuple(one for one in subjects if one.sheets[-1].scope == "division")
    outstanding = frozenset(sheet.division for one in divisions for sheet in one.sheets if sheet.outstanding)
    rated = [_rated(one) for one in persons if one.result.rating is not None]
    has_sheet = frozenset(one.person for one in persons if one.person)
    return YearSummary(
        year,
        persons,
        divisions,
        caps(rated, year, catalogs, outstanding),
        tuple(_without(session, people, has_sheet, year)),
    )


def first_values(session: "Session", person_id: str, year: int, period: str) -> dict[str, Any]:
    """What a new sheet of a person begins with: name, division, category, and the criteria of the year.

    AppError record_missing.
    """
    (payload,) = session.records.payloads([person_id], "person")
    catalogs = session.catalogs
    category = current_category(payload, catalogs)
    values: dict[str, Any] = {
        "scope": "person",
        "person": person_id,
        "subject": clean_value(payload.get("full_name")),
        "division": clean_value(payload.get("org_unit")),
        "position_title": clean_value(payload.get("position_title")),
        "category": category,
        "year": year,
        "period": period,
        "rated_by": "commune",
    }
    found = {name: value for name, value in values.items() if value is not None}
    return found | _criteria(str(category or ""), year, catalogs)


def _criteria(category: str, year: int, catalogs: Catalogs) -> dict[str, Any]:
    """A row a criterion, where the category is rated by points in that year."""
    group = group_of("person", category, catalogs)
    end = date(year, 12, 31)
    law = law_of(group, end, catalogs) if group else None
    if law is None or not law.thresholds:
        return {}
    return {
        f"common_criteria/{new_row_id()}": {"criterion": item.code, "max_points": item.extra["max_points"]}
        for item in catalogs["evaluation_criteria"].valid(end)
        if item.extra["kind"] == "criterion"  # the headings of groups bear no points
    }


def _payloads(session: "Session", form_id: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    ids = session.records.in_order_of_entry(form_id)
    yield from zip(ids, session.records.payloads(ids, form_id), strict=True)


def _by_subject(
    sheets: Sequence[Sheet], people: Mapping[str, Mapping[str, Any]]
) -> dict[tuple[str, ...], list[Sheet]]:
    """The sheets of each: by the person's record, by the one person of that name, else by name and place."""
    named: dict[str, list[str]] = {}
    for record_id, payload in people.items():
        named.setdefault(fold(str(clean_value(payload.get("full_name")) or "")), []).append(record_id)
    found: dict[tuple[str, ...], list[Sheet]] = {}
    for sheet in sheets:
        found.setdefault(_key(sheet, people, named), []).append(sheet)
    return found


def _key(
    sheet: Sheet, people: Mapping[str, Mapping[str, Any]], named: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    if sheet.scope == "division":
        return ("division", fold(sheet.division or sheet.subject))
    if sheet.person in people:
        return ("person", str(sheet.person))
    same = named.get(fold(sheet.subject), ())
    return ("person", same[0]) if len(same) == 1 else ("name", fold(sheet.subject), fold(sheet.division))


def _subject(key: tuple[str, ...], sheets: Sequence[Sheet], year: int, catalogs: Catalogs) -> Subject:
    latest = sheets[-1]
    person = key[1] if key[0] == "person" else None
    result = year_of(sheets, year, catalogs)
    return Subject(latest.subject, latest.division, latest.category, person, tuple(sheets), result)


def _rated(one: Subject) -> Rated:
    """As the cap counts a person: with the authority of the latest sheet, which decides the year."""
    sheet = one.sheets[-1]
    return Rated(
        one.name,
        one.division,
        one.result.rating or "",
        sheet.group or "",
        sheet.rated_by,
        sheet.task_group,
        sheet.record_id,
    )


def _without(
    session: "Session", people: Mapping[str, Mapping[str, Any]], has_sheet: frozenset[str], year: int
) -> Iterator[Unrated]:
    """Who was there at the end of the year, is rated by some scheme, and has no sheet."""
    end = date(year, 12, 31)
    standings = session.staffing.at(end).now.standings
    for record_id, payload in people.items():
        stands = standings[record_id]
        group = group_of("person", stands.category or "", session.catalogs)
        is_unrated = bool(group) and law_of(str(group), end, session.catalogs) is None
        if record_id in has_sheet or not stands.present or is_unrated:
            continue
        name, division = (clean_value(payload.get(field)) for field in ("full_name", "org_unit"))
        yield Unrated(record_id, str(name or ""), str(division or ""), stands.category)
