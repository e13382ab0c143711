"""Communes that hypothesis makes: a few people, posts and quotas, with every kind of dated row."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count

from hypothesis import strategies as st

DAYS = [date(2025, 7, 31), date(2025, 6, 30), date(2025, 7, 1), date(2025, 8, 1), date(2026, 1, 1)]
DAYS += [date(2024, 2, 29), date(2025, 12, 31)]
POINTS = ["2024-02-29", "2025", "2025-06", "2025-06-30", "2025-07", "2025-07-01", "2025-07-30", "2025-07-31"]
POINTS += [
    "2025-08-01",
    "2025-12-31",
    "2026",
    "2026-01-01",
    "2026-06",
    "2026-07-30",
    "2026-07-31",
    "2026-08-01",
]
BIRTHS = ["1963-12-10", "1964", "1964-01", "1964-04-30", "1968-03", "1969-01-01", "1969-04", "1990-05-19"]
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


POINT, BEGIN = maybe(POINTS), st.sampled_from([None, *POINTS[:8]])
SMALL = st.integers(0, 3)


def rows(most=3, **fields):
    return st.lists(st.fixed_dictionaries(fields), max_size=most)


STATUS = rows(
    category=maybe(CATEGORIES), status=maybe(STATUSES), since=POINT, until=POINT, org_unit=maybe(UNITS)
)
AT_WORK = st.just([{"category": "CC", "status": "working", "since": "2024"}])
PERSON = st.fixed_dictionaries(
    {
        "sex": maybe(["male", "female"]),
        "birth_date": maybe(BIRTHS),
        "education_level": maybe(LEVELS),
        "major": maybe(MAJORS),
        "block": maybe(BLOCKS),
        "field": maybe(FIELDS),
        "org_unit": maybe(UNITS),
        "status_history": AT_WORK | STATUS | st.tuples(AT_WORK, STATUS).map(lambda two: two[0] + two[1]),
    }
)
POSITION = st.fixed_dictionaries(
    {
        "division": maybe(UNITS),
        "field": maybe(FIELDS),
        "kind": maybe(KINDS),
        "need": st.none() | SMALL,
        "need_history": rows(2, since=st.sampled_from(POINTS), need=SMALL),
        "closed_on": st.sampled_from([None, None, None, *POINTS]),
        "level": maybe([*LEVELS, "Đại học trở lên"]),
        "majors": maybe(MAJORS),
        "near_majors": maybe(MAJORS),
    }
)
SUBUNIT = st.fixed_dictionaries(
    {
        "name": st.sampled_from(UNITS),
        "block": maybe(BLOCKS),
        "closed_on": st.sampled_from([None, None, *POINTS]),
        "allocations": rows(year=st.integers(2024, 2027), number=SMALL),
    }
)
QUOTAS = rows(6, year=st.integers(2024, 2027), block=maybe(BLOCKS), number=st.integers(0, 5))


def assignments(people, positions):
    return st.fixed_dictionaries(
        {
            "person": st.sampled_from(people),
            "position": st.sampled_from(positions),
            "share": st.sampled_from([None, 100, 50, 50, 30]),
            "kind": maybe(["full", "concurrent"]),
            "since": BEGIN,
            "until": st.none() | st.none() | POINT,
            "field": maybe(FIELDS),
        }
    )


def assessments(people, positions):
    return st.fixed_dictionaries(
        {
            "person": st.sampled_from(people),
            "position": maybe(positions),
            "assessed_on": maybe([one for one in POINTS if len(one) == 10]),
            "fit_override": maybe(["fits", "near", "not"]),
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
    commune.put("person", draw(st.lists(PERSON, min_size=1, max_size=5)))
    commune.put("position", draw(st.lists(POSITION, min_size=1, max_size=4)))
    commune.put("subunit", draw(st.lists(SUBUNIT, max_size=3)))
    commune.put("unit", [{"quotas": draw(QUOTAS)}])
    people, positions = commune.ids("person"), commune.ids("position")
    commune.put("assignment", draw(st.lists(assignments(people, positions), max_size=7)))
    commune.put("assessment", draw(st.lists(assessments(people, positions), max_size=3)))
    return commune
