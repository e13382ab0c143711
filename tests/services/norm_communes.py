"""Small made-up communes: people and posts, things, houses, lines and files, with what is often left out."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

AT = "2026-09-30"
DIVISIONS = ("Phòng Kinh tế", "Ban Chỉ huy Quân sự")
ROOMS = ("Phòng 1", "Phòng 2", "Kho")
_TITLES = ("Bí thư Đảng ủy", "Chủ tịch UBND", "Trưởng phòng", "Kế toán viên", "Chức danh khác")


@dataclass(frozen=True)
class Commune:
    """Records by form: the id of each with its answers by place."""

    records: tuple[tuple[str, str, dict[str, Any]], ...]


def maybe(values):
    """One of these, or nothing told."""
    return st.sampled_from((*values, None))


def told(**fields):
    """A record of those fields that are told."""
    return st.fixed_dictionaries(fields).map(
        lambda found: {name: value for name, value in found.items() if value is not None}
    )


DAYS = ("2025-12-31", "2026-01-01", "2026-09-29", "2026-09-30", "2026-10-01")
YEARS = ("2005", "2016", "2021", "2021-07", "2024", "2025-12-31", "2026", "2026-10")
STATUS = told(
    category=maybe(("CB", "CC", "HD111", "KCT-THON", "VC")),
    status=maybe(("working", "working", "working", "long_leave", "left")),
    since=maybe(("2025-01-01", "2025-02-01", *DAYS)),
    until=st.one_of(st.none(), st.none(), maybe(DAYS)),
    org_unit=maybe(DIVISIONS),
)
PERSON = told(
    position_title=maybe(_TITLES),
    concurrent_posts=maybe(_TITLES),
    rank_code=maybe(("01.002", "01.003")),
    org_unit=maybe(DIVISIONS),
    field=maybe(("TUPHAP", "YTE")),
    block=maybe(("chinh_quyen", "su_nghiep")),
)
POSITION = told(
    catalog_code=maybe(("CT03", "LD03", "VP05")),
    code=maybe(("LD05", "nội bộ 1")),
    field=maybe(("TUPHAP", "YTE")),
    need=maybe((0, 2)),
)
ASSIGNMENT = told(
    since=maybe(("2025-01-01", *DAYS)), until=st.one_of(st.none(), maybe(DAYS)), field=maybe(("YTE",))
)
EQUIPMENT = told(
    category=maybe(("Máy in", "Máy tính để bàn", "Bàn ghế tiếp khách", "Đồ khác")),
    norm_item=maybe(("may_vi_tinh", "tu_tai_lieu")),
    depreciation_group=maybe(("01401", "01201")),
    quantity=maybe((1, 3)),
    year_in_use=maybe(YEARS),
    price_vnd=maybe((9_999_999, 10_000_000, 30_000_001)),
    price_is_of_lot=maybe((True, False)),
    condition=maybe(("tot", "kem", "hong", "còn tạm")),
    cannot_run_required=maybe((True, False)),
    room=maybe(ROOMS),
    user=maybe(("Lan",)),
    disposed_on=maybe(DAYS),
)
MOVE = told(date=maybe(DAYS), from_room=maybe(ROOMS), to_room=maybe(ROOMS))
VEHICLE = told(
    seats=maybe((2, 4, 7, 16, 30)),
    two_axle_drive=maybe((True, False)),
    purpose=maybe(("shared", "special")),
    price_vnd=maybe((950_000_000, 950_000_001, 1_600_000_000, 1_600_000_001)),
    source_kind=maybe(("purchase", "district")),
    year_in_use=maybe(("2024", "2025-06", "2025-07", "2026")),
    condition=maybe(("Tốt", "Hỏng", "lạ")),
    depreciation_group=maybe(("01201", "01202")),
    disposed_on=maybe(DAYS),
)
BUILDING = told(
    is_headquarters=maybe((True, True, False)),
    is_surplus=maybe((True, False, False)),
    state=maybe((["good"], ["run_down", "cramped"], ["scattered"])),
    year_built=maybe(("2000", "2001", "2010", "2011", "2012")),
    grade=maybe(("NHA3", "NHA4")),
    distance_km=maybe(("0.0", "0.9", "1.0", "5.0")),
    progress=maybe(("done", "in_progress")),
    due_on=maybe(DAYS),
    handed_over_on=maybe(DAYS),
    housing_rooms=maybe((2,)),
    housing_need=maybe((5,)),
)
USE = told(
    use=maybe(("working", "working", "shared", "empty")),
    m2=maybe(("15.00", "20.00", "29.99", "30.00", "35.00", "48.50")),
)
SYSTEM = told(since=maybe(("2025", "2026-02", "2026-09-30", "2026-10-01")))
OUTAGE = told(
    date=maybe(("2026-01-31", "2026-02-01", "2026-09-30", "2026-10-01", "2025-12-31")),
    hours=maybe(("0.50", "24.00", "700.25", "744.00")),
    cause=maybe(("own_line", "power", "other")),
)
COUNTS = st.one_of(st.none(), st.integers(0, 50))
LOAD = told(
    month=maybe(("2025-12", "2026", "2026-08", "2026-09", "2026-10")),
    field=maybe(("TUPHAP", "YTE", "NNMT")),
    received=COUNTS,
    received_online=COUNTS,
    early=COUNTS,
    on_time=COUNTS,
    late=COUNTS,
    resolved=COUNTS,
    in_progress=COUNTS,
    overdue=COUNTS,
    people=maybe(("0.5", "2.0")),
)


@st.composite
def communes(draw):
    """One commune of a few records a form."""
    records: list[tuple[str, str, dict[str, Any]]] = []

    def add(form_id, values, **tables):
        record_id = f"{len(records):08d}-0000-4000-8000-000000000000"
        rows = {
            f"{section}/{number:08x}": row
            for section, found in tables.items()
            for number, row in enumerate(found)
        }
        records.append((form_id, record_id, {**values, **rows}))
        return record_id

    def some(strategy, most, least=0):
        return draw(st.lists(strategy, min_size=least, max_size=most))

    people = [
        add("person", one | {"full_name": f"Người {at}"}, status_history=some(STATUS, 3, 1))
        for at, one in enumerate(some(PERSON, 6, 2))
    ]
    posts = [add("position", one | {"name": f"Vị trí {at}"}) for at, one in enumerate(some(POSITION, 3))]
    if people and posts:
        for one in some(ASSIGNMENT, 4):
            places = {"person": draw(st.sampled_from(people)), "position": draw(st.sampled_from(posts))}
            add("assignment", one | places)
    for at, one in enumerate(some(EQUIPMENT, 8, 2)):
        add("equipment", one | {"name": f"Tài sản {at}"}, moves=some(MOVE, 2))
    for at, one in enumerate(some(VEHICLE, 4, 1)):
        add("vehicle", one | {"plate": f"36A-000.{at:02d}", "type": "Xe"})
    for at, one in enumerate(some(BUILDING, 4, 1)):
        houses = [{"division": name} for name in draw(st.sets(st.sampled_from(DIVISIONS)))]
        add("building", one | {"name": f"Nhà {at}"}, uses=some(USE, 3, 1), divisions=houses)
    for at, one in enumerate(some(SYSTEM, 2)):
        add("system", one | {"name": f"Đường {at}"}, outages=some(OUTAGE, 4))
    for at, one in enumerate(some(LOAD, 8, 2)):
        add("workload", one | {"procedure_group": f"Nhóm {at}"})
    return Commune(tuple(records))
