import errno
import hashlib
import os
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest

from desktop.errors import AppError, UserCancelled
from desktop.printing.answers import LeftOut
from desktop.printing.grammar import Records, Where
from desktop.printing.render import render
from tests.printing.people import full, people


def test_the_same_data_and_date_give_the_same_bytes(put):
    assert put("name_list", people(30)).data == put("name_list", people(30)).data


def test_what_is_reported_is_the_file_written(prints, person, context, tmp_path):
    out = tmp_path / "list.pdf"
    printed = render(prints["name_list"], person, people(40), context, out)
    assert printed.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    with pypdfium2.PdfDocument(out) as document:
        assert printed.pages == len(document) > 1
    assert list(tmp_path.iterdir()) == [out]


def test_the_metadata_name_the_paper_and_nobody_in_it(put, prints):
    record = people(1)[0] | {"full_name": "Đặng Quỳnh Chi"}
    with pypdfium2.PdfDocument(put("cv_tt06_2023", [record]).data) as document:
        found = document.get_metadata_dict()
    assert found["Title"] == prints["cv_tt06_2023"].title.vi
    assert found["Author"] == "Ủy ban nhân dân xã Ba Chẽ"
    assert found["CreationDate"] == "D:20260205000000+07'00'"
    assert not [value for value in found.values() if "Đặng" in value or record["national_id"] in value]


def test_what_could_not_be_read_is_not_printed_and_named(put):
    record = people(1)[0] | {
        "birth_date": {"raw": "31/02/1985"},
        "major": {"raw": "???"},
        "work_history": [{"_id": "0a0b0c0d", "since": {"raw": "13/2010"}, "unit": "Phòng Nội vụ"}],
    }
    paper = put("cv_tt06_2023", [people(1)[0], record])
    assert set(paper.printed.left_out) == {
        LeftOut(1, "birth_date"),
        LeftOut(1, "major"),
        LeftOut(1, "work_history/0a0b0c0d/since"),
    }
    assert not {"31/02/1985", "???", "13/2010"} & set(paper.text.split())
    assert "Phòng Nội vụ" in paper.text


def test_a_date_that_no_column_can_take_is_named(put):
    record = people(1)[0]
    del record["sex"]
    assert put("name_list", [record]).printed.left_out == (LeftOut(0, "birth_date"),)


def test_a_missing_folder_is_said(prints, person, context, tmp_path):
    with pytest.raises(AppError) as raised:
        render(prints["name_list"], person, people(1), context, tmp_path / "none" / "list.pdf")
    assert (raised.value.code, raised.value.facts) == ("folder_missing", {"folder": str(tmp_path / "none")})


def test_a_file_that_may_not_be_replaced_is_said(prints, person, context, tmp_path):
    taken = tmp_path / "list.pdf"
    taken.mkdir()
    with pytest.raises(AppError) as raised:
        render(prints["name_list"], person, people(1), context, taken)
    assert (raised.value.code, raised.value.facts) == ("file_in_use", {"file": "list.pdf"})
    assert list(tmp_path.iterdir()) == [taken]


def test_a_full_disk_leaves_the_old_file(prints, person, context, tmp_path, monkeypatch):
    out = tmp_path / "list.pdf"
    out.write_bytes(b"old")

    def no_room(_):
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(AppError) as raised:
        render(prints["name_list"], person, people(1), context, out)
    assert raised.value.code == "disk_full"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"list.pdf": b"old"}


@pytest.mark.parametrize("template", ["name_list", "cv_tt06_2023"])
def test_cancelling_leaves_nothing(prints, person, context, tmp_path, template):
    asked = []

    def stop_later(done, total):
        asked.append((done, total))
        return done < 50

    with pytest.raises(UserCancelled):
        render(prints[template], person, people(120), context, tmp_path / "x.pdf", stop_later)
    assert asked[0] == (0, 120)
    assert asked[-1] == (50, 120)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_form_needs_no_record(prints, person, context):
    out = BytesIO()
    printed = render(prints["cv_tt06_2023"], person, [], replace(context, blank=True), out)
    assert printed.pages >= 4
    assert printed.left_out == ()


def test_a_print_that_may_not_be_empty_is_not_printed_so(prints, person, context):
    template = replace(prints["name_list"], blank=False)
    with pytest.raises(ValueError, match="name_list"):
        render(template, person, [], replace(context, blank=True), BytesIO())


def test_a_picture_is_printed_and_a_broken_one_named(put, person, context):
    from PIL import Image

    buffer = BytesIO()
    Image.new("RGB", (40, 60), (200, 30, 30)).save(buffer, "JPEG")
    record = full(person)
    good = put("cv_tt06_2023", [record], replace(context, images={"0" * 64: buffer.getvalue()}))
    assert good.printed.left_out == ()
    with pypdfium2.PdfDocument(good.data) as document:
        assert len(list(document[0].get_objects(filter=[3]))) == 1
    bad = put("cv_tt06_2023", [record], replace(context, images={"0" * 64: b"no picture"}))
    assert bad.printed.left_out == (LeftOut(0, "photo"),)


def test_a_list_with_a_condition_holds_and_counts_only_what_meets_it(put, prints):
    template = prints["name_list"]
    blocks = tuple(
        replace(one, where=Where("sex", ("female",))) if isinstance(one, Records) else one
        for one in template.blocks
    )
    people = [
        {"full_name": "Nguyễn Văn An", "sex": "male"},
        {"full_name": "Lê Thị Bình", "sex": "female"},
        {"full_name": "Trần Thị Cúc", "sex": "female"},
    ]
    paper = put(replace(template, blocks=blocks), people)
    assert "Nguyễn Văn An" not in paper.text
    assert "Lê Thị Bình" in paper.text
    assert "Tổng số: 2 người" in paper.text
    with pytest.raises(AppError) as raised:
        put(replace(template, blocks=blocks), people[:1])
    assert raised.value.code == "nothing_to_print"
