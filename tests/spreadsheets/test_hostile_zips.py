"""Workbooks in zips (.xlsx, .ods) that mean harm: a refusal that says why, or a right reading, soon."""

import functools
import itertools
import struct
import zipfile
import zlib

import pytest

MB = 2**20
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
KINDS = {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml", "styles": "styles.xml"}

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
SHARED = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
FAR = 'r="XFD1048576"'
OLD_FONT = '<fonts><font><name val=".VnTime"/></font></fonts><cellXfs><xf fontId="0"/></cellXfs>'
NAMES = "abcdefgh"
ENTITIES = "".join(f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in itertools.pairwise(NAMES))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "ha">{ENTITIES}]>'


def much(chunk, megabytes):
    """A chunk again and again, so that it makes some megabytes."""
    block = chunk * (MB // len(chunk))
    return [block] * megabytes


def relations(**targets):
    lines = [f'<Relationship Id="{key}" Type="{OFFICE}/{key}" Target="{targets[key]}"/>' for key in targets]
    return f"<Relationships>{''.join(lines)}</Relationships>"


def sheet_of(rows, before="", after=""):
    chunks = [rows] if isinstance(rows, str) else rows
    return [f"{before}<worksheet {MAIN}><sheetData>", *chunks, f"</sheetData>{after}</worksheet>"]


def xlsx(rows=ONE, **parts):
    """The parts of a bare workbook of one sheet; `parts` are others instead."""
    one = '<sheet name="A" sheetId="1" r:id="worksheet"/>'
    sheets = parts.get("sheets", one)
    return {
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(**KINDS),
        SHEET: parts.get("sheet") or sheet_of(rows),
        "xl/sharedStrings.xml": parts.get("strings", f"<sst {MAIN}/>"),
        "xl/styles.xml": parts.get("styles", f"<styleSheet {MAIN}></styleSheet>"),
        **parts.get("more", {}),
    }


def strings(text, before=""):
    return [f"{before}<sst {MAIN}><si><t>", *([text] if isinstance(text, str) else text), "</t></si></sst>"]


def ods(content, manifest="<manifest/>"):
    """The parts of an .ods file whose only table has these rows."""
    names = " ".join(f'xmlns:{one}="urn:{one}"' for one in ("office", "table", "text", "style"))
    chunks = [content] if isinstance(content, str) else content
    table = '<office:spreadsheet><table:table table:name="A">'
    end = "</table:table></office:spreadsheet></office:document>"
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": manifest,
        "content.xml": [f"<office:document {names}>{table}", *chunks, end],
    }


def ods_row(shown, cell="", row=""):
    text = f'<table:table-cell office:value-type="string" {cell}><text:p>{shown}</text:p></table:table-cell>'
    return f"<table:table-row {row}>{text}</table:table-row>"


WIDE = 'table:number-columns-repeated="16384"'
TALL = 'table:number-rows-repeated="1048575"'
UNREADABLE = "sheet_unreadable"
TOO_LARGE = "sheet_too_large"

UNPACKING = {
    "bomb.xlsx": (xlsx(sheet=sheet_of(much(" ", 300))), "sheet_unpacks_too_large"),
    "bomb.ods": (ods(much(" ", 100)), "sheet_unpacks_too_large"),
    "one cell often.xlsx": (xlsx(much(ONE, 60)), None),
    "blank rows.xlsx": (xlsx(much("<row/>", 40)), "sheet_empty"),
    "blank rows.ods": (ods(much("<table:table-row/>", 40)), TOO_LARGE),
    "blank cells.ods": (
        ods(["<table:table-row>", *much("<table:table-cell/>", 40), "</table:table-row>"]),
        TOO_LARGE,
    ),
    "long text.xlsx": (xlsx(SHARED, strings=strings(much("x", 100))), None),
    "text in every cell.xlsx": (
        xlsx(
            [f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 9_000)],
            strings=strings("x" * MB),
        ),
        "sheet_too_much_text",
    ),
    "text in every cell.ods": (
        ods(ods_row("x" * 100_000, 'table:number-columns-repeated="16000"')),
        "sheet_too_much_text",
    ),
}
FAR_APART = {
    "far.xlsx": (xlsx(f'<row r="1"><c {FAR}><v>1</v></c></row>'), TOO_LARGE),
    "far behind a bracket.xlsx": (xlsx(f'<row r="1"><c x=">" {FAR}><v>1</v></c></row>'), TOO_LARGE),
    "far behind an end.xlsx": (xlsx(f'<row r="1"><c {FAR} x="/>"><v>1</v></c></row>'), TOO_LARGE),
    "far behind a prefix.xlsx": (xlsx(f'<row r="1"><y:c {FAR}><v>1</v></y:c></row>'), TOO_LARGE),
    "far beyond.xlsx": (xlsx('<row r="1"><c r="ZZZZZZZ99999999999"><v>1</v></c></row>'), TOO_LARGE),
    "far row.xlsx": (xlsx('<row r="4294967294"><c><v>1</v></c></row>' * 2), TOO_LARGE),
    "fairly far.xlsx": (xlsx('<row r="9999"><c r="ZZ9999"><v>1</v></c></row>'), TOO_LARGE),
    "wide without places.xlsx": (
        xlsx(["<row>", *much("<c><v>1</v></c>", 5), "</row>", "<row><c><v>1</v></c></row>" * 5_000]),
        TOO_LARGE,
    ),
    "merged.xlsx": (
        xlsx(sheet=sheet_of(ONE, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
        None,
    ),
    "another format inside.xlsx": (
        xlsx(more={**ods(ods_row("x", WIDE, TALL)), "xl/workbook.xml": "<workbook"}),
        UNREADABLE,
    ),
    "far.ods": (ods(f"<table:table-row {TALL}/>" + ods_row("x", WIDE)), TOO_LARGE),
    "repeated.ods": (ods(ods_row("x", WIDE, TALL)), TOO_LARGE),
    "nothing repeated.ods": (
        ods(ods_row("x") + f"<table:table-row {TALL}><table:table-cell {WIDE}/></table:table-row>"),
        None,
    ),
}
STRANGE = {
    "many sheets.xlsx": (
        xlsx(sheets='<sheet name="A" r:id="worksheet"/>' * 400_000),
        "sheet_too_many_sheets",
    ),
    "many sheets.ods": (ods("</table:table><table:table>" * 1_000_000), TOO_LARGE),
    "one sheet often.xlsx": (xlsx(sheets='<sheet name="A" r:id="worksheet"/>' * 900), UNREADABLE),
    "many parts.xlsx": (
        xlsx(more={f"xl/{number}.xml": "" for number in range(6_000)}),
        "sheet_too_many_parts",
    ),
    "deep sheet.xlsx": (xlsx(["<a>" * MB, ONE, "</a>" * MB]), None),
    "deep styles.xlsx": (xlsx(styles=[f"<styleSheet {MAIN}>{OLD_FONT}", "<a>" * 4 * MB]), UNREADABLE),
    "deep.ods": (ods("<a>" * 10 * MB), UNREADABLE),
    "laughs.xlsx": (xlsx(SHARED, strings=strings("&h;", LAUGHS)), UNREADABLE),
    "laughs in the sheet.xlsx": (
        xlsx(sheet=sheet_of('<row r="1"><c r="A1" t="str"><v>&h;</v></c></row>', LAUGHS)),
        UNREADABLE,
    ),
    "laughs in styles.xlsx": (xlsx(styles=f"{LAUGHS}<styleSheet {MAIN}>{OLD_FONT}</styleSheet>"), UNREADABLE),
    "laughs.ods": ({**ods(""), "content.xml": f"{LAUGHS}<a>&h;</a>"}, UNREADABLE),
    "unknown letters.xlsx": (
        xlsx(more={"xl/workbook.xml": '<?xml version="1.0" encoding="x"?><a/>'}),
        UNREADABLE,
    ),
    "wide letters.xlsx": (
        xlsx(more={"xl/workbook.xml": '<?xml version="1.0" encoding="gb2312"?><a/>'}),
        UNREADABLE,
    ),
    "brackets.xlsx": (xlsx(much("<c <row <f ", 4)), UNREADABLE),
    "locked.ods": (ods(ods_row("x"), "<manifest:encryption-data/>"), "sheet_password"),
    "binary.xlsx": ({"xl/workbook.bin": "x"}, "sheet_is_xlsb"),
}
FILES = {**UNPACKING, **FAR_APART, **STRANGE}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_or_read(hostile, archive, tmp_path, name):
    parts, code = FILES[name]
    assert hostile(tmp_path / name, functools.partial(archive, parts=parts)) == code


@pytest.mark.parametrize(
    "cells",
    [
        f'<c r="A1" {FAR}><v>1</v></c>',
        '<c r="&#88;FD1048576"><v>1</v></c>',
        f"<c t='n'{FAR}><v>1</v></c>",
        f"<![CDATA[<c>]]><c {FAR}/>",
    ],
)
def test_a_cell_spelt_oddly_is_refused_or_read_but_never_makes_room(hostile, archive, tmp_path, cells):
    parts = xlsx(f'<row r="1"><c r="A1"><v>1</v></c>{cells}</row>')
    code = hostile(tmp_path / "la.xlsx", functools.partial(archive, parts=parts))
    assert code in {None, UNREADABLE, TOO_LARGE}


def test_a_part_longer_than_its_directory_says_is_not_unpacked(hostile, archive, tmp_path):
    def lying(path):
        archive(path, xlsx(much("<row/>", 3)))
        with zipfile.ZipFile(path) as made:
            entry, part = made.getinfo(SHEET), made.read(SHEET)
        data = path.read_bytes()
        for width in ("<I", "<Q"):
            data = data.replace(struct.pack(width, entry.file_size), struct.pack(width, 100))
        path.write_bytes(
            data.replace(struct.pack("<I", entry.CRC), struct.pack("<I", zlib.crc32(part[:100])))
        )

    assert hostile(tmp_path / "doi.xlsx", lying) == UNREADABLE
