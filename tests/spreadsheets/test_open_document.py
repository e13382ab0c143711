import datetime as dt
import zipfile

import pytest

from desktop.errors import AppError
from desktop.spreadsheets import limits
from desktop.spreadsheets.reader import read_book
from desktop.spreadsheets.workbook import Merge

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:{prefix}"'
    for prefix in ("office", "table", "text", "style", "svg", "fo", "calcext", "draw")
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def text(shown, attributes=""):
    cell = f'<table:table-cell office:value-type="string" {attributes}>'
    return f"{cell}<text:p>{shown}</text:p></table:table-cell>"


def row(*cells, attributes=""):
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def style(name, family, inside, attributes=""):
    return f'<style:style style:name="{name}" style:family="{family}" {attributes}>{inside}</style:style>'


def table(*rows, name="DS", attributes=""):
    return f'<table:table table:name="{name}" {attributes}>{"".join(rows)}</table:table>'


@pytest.fixture
def write(tmp_path):
    def write_document(*tables, styles="", mimetype=MIMETYPE, manifest="<manifest/>", fonts=""):
        path = tmp_path / "bang.ods"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", mimetype)
            archive.writestr("META-INF/manifest.xml", manifest)
            archive.writestr(
                "styles.xml", f"<office:document-styles {NAMESPACES}>{fonts}</office:document-styles>"
            )
            body = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
            head = f"<office:automatic-styles>{styles}</office:automatic-styles>"
            archive.writestr("content.xml", f"<office:document {NAMESPACES}>{head}{body}</office:document>")
        return path

    return write_document


@pytest.fixture
def read(write):
    return lambda *tables, **others: read_book(write(*tables, **others)).sheets


def code_of(path):
    with pytest.raises(AppError) as error:
        read_book(path)
    return error.value.code


def cell(kind, value, shown="x", attributes=""):
    key = {"float": "value", "percentage": "value"}.get(kind, f"{kind}-value")
    return (
        f'<table:table-cell office:value-type="{kind}" office:{key}="{value}" {attributes}>'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def test_values_keep_their_kinds(read):
    (sheet,) = read(
        table(
            row(
                text("Họ tên"),
                cell("float", "3"),
                cell("float", "1.5"),
                cell("percentage", "0.5"),
                cell("boolean", "true"),
                cell("date", "2020-01-02"),
                cell("date", "2020-01-02T03:04:00"),
                cell("time", "PT03H04M00S"),
                cell("time", "PT30H00M00S"),
            )
        )
    )
    moments = (dt.date(2020, 1, 2), dt.datetime(2020, 1, 2, 3, 4), dt.time(3, 4), "1 day, 6:00:00")
    assert sheet.rows == (("Họ tên", 3, 1.5, 0.5, True, *moments),)
    assert type(sheet.rows[0][1]) is int


def test_what_is_no_value_is_read_as_shown(read):
    (sheet,) = read(
        table(row(cell("date", "0000-13-01", "lạ"), cell("float", "x"), cell("time", "PTx", "3 giờ")))
    )
    assert sheet.rows == (("lạ", "x", "3 giờ"),)


def test_spaces_breaks_links_and_paragraphs_make_one_text(read):
    shown = 'a<text:s text:c="2"/>b<text:line-break/>c</text:p> <text:p>d<text:tab/><text:a>e</text:a>'
    aside = "<office:annotation><text:p>ghi chú</text:p></office:annotation>"
    (sheet,) = read(table(row(text(shown).replace("<text:p>", aside + "<text:p>", 1), text("f"))))
    assert sheet.rows == (("a  b\nc\nd\te", "f"),)


def test_repeated_cells_and_rows_stand_where_they_belong(read):
    many = 'table:number-columns-repeated="3"'
    (sheet,) = read(
        table(
            row("<table:table-cell/>", attributes='table:number-rows-repeated="2"'),
            row(f"<table:table-cell {many}/>", cell("float", "1", attributes=many)),
            row(text("x"), attributes='table:number-rows-repeated="2"'),
            row(
                '<table:table-cell table:number-columns-repeated="16384"/>',
                attributes='table:number-rows-repeated="1048570"',
            ),
        )
    )
    x = ("x", None, None, None, None, None)
    assert sheet.rows == ((None,) * 6, (None,) * 6, (None, None, None, 1, 1, 1), x, x)


def test_merged_cells_hidden_rows_and_hidden_sheets_are_told(read):
    spans = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    covered = "<table:covered-table-cell/>"
    hiding = style("ta1", "table", '<style:table-properties table:display="false"/>')
    first, second = read(
        table(
            row(text("a", spans), covered, text("b")),
            row(covered, covered, text("c"), attributes='table:visibility="collapse"'),
            row(text("d"), attributes='table:visibility="filter" table:number-rows-repeated="2"'),
        ),
        table(row(text("x")), name="An", attributes='table:style-name="ta1"'),
        styles=hiding,
    )
    assert first.merged == (Merge(1, 0, 2, 1),)
    assert first.hidden_rows == {2, 3, 4}
    assert first.rows[1] == (None, None, "c")
    assert (first.visible, second.visible, second.name) == (True, False, "An")


def test_errors_stay_and_formulas_without_a_result_are_told(read):
    formula = 'table:formula="of:=1+1"'
    (sheet,) = read(
        table(
            row(
                text("#REF!", formula),
                cell("float", "0", "Err:502", formula),
                f"<table:table-cell {formula}/>",
                cell("float", "2", "2", formula),
                text("", formula),
                text("x"),
            )
        )
    )
    assert sheet.rows == (("#REF!", "Err:502", None, 2, None, "x"),)
    assert sheet.unvalued == {(1, 2)}


def font(attributes):
    return f"<style:text-properties {attributes}/>"


STYLES = (
    """<style:font-face style:name="F1" svg:font-family="'.VnTime'"/>"""
    + style("ce1", "table-cell", font('style:font-name="F1"'))
    + style("ce2", "table-cell", "", 'style:parent-style-name="ce1"')
    + style("ce3", "table-cell", font('fo:font-family="VNI-Times"'))
    + style("T1", "text", font('style:font-name=".VnTimeH"'))
    + style("T2", "text", font('fo:font-size="9pt"'))
)


def test_text_is_read_in_the_font_of_its_cell_column_row_and_run(read):
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="ce3"/>'
    )
    span = '<text:span text:style-name="T1">x·</text:span><text:span text:style-name="T2"> §«ng</text:span>'
    (sheet,) = read(
        table(
            columns,
            row(
                text("Hµ", 'table:style-name="ce2"'),
                text("Võ"),
                text("Traàn"),
                text(f"Võ {span}", 'table:style-name="ce1"'),
            ),
            row(text("Lª"), attributes='table:default-cell-style-name="ce1"'),
        ),
        styles=STYLES,
    )
    assert sheet.rows == (("Hà", "Võ", "Trần", "Vừ XÃ Đông"), ("Lê", None, None, None))


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "sheet_not_workbook"),
        ({"manifest": "<manifest:encryption-data/>"}, "sheet_password"),
        ({"styles": "<unclosed>"}, "sheet_unreadable"),
        ({"styles": "<a>" * 300 + "</a>" * 300}, "sheet_unreadable"),
        ({"styles": "<table:table-row/>"}, "sheet_unreadable"),
    ],
)
def test_what_cannot_be_read_is_named(write, others, code):
    assert code_of(write(table(row(text("x"))), **others)) == code


def test_entities_are_not_unfolded(write):
    path = write(table(row(text("x"))))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = b'<!DOCTYPE a [<!ENTITY b "bbbb">]>' + parts["content.xml"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert code_of(path) == "sheet_unreadable"


@pytest.mark.parametrize(
    "rows",
    [
        [
            row(text("x"), attributes='table:number-rows-repeated="1048576"'),
            row(text("x", 'table:number-columns-repeated="99"')),
        ],
        [
            row(attributes='table:number-rows-repeated="1048575"'),
            row(text("x", 'table:number-columns-repeated="16384"')),
        ],
        [row(text("x", 'table:number-columns-repeated="16385"'))],
    ],
)
def test_what_repeats_too_often_is_refused_before_it_is_copied(write, rows):
    assert code_of(write(table(*rows))) == "sheet_too_large"


def test_what_unpacks_too_large_is_refused(write, monkeypatch):
    monkeypatch.setattr(limits, "MAX_DOCUMENT_BYTES", 1000)
    assert code_of(write(table(*[row(text("x"))] * 100))) == "sheet_unpacks_too_large"
