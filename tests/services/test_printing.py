import pytest

from desktop.domain.values import raw
from desktop.errors import AppError
from desktop.services import printing, start
from desktop.services.records import Query


def test_every_person_is_printed_in_the_order_of_entry(full, tmp_path):
    printed = full.printing.print_("name_list", None, tmp_path / "ds.pdf")
    assert printed.pages == printing.page_count(printed.path) > 1
    assert printed.left_out == ()
    assert printed.path.read_bytes().startswith(b"%PDF")


def test_what_could_not_be_read_is_named_as_left_out(full, tmp_path):
    row = full.records.page("person", Query(text="phúc")).rows[0]
    full.records.save(row.id, row.revision, {"birth_date": raw("31/02/1985")})
    printed = full.printing.print_("cv_tt06_2023", [row.id], tmp_path / "cv.pdf")
    assert [line for line in printed.left_out if "Ngày sinh" in line]
    assert not full.printing.print_("cv_tt06_2023", [full_id(full, row.id)], tmp_path / "cv2.pdf").left_out


def full_id(session, other):
    return next(row.id for row in session.records.page("person", Query()).rows if row.id != other)


def test_a_blank_form_needs_no_store(tmp_path):
    printed = printing.print_blank("cv_tt06_2023", tmp_path / "trong.pdf")
    assert printed.pages == printing.page_count(printed.path) >= 2
    image = printing.page_image(printed.path, 0, 40)
    assert image.width > 100
    assert len(image.rgba) == image.width * image.height * 4


def test_prints_say_which_form_they_are_for():
    assert {one.id for one in printing.templates("person")} >= {"cv_tt06_2023", "name_list"}
    assert not [one for one in printing.templates("unit") if one.form_id != "unit"]


def test_unknown_prints_and_records_are_refused_and_nothing_is_written(full, tmp_path):
    unit = full.records.page("unit", Query()).rows[0].id
    out = tmp_path / "x.pdf"
    for template, ids, code in (
        ("nope", None, "template_unknown"),
        ("cv_tt06_2023", ["nobody"], "record_missing"),
        ("cv_tt06_2023", [unit], "record_missing"),
        ("cv_tt06_2023", [], "nothing_to_print"),
    ):
        with pytest.raises(AppError, match=code):
            full.printing.print_(template, ids, out)
    with pytest.raises(AppError, match="template_unknown"):
        printing.print_blank("nope", out)
    assert not out.exists()


def test_an_empty_register_has_nothing_to_print(session, tmp_path):
    with pytest.raises(AppError, match="nothing_to_print"):
        session.printing.print_("name_list", None, tmp_path / "x.pdf")


def test_a_missing_folder_is_named(full, tmp_path):
    with pytest.raises(AppError, match="folder_missing"):
        full.printing.print_("name_list", None, tmp_path / "nowhere" / "x.pdf")


def test_drafts_that_a_crash_left_are_swept_when_the_store_opens(tmp_path):
    folder = tmp_path / "store"
    start.create(folder, "15865", "Lan", "mot hai ba").session.close()
    draft = folder / f"{printing.DRAFTS}abc"
    draft.mkdir()
    (draft / "so-yeu-ly-lich.pdf").write_bytes(b"%PDF")
    session = start.open_(folder, "mot hai ba")
    session.close()
    assert not draft.exists()
    assert (folder / "khoa.json").exists()


def test_a_saved_print_is_named_in_plain_letters():
    assert all(printing.file_name(one.id).isascii() for one in printing.templates())
