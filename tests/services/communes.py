"""Communes that hypothesis makes: a few people, posts and quotas, with every kind of dated row."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from hypothesis import strategies as st

DAYS = [date(2025, 7, 31), date(2025, 7, 1), date(2026, 1, 1), date(2024, 2, 29), date(2025, 12, 31)]
BIRTHS = [
    "1963-12-10",
    "1964",
    "1964-01",
    "1964-12-30",
    "1965-06",
    "1968-03",
    "1969-01-01",
    "1969-04",
    "1990-05-19",
]
MAJORS = [
    "Luật",
    "Luật kinh tế",
    "Kế toán",
    "Quản trị kinh doanh",
    "quản lý ĐẤT đai",
    "Kinh tế; Kế toán",
    "Thú y",
]
UNITS = ["Phòng Kinh tế", "phong  kinh te", "Phòng Kinh Tế", "Văn phòng", "VĂN PHÒNG", "Ban Xây dựng Đảng"]
FIELDS, BLOCKS = ["NOIVU", "KETOAN", "YTE"], ["dang", "chinh_quyen"]
LEVELS = ["trung_cap", "dai_hoc", "thac_si"]
CATEGORIES = ["CC", "CC", "CB", "CC-BP-DEN", "HD111", "KCT-XA"]
STATUSES = ["working", "working", "seconded_out", "long_leave", "left", "retired"]
KINDS = ["lanh_dao_quan_ly", "chuyen_mon_nghiep_vu", "can_bo_chuc_danh_bau_cu_dang"]
_USED = count()


def maybe(values):
    return st.none() | st.sampled_from(values)


SMALL = st.integers(0, 3)


def rows(most=3, **fields):
    return st.lists(st.fixed_dictionaries(fields), max_size=most)


def points(day):
    """What dates tell who hit, or just miss, the day asked about and the one twelve months later."""
    near = [day + timedelta(days=away) for away in (-300, -1, 0, 1, 300, 364, 365, 366)]
    return [*(one.isoformat() for one in near), f"{day:%Y-%m}", f"{day:%Y}", f"{day.year + 1}", "2024-02"]


def begun(day):
    return st.sampled_from([None, *points(day)[:4], *points(day)[1:4], *points(day)[8:10]])


def statuses(day):
    return rows(
        category=maybe(CATEGORIES),
        status=maybe(STATUSES),
        since=begun(day),
        until=st.none() | maybe(points(day)),
        org_unit=maybe(UNITS),
    )


def absences(day):
    """Somebody at work who was away for a time; some closed the row before when the absence began."""
    since = f"{day - timedelta(days=30)}"
    before = st.sampled_from([None, None, f"{day - timedelta(days=31)}", since, f"{day - timedelta(days=1)}"])
    at_work = st.fixed_dictionaries(
        {
            "category": maybe(CATEGORIES),
            "status": st.just("working"),
            "since": st.just("2024"),
            "until": before,
        }
    )
    away = st.fixed_dictionaries(
        {
            "category": maybe(CATEGORIES),
            "status": st.sampled_from(["seconded_out", "long_leave", "left"]),
            "since": st.just(since),
            "until": st.sampled_from([None, *points(day)[1:5], *points(day)[5:9]]),
        }
    )
    return st.tuples(at_work, away).map(list)


def people(day):
    at_work = st.just([{"category": "CC", "status": "working", "since": "2024"}])
    before = st.just([{"category": "HD111", "status": "working", "until": f"{day - timedelta(days=301)}"}])
    more = statuses(day)
    return st.fixed_dictionaries(
        {
            "sex": maybe(["male", "female"]),
            "birth_date": maybe(BIRTHS),
            "education_level": maybe(LEVELS),
            "major": maybe(MAJORS),
            "block": maybe(BLOCKS),
            "field": maybe(FIELDS),
            "org_unit": maybe(UNITS),
            "status_history": at_work
            | absences(day)
            | absences(day)
            | more
            | st.tuples(at_work | before, more).map(lambda two: two[0] + two[1]),
        }
    )


def positions(day):
    return st.fixed_dictionaries(
        {
            "division": maybe(UNITS),
            "field": maybe(FIELDS),
            "kind": maybe(KINDS),
            "need": st.none() | SMALL,
            "need_history": rows(
                3, since=st.sampled_from([*points(day), *[day.isoformat()] * 6]), need=SMALL
            ),
            "closed_on": st.none() | maybe(points(day)),
            "level": maybe([*LEVELS, "Đại học trở lên"]),
            "majors": maybe(MAJORS),
            "near_majors": maybe(MAJORS),
        }
    )


def subunits(day):
    return st.fixed_dictionaries(
        {
            "name": st.sampled_from(UNITS),
            "block": maybe(BLOCKS),
            "closed_on": maybe(points(day)),
            "allocations": rows(year=st.integers(day.year - 1, day.year + 1), number=SMALL),
        }
    )


def quotas(day):
    return rows(
        6, year=st.integers(day.year - 1, day.year + 1), block=maybe(BLOCKS), number=st.integers(0, 5)
    )


def assignments(day, holders, posts):
    return st.fixed_dictionaries(
        {
            "person": st.sampled_from(holders),
            "position": st.sampled_from(posts),
            "share": st.sampled_from([None, 100, 50, 50, 30]),
            "kind": maybe(["full", "concurrent"]),
            "since": begun(day),
            "until": st.none() | maybe(points(day)),
            "field": maybe(FIELDS),
        }
    )


def assessments(day, holders, posts):
    return st.fixed_dictionaries(
        {
            "person": st.sampled_from(holders),
            "position": maybe(posts),
            "assessed_on": maybe([*points(day)[1:4], day.isoformat(), day.isoformat()]),
            "fit_override": maybe(["fits", "near", "not"]),
            "approvals": rows(2, step=st.sampled_from(["submitted", "returned"])),
        }
    )


@dataclass(frozen=True)
class Commune:
    """Records by form and id, and the day that is asked about."""

    day: date
    number: int = field(default_factory=_USED.__next__)
    records: dict = field(default_factory=dict)

    def put(self, form, contents):
        """Under ids of which the order is not that of entry."""
        for place, values in enumerate(contents):
            record_id = f"{self.number:06}-{form}-{place * 7 % 11:02}"
            told = {name: _rows(value) for name, value in values.items() if value not in (None, [])}
            self.records[record_id] = form, told | ({"name": f"Vị trí {place}"} if form == "position" else {})

    def ids(self, form):
        return [record_id for record_id, (of, _) in self.records.items() if of == form]


def _rows(value):
    if not isinstance(value, list):
        return value
    told = [{name: one for name, one in row.items() if one is not None} for row in value]
    return [row | {"_id": f"r{place}"} for place, row in enumerate(told)]


@st.composite
def communes(draw):
    commune = Commune(draw(st.sampled_from(DAYS)))
    day = commune.day
    commune.put("person", draw(st.lists(people(day), min_size=2, max_size=6)))
    commune.put("position", draw(st.lists(positions(day), min_size=2, max_size=5)))
    commune.put("subunit", draw(st.lists(subunits(day), max_size=3)))
    commune.put("unit", [{"quotas": draw(quotas(day))}])
    told = day, commune.ids("person"), commune.ids("position")
    commune.put("assignment", draw(st.lists(assignments(*told), min_size=2, max_size=8)))
    commune.put("assessment", draw(st.lists(assessments(*told), min_size=2, max_size=5)))
    return commune
