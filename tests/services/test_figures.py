"""The tabs of figures agree with each other and with the records, and the commune's own norms count."""

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from desktop import messages
from desktop.errors import AppError
from desktop.services import practice_posts, practice_things, start
from desktop.services.asset_figures import VIEWS
from desktop.services.figure_view import Block, Figure, View, write_view
from desktop.services.norm_overrides import NormValue, OwnValue
from desktop.services.session import Session

from .conftest import PASSPHRASE

AT = date(2026, 11, 27)


@pytest.fixture(scope="module")
def model(full_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample people with the practice commune's things and posts."""
    folder = tmp_path_factory.mktemp("things") / "store"
    shutil.copytree(full_model, folder)
    session = start.open_(folder, PASSPHRASE)
    practice_things.enter(session)
    practice_posts.enter(session)
    session.close()
    return folder


@pytest.fixture(scope="module")
def commune(model: Path) -> Iterator[Session]:
    """For tests that read only."""
    session = start.open_(model, PASSPHRASE)
    yield session
    session.close()


@pytest.fixture
def own(model: Path, tmp_path: Path) -> Iterator[Session]:
    """For tests that change something."""
    shutil.copytree(model, tmp_path / "own")
    session = start.open_(tmp_path / "own", PASSPHRASE)
    yield session
    session.close()


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    messages.use("vi")


def block(view: View, block_id: str) -> Block:
    return next(one for one in view.blocks if one.id == block_id)


def cells(found: Block, name: str) -> list[Figure]:
    return [row[found.columns.index(name)] for row in found.rows]


def number(one: Figure) -> Decimal:
    assert isinstance(one.value, int | Decimal)
    return Decimal(one.value)


def ids(one: Figure, form: str) -> set[str]:
    return {record for part in one.behind if part.form == form for record in part.ids}


def norm(session: Session, name: str, column: str = "value", at: date = AT) -> NormValue:
    return next(
        one
        for one in session.norm_overrides.in_force(at)
        if one.column == column and name in one.row.values()
    )


@pytest.mark.parametrize("view_id", VIEWS)
def test_every_figure_leads_to_records_that_are_there(commune: Session, view_id: str) -> None:
    view = commune.figures.view(view_id, AT)
    behind = [one.behind for found in view.blocks for row in found.rows for one in row if one.behind]
    behind += [records for charted in view.charts for records in charted.behind.values() if records]
    assert behind
    for records in behind:
        named = commune.figures.named(records)
        assert len(named) == sum(len(part.ids) for part in records)
        assert all(one.label for one in named)


@pytest.mark.parametrize("view_id", VIEWS)
def test_a_tab_of_an_empty_commune_says_so(session: Session, view_id: str) -> None:
    view = session.figures.view(view_id, AT)
    assert all(one.empty and one.title and len(one.headings) == len(one.columns) for one in view.blocks)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("view_id", VIEWS)
def test_a_workbook_has_every_table_with_its_rows(
    commune: Session, view_id: str, language: str, tmp_path: Path
) -> None:
    messages.use(language)
    view = commune.figures.view(view_id, AT)
    write_view(view, tmp_path / "figures.xlsx")
    messages.use("vi")
    sheets = openpyxl.load_workbook(tmp_path / "figures.xlsx").worksheets
    assert len(sheets) == len(view.blocks)
    for sheet, found in zip(sheets, view.blocks, strict=True):
        rows = list(sheet.iter_rows(values_only=True))
        told = rows[len(rows) - len(found.rows) :] if found.rows else []
        for row, expected in zip(told, found.rows, strict=True):
            assert [None if one == "" else one for one in row[: len(expected)]] == [
                float(one.value)
                if isinstance(one.value, Decimal)
                else one.value or (0 if one.value == 0 else None)
                for one in expected
            ]


def test_the_area_by_title_adds_up_to_the_need(commune: Session) -> None:
    view = commune.figures.view("building_area", AT)
    need = number(cells(block(view, "area_balance"), "need_m2")[0])
    assert sum(number(one) for one in cells(block(view, "area_need"), "m2")) == need
    counted = [ids(one, "person") for one in cells(block(view, "area_need"), "people")]
    assert ids(cells(block(view, "area_balance"), "need_m2")[0], "person") == set().union(*counted)


def test_where_sources_disagree_both_values_are_told(commune: Session) -> None:
    view = commune.figures.view("building_area", AT)
    balance = block(view, "area_balance")
    assert cells(balance, "other_need_m2")[0].value != cells(balance, "need_m2")[0].value
    assert any("18 m² hoặc 20 m²" in notice for notice in view.notices)


def test_what_is_late_is_told_with_its_days(commune: Session) -> None:
    view = commune.figures.view("building_state", AT)
    late = [one for one in cells(block(view, "surplus"), "late_days") if one.value]
    assert [one.value for one in late] == [(AT - date(2026, 6, 30)).days]
    assert late[0].mark == "error"
    assert len(ids(late[0], "building")) == 1


def test_sound_broken_and_unfit_machines_are_all_there_are(commune: Session) -> None:
    items = block(commune.figures.view("equipment_norms", AT), "items")
    for row in items.rows[:-1]:
        told = dict(zip(items.columns, row, strict=True))
        parts = [ids(told[name], "equipment") for name in ("usable", "broken", "unfit")]
        assert set().union(*parts) == ids(told["have"], "equipment")
        assert sum(map(len, parts)) == len(ids(told["have"], "equipment"))
        assert number(told["have"]) == sum(number(told[name]) for name in ("usable", "broken", "unfit"))


def test_wear_of_the_year_is_what_was_added_to_that_of_the_year_before(commune: Session) -> None:
    def assets(year: int) -> dict[str, Figure]:
        found = block(commune.figures.view("equipment_wear", date(year, 12, 31)), "wear_assets")
        return {
            one.behind[0].ids[0]: worn
            for one, worn in zip(cells(found, "asset"), cells(found, "worn"), strict=True)
        }

    now = block(commune.figures.view("equipment_wear", date(2025, 12, 31)), "wear_assets")
    before = assets(2024)
    told = [
        (row[0].behind[0].ids[0], row[now.columns.index("wear_year")], row[now.columns.index("worn")])
        for row in now.rows
        if row[now.columns.index("worn")].value is not None
    ]
    assert told
    for asset, of_year, worn in told:
        former = number(before[asset]) if asset in before else Decimal(0)
        assert number(of_year) == number(worn) - former


def test_the_groups_of_wear_add_up(commune: Session) -> None:
    groups = block(commune.figures.view("equipment_wear", date(2025, 12, 31)), "wear_groups")
    for name in ("records", "quantity", "price", "wear_year", "worn", "remaining"):
        *parts, total = cells(groups, name)
        assert sum(number(one) for one in parts if one.value is not None) == number(total), name


def test_hours_by_cause_add_up_to_the_hours_down(commune: Session) -> None:
    systems = block(commune.figures.view("system_up", AT), "up_systems")
    causes = [at for at, name in enumerate(systems.columns) if name.startswith("cause_")]
    for row in systems.rows:
        down = number(row[systems.columns.index("down")])
        assert sum(number(row[at]) for at in causes if row[at].value is not None) == down


def test_tasks_are_counted_by_field_beside_the_files(own: Session) -> None:
    for name, field in (("Đăng ký khai sinh", "TUPHAP"), ("Chứng thực", "TUPHAP"), ("Dân vận", "GDDT")):
        own.records.create("task", {"name": name, "field": field, "task_basis": "Văn bản giả định"})
    fields = block(own.figures.view("workload_mean", AT), "load_fields")
    told = {row[0].text: row[fields.columns.index("tasks")] for row in fields.rows}
    assert told["Tư pháp"].value == 2
    assert told["Giáo dục và Đào tạo"].value == 1
    assert len(ids(told["Tất cả lĩnh vực"], "task")) == 3
    assert {one.label for one in own.figures.named(told["Tư pháp"].behind)} == {
        "Đăng ký khai sinh",
        "Chứng thực",
    }


def test_the_communes_own_value_counts_from_its_day_on(own: Session) -> None:
    title = "Chuyên viên và tương đương"
    before = own.norms.report(date(2026, 9, 30)).area.need
    experts = sum(1 for one in own.norms.report(AT).area.need.people if one.title == title)
    decided = OwnValue(Decimal(12), "QĐ 01/QĐ-UBND", date(2026, 10, 1))
    own.norm_overrides.decide(norm(own, title), title, decided)
    assert own.norms.report(date(2026, 9, 30)).area.need == before
    after = own.norms.report(AT).area.need
    told = [one for one in after.people if one.title == title]
    assert len(told) == experts
    assert {(one.m2, one.certainty, one.legal_basis) for one in told} == {
        (Decimal(12), "high", "QĐ 01/QĐ-UBND")
    }
    assert norm(own, title).record is not None
    own.norm_overrides.take_back(norm(own, title).record or "")
    assert {one.m2 for one in own.norms.report(AT).area.need.people if one.title == title} == {Decimal(15)}


def test_a_quantity_that_no_norm_tells_may_be_decided(own: Session) -> None:
    def scanners() -> tuple[int | None, int | None]:
        found = next(one for one in own.norms.report(AT).items if one.item == "may_quet")
        return found.need, found.shortage

    assert scanners() == (None, None)
    scanner = norm(own, "may_quet", "quantity")
    own.norm_overrides.decide(scanner, "Máy quét", OwnValue(Decimal(5), "QĐ 02/QĐ-UBND", date(2026, 1, 1)))
    assert scanners() == (5, 2)


def test_a_value_of_the_same_day_is_replaced(own: Session) -> None:
    title = "Chuyên viên và tương đương"
    for value in (11, 13):
        decided = OwnValue(Decimal(value), "QĐ 01/QĐ-UBND", date(2026, 10, 1))
        own.norm_overrides.decide(norm(own, title), title, decided)
    assert own.records.count("norm_override") == 1
    assert norm(own, title).value == "13"


def test_only_an_administrator_decides(model: Path, tmp_path: Path) -> None:
    title, secret = "Chuyên viên và tương đương", "mật khẩu của người khác"
    shutil.copytree(model, tmp_path / "shared")
    owner = start.open_(tmp_path / "shared", PASSPHRASE)
    owner.users.add("Trần Văn Minh", ("clerk",), secret)
    owner.close()
    clerk = start.open_(tmp_path / "shared", secret, "Trần Văn Minh")
    found = norm(clerk, title)
    with pytest.raises(AppError) as refused:
        clerk.norm_overrides.decide(found, title, OwnValue(Decimal(1), "QĐ 01/QĐ-UBND", AT))
    assert refused.value.code == "right_missing"
    assert not clerk.norm_overrides.may_change
    clerk.close()


def test_a_list_of_tasks_is_imported_and_counted(own: Session, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH MỤC NHIỆM VỤ, THẨM QUYỀN (giả định)"])
    sheet.append(["TT", "Nội dung nhiệm vụ", "Lĩnh vực", "Căn cứ pháp lý", "Phòng tham mưu"])
    for at in range(30):
        field = ("Tư pháp", "Nội vụ", "Y tế")[at % 3]
        sheet.append([at + 1, f"Nhiệm vụ giả định {at + 1}", field, f"Điều {at + 1}", "Văn phòng"])
    book.save(tmp_path / "nhiem-vu.xlsx")
    imports = own.imports
    read = imports.read(tmp_path / "nhiem-vu.xlsx")
    assert [table.kind for table in read.sheets] == ["task"]
    applied = imports.apply(imports.preview(read), only_good=False)
    assert len(applied.changes.records) == 30
    fields = block(own.figures.view("workload_mean", AT), "load_fields")
    told = {row[0].text: row[fields.columns.index("tasks")].value for row in fields.rows}
    assert {told[name] for name in ("Tư pháp", "Nội vụ", "Y tế")} == {10}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15", 15),
        ("0,5", Decimal("0.5")),
        ("20.000.000", 20_000_000),
        ("-1", None),
        ("mười", None),
        ("", None),
    ],
)
def test_a_value_is_read_as_people_write_it(session: Session, text: str, value: Decimal | None) -> None:
    assert session.norm_overrides.read(text) == value
