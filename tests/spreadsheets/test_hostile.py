"""Old workbooks, texts and other files that mean harm: a refusal that says why, or a right reading, soon."""

import random
import struct
from pathlib import Path

import pytest
import xlwt

GIVEN = Path(__file__).resolve().parent.parent / "data" / "corpus" / "03_xa_hoang_duc_tcvn3.xls"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
MB = 2**20


def of_bytes(*chunks):
    def make(path):
        with path.open("wb") as file:
            file.writelines(chunks)

    return make


def noise(length):
    return random.Random(7).randbytes(length)


def large(path):
    with path.open("wb") as file:
        file.write(b"a,b\n")
        file.truncate(65 * MB)  # no disk is filled


def xls(fill):
    """Makes an .xls file whose sheet a function fills."""

    def make(path):
        book = xlwt.Workbook()
        fill(book.add_sheet("A"))
        book.save(str(path))

    return make


def long_texts(sheet):
    style = xlwt.XFStyle()
    style.font.name = ".VnTime"
    for row in range(10_000):
        sheet.write(row, 0, "\xb8" * 32_000, style)


def far_apart(sheet):
    sheet.write(0, 0, 1)
    sheet.write(65_535, 255, 1)


def changed(edit):
    """Makes the list of 2015 with its bytes changed."""

    def make(path):
        data = bytearray(GIVEN.read_bytes())
        edit(data)
        path.write_bytes(data)

    return make


def circular(data):
    """Every sector of the compound file is followed by itself."""
    (first,) = struct.unpack_from("<I", data, 76)
    struct.pack_into("<128I", data, (first + 1) * 512, *range(128))


def zeros(data):
    data[512:] = bytes(len(data) - 512)


def old_words(count):
    return "".join(f"x\xb8{number:x}y,NguyÔn ThÞ Hµ{number:x}\n" for number in range(count)).encode()


TEXTS = {
    "commas.csv": (of_bytes(*[b"," * MB] * 20), "sheet_too_large"),
    "quotes.csv": (of_bytes(*[b'"' * MB] * 20), "sheet_long_cell"),
    "broken quotes.csv": (of_bytes(*[b'"\n",' * (MB // 4)] * 20), "sheet_too_large"),
    "lines.csv": (of_bytes(*[b"a,b\n" * MB] * 2), "sheet_too_large"),
    "long line.csv": (of_bytes(*[b"x" * MB] * 20), "sheet_long_cell"),
    "wide letters.csv": (
        of_bytes(b"\xff\xfe", *["\u1ea1\n".encode("utf-16-le") * MB] * 2),
        "sheet_too_large",
    ),
    "old words.csv": (of_bytes(old_words(100_000)), None),
    "blanks.csv": (of_bytes(b"\n" * MB), "sheet_empty"),
    "zeros.csv": (of_bytes(bytes(10 * MB)), "sheet_not_workbook"),
    "noise.csv": (of_bytes(noise(MB)), "sheet_not_workbook"),
    "large.csv": (large, "sheet_file_too_large"),
}
OLD_WORKBOOKS = {
    "long texts.xls": (xls(long_texts), "sheet_too_much_text"),
    "far.xls": (xls(far_apart), "sheet_too_large"),
    "circular.xls": (changed(circular), "sheet_unreadable"),
    "zeros.xls": (changed(zeros), "sheet_not_workbook"),
    "noise.xls": (of_bytes(OLE, "Workbook\0".encode("utf-16-le"), noise(MB)), "sheet_unreadable"),
    "locked.xlsx": (of_bytes(OLE, bytes(600), "EncryptedPackage".encode("utf-16-le")), "sheet_password"),
}
OTHERS = {
    "empty.xlsx": (of_bytes(), "sheet_empty"),
    "folder.xlsx": (Path.mkdir, "sheet_is_folder"),
    "vanished.xlsx": (Path.absolute, "file_missing"),
    "noise.xlsx": (of_bytes(b"PK\3\4", noise(MB)), "sheet_unreadable"),
    "picture.csv": (of_bytes(b"\x89PNG\r\n\x1a\n", noise(1000)), "sheet_not_workbook"),
    "document.csv": (of_bytes(b"%PDF-1.7\n", b"1 0 obj\n" * 100), "sheet_not_workbook"),
    "web page.xls": (of_bytes(b"\r\n<html><table><tr><td>1</td></tr></table>"), "sheet_is_web_page"),
    "old xml.xls": (of_bytes(b'<?xml version="1.0"?><?mso-application x="y"?><Workbook/>'), "sheet_is_xml"),
}
FILES = {**TEXTS, **OLD_WORKBOOKS, **OTHERS}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_or_read(hostile, tmp_path, name):
    make, code = FILES[name]
    assert hostile(tmp_path / name, make) == code


def test_damage_to_an_old_workbook_is_an_error_of_the_world(hostile, tmp_path):
    chance = random.Random(3)
    codes = set()
    for number in range(25):
        places = [chance.randrange(len(GIVEN.read_bytes())) for _ in range(4)]

        def damage(data, places=places):
            for place in places:
                data[place] ^= 1 << chance.randrange(8)

        codes.add(hostile(tmp_path / f"{number}.xls", changed(damage)))
    assert codes <= {None, "sheet_unreadable", "sheet_password", "sheet_not_workbook", "sheet_too_large"}
    assert None in codes
