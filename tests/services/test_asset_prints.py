import re
from datetime import date

import pypdfium2
import pytest

from desktop import paths
from desktop.domain import wear
from desktop.errors import AppError
from desktop.printing.template import load_prints
from desktop.services import print_figures
from desktop.services.assets import Disposal, code_of
from desktop.services.settling import EXPLAIN, Settlement
from desktop.services.stocktaking import Member

PRINTS = load_prints(paths.forms() / "prints")


@pytest.fixture
def things(session):
    told = {
        "pc": {"name": "Máy tính Dell", "asset_code": "MT-1", "room": "Phòng 1", "category": "Máy vi tính"},
        "chairs": {"name": "Ghế xoay", "quantity": 10, "room": "Phòng 2", "price_vnd": 500_000},
        "shelf": {"name": "Tủ sắt", "room": "Phòng 2", "condition": "tot"},
    }
    return {name: session.records.create("equipment", one)[0].record.id for name, one in told.items()}


def text_of(path):
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def printed(session, tmp_path, template, ids=None, **options):
    out = tmp_path / f"{template}.pdf"
    session.printing.print_(template, ids, out, **options)
    return text_of(out)


@pytest.mark.parametrize("template", sorted(name for name, one in PRINTS.items() if one.results))
def test_every_table_of_figures_is_known_and_as_wide_as_its_head(session, things, template):
    one = PRINTS[template]
    names = [table.name for table in one.results]
    figures = session.printing._results
    made = figures.of_record(names, {}) if one.each else figures.of_occasion(names, date(2026, 7, 1))
    known = print_figures.OF_RECORD if one.each else print_figures.OF_OCCASION
    assert set(names) <= set(known)
    for table in one.results:
        assert {len(row) for row in made[table.name].rows} <= {len(table.columns)}, table.name


def test_below_the_cars_stands_how_sure_their_norm_is(session, tmp_path):
    session.records.create("vehicle", {"plate": "36A-000.12", "type": "Toyota Fortuner", "seats": 7})
    page = printed(session, tmp_path, "table_b7")[0]
    at = date(2026, 11, 27)
    norm = next(one for one in session.norm_overrides.in_force(at) if one.row.get("measure") == "shared_cars")
    sure = {"high": "chắc chắn", "medium": "cần đối chiếu", "low": "chưa chắc chắn"}[norm.certainty]
    assert f"({sure})" in page


def test_neither_the_signatures_nor_a_heading_stand_alone_on_a_page(session, tmp_path):
    for number in range(12):
        session.records.create("vehicle", {"plate": f"36A-{number:03}.12", "type": "Xe máy Honda Wave"})
        for page in printed(session, tmp_path, "table_b7"):
            assert ("NGƯỜI LẬP BIỂU" in page) <= ("Định mức xe theo bảng" in page), number
            assert ("So với định mức" in page) == ("Mua vượt mức" in page), number


def test_each_room_has_a_sheet_of_its_own_without_what_was_disposed_of(session, things, tmp_path):
    session.assets.dispose([things["shelf"]], Disposal(date(2026, 5, 4), "liquidated"))
    first, second = printed(session, tmp_path, "room_sheet")[:2]
    assert "Phòng 1 (1 dòng)" in first
    assert "Ghế xoay" not in first
    assert "Phòng 2 (1 dòng)" in second
    assert "Tủ sắt" not in first + second


def test_stickers_begin_where_the_sheet_has_some_left(session, things, tmp_path):
    assert len(printed(session, tmp_path, "asset_labels")) == 1
    pages = printed(session, tmp_path, "asset_labels", first_label=24)
    assert [len(re.findall("SX:", page)) for page in pages] == [1, 2]
    assert code_of(things["pc"]) in pages[0]


def test_a_card_tells_moves_and_the_wear_of_every_year(session, tmp_path):
    group = session.catalogs["depreciation_groups"].items[-1].code
    values = {"name": "Máy in", "price_vnd": 20_000_000, "year_in_use": "2023", "depreciation_group": group}
    view, _ = session.records.create("equipment", values)
    found = wear.group_of(group, session.catalogs)
    rows = session.printing._results.of_record(["wear"], values)["wear"].rows
    assert [row[0] for row in rows[:2]] == ["2023", "2024"]
    sums = [int(row[1].replace(".", "")) for row in rows]
    assert sum(sums) == int(rows[-1][2].replace(".", ""))
    assert sum(sums) + int(rows[-1][3].replace(".", "")) == 20_000_000
    assert sums[0] == 20_000_000 * found.rate_pct / 100
    (page,) = printed(session, tmp_path, "asset_card", [view.record.id])
    assert rows[0][1] in page


def test_a_tool_has_no_wear(session, tmp_path):
    view, _ = session.records.create("equipment", {"name": "Ấm", "price_vnd": 100_000, "year_in_use": "2023"})
    (page,) = printed(session, tmp_path, "asset_card", [view.record.id])
    assert "không tính hao mòn" in page


def test_minutes_tell_missing_surplus_and_what_to_dispose_of(session, things, tmp_path):
    counts = session.stocktaking
    record_id, _ = counts.start(date(2026, 1, 1), [Member("Lê Thị Lan", "Kế toán", "head")], "120/QĐ-UBND")
    rows = {one.equipment: one.row_id for one in counts.sheet(record_id).lines}
    counts.set_line(record_id, rows[things["chairs"]], {"found_quantity": 8})
    broken = {"found_quantity": 1, "found_condition": "hong", "propose_disposal": True, "note": "gãy khóa"}
    counts.set_line(record_id, rows[things["shelf"]], broken)
    counts.add_surplus(record_id, "Quạt cây", 2, "Phòng 1")
    place = f"lines/{rows[things['chairs']]}"
    session.settling.settle(record_id, place, Settlement(EXPLAIN, "đang cho mượn"))
    text = " ".join("\n".join(printed(session, tmp_path, "stocktake_minutes", [record_id])).split())
    for told in ("0 giờ ngày 01 tháng 01 năm 2026", "120/QĐ-UBND", "Lê Thị Lan", "Tổ trưởng", "1.000.000"):
        assert told in text
    missing, rest = text.split("III. Tài sản thiếu")[1].split("IV. Tài sản thừa")
    assert "Ghế xoay" in missing
    assert "Đã giải trình. đang cho mượn" in missing
    surplus, rest = rest.split("V. Tài sản khác")
    assert "Quạt cây" in surplus
    other, proposals = rest.split("VI. Đề nghị thanh lý")
    assert "Hỏng" in other
    assert "gãy khóa" in proposals


def test_unsure_norms_are_said_to_be_unsure(session, things, tmp_path):
    text = " ".join("\n".join(printed(session, tmp_path, "table_b6")).split())
    assert "Định mức chưa chắc chắn, cần đối chiếu văn bản gốc" in text
    with pytest.raises(AppError, match="nothing_to_print"):
        session.printing.print_("table_b5", None, tmp_path / "b5.pdf")


def test_the_table_of_norms_needs_no_asset(session, tmp_path):
    assert "ĐỊNH MỨC" in printed(session, tmp_path, "table_b6")[0]
