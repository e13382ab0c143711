"""Each form gives a template that comes back fully understood, and a list that comes back without loss."""

from datetime import date

import openpyxl
import pytest

from desktop import messages, paths
from desktop.domain import places
from desktop.domain.catalog import Catalogs
from desktop.domain.fieldtypes import FIELD_TYPES
from desktop.domain.reading import read
from desktop.domain.values import is_raw
from desktop.spreadsheets import marks
from desktop.spreadsheets.field_cells import FieldCells, is_in_sheets, sheet_fields
from desktop.spreadsheets.headings import Headings, load_headings
from desktop.spreadsheets.layout import find_tables
from desktop.spreadsheets.listing import write_list
from desktop.spreadsheets.mapping import guess_columns, mapping_of
from desktop.spreadsheets.reader import read_book
from desktop.spreadsheets.rows import read_rows
from desktop.spreadsheets.template import write_template
from tests.forms.samples import payload_of, value_of

LISTS = Catalogs(paths.forms() / "catalogs")
DAY = date(2026, 3, 1)
NOT_IN_CELLS = {"file", "image"}


@pytest.fixture(scope="session")
def all_headings():
    return {path.stem: load_headings(path) for path in (paths.forms() / "headings").glob("*.toml")}


@pytest.fixture
def headings(form, all_headings):
    """The words of the form; where it has none, only its labels are known."""
    return all_headings.get(form.id) or Headings(form.id, (), ())


@pytest.fixture(params=messages.LANGUAGES, scope="module")
def language(request):
    messages.use(request.param)
    yield request.param
    messages.use("vi")


@pytest.fixture(scope="module")
def template(form, language, tmp_path_factory):
    path = tmp_path_factory.mktemp("mau") / "mau.xlsx"
    write_template(path, form, language, DAY)
    return path


def tables_of(path):
    """The tables of each sheet by its name, without the rows that are examples."""
    return {sheet.name: find_tables(sheet) for sheet in read_book(path).sheets}


def filled_in(template, path, title, fields, language):
    """A copy in which a sound answer of every field is typed beneath the example, as by a clerk."""
    book = openpyxl.load_workbook(template)
    for place, field in enumerate(fields, start=2):
        typed = FieldCells(field, language).cell(value_of(field))
        typed = field.type.show(value_of(field), language) if isinstance(typed, date) else typed
        book[title].cell(row=3, column=place, value=typed)
    book[title]["A3"] = 1
    book.save(path)
    return path


def test_a_filled_template_comes_back_with_every_answer(
    form, language, template, headings, catalogs, tmp_path
):
    fields = sheet_fields(form)
    title = marks.template_titles(form, language)[0]
    filled = filled_in(template, tmp_path / "da-dien.xlsx", title, fields, language)
    (table,) = tables_of(filled)[title]
    guesses = guess_columns(table, headings, form, LISTS)
    mapping = mapping_of(guesses)
    assert set(mapping.values()) - {"@number"} == {field.name for field in fields}
    rows = read_rows(table, mapping, headings, form, catalogs)
    (row,) = rows
    assert row.values == {field.name: value_of(field) for field in fields}
    assert [problem for problem in row.problems if problem.is_hard] == []
    assert row.groups == ()


def test_an_empty_template_holds_nothing_to_import(form, language, template):
    assert tables_of(template)[marks.template_titles(form, language)[0]] in ([], ())


def test_a_required_field_is_marked_in_its_heading(form, language, template):
    sheet = openpyxl.load_workbook(template).worksheets[0]
    starred = [cell.value for cell in sheet[1] if str(cell.value).endswith(marks.REQUIRED)]
    wanted = [field.label[language] + marks.REQUIRED for field in sheet_fields(form) if field.required]
    assert starred == wanted


def test_the_example_row_is_known_as_one_on_every_sheet(form, language, template):
    book = openpyxl.load_workbook(template)
    filled_in = book.worksheets[: 1 + len(list(form.tables))]
    for sheet in filled_in:
        rows = list(sheet.iter_rows(values_only=True))
        assert [marks.is_example_row(row) for row in rows] == [False, True]
        assert len([cell for cell in rows[1] if cell is not None]) > 1


def test_the_example_is_sound_where_the_form_tells_it(form):
    told = [field for section in form.sections for field in section.fields if field.example]
    for field in told:
        value = read(field, field.example)
        assert not is_raw(value), field.name
        assert list(field.type.check(value)) == [], field.name


def test_a_sheet_of_a_table_says_which_and_names_its_record_first(form, language, template):
    book = openpyxl.load_workbook(template)
    keys = dict.fromkeys((*form.key, *form.label))
    for section, sheet in zip(form.tables, book.worksheets[1:], strict=False):
        assert marks.table_of_sheet(form, sheet.title) == section.id
        texts = [str(cell.value).removesuffix(marks.REQUIRED) for cell in sheet[1]]
        assert len(set(texts)) == len(texts)
        wanted = [field.label[language] for field in section.fields if is_in_sheets(field)]
        assert texts[1 + len(keys) :] == wanted
    assert marks.table_of_sheet(form, book.worksheets[0].title) is None


def test_guide_and_lists_are_known_as_no_list(form, language, template):
    *_, guide, lists = read_book(template).sheets
    assert marks.is_aside(guide.name)
    assert marks.is_aside(lists.name)
    assert (guide.visible, lists.visible) == (True, False)
    assert not any(marks.is_aside(title) for title in marks.template_titles(form, language)[:-2])


def test_the_guide_explains_every_field(form, language, template):
    guide = openpyxl.load_workbook(template).worksheets[-2]
    lines = {row[0]: row for row in guide.iter_rows(values_only=True)}
    for field in (field for section in form.sections for field in section.fields if is_in_sheets(field)):
        line = lines[field.label[language]]
        assert all(line[place] for place in (1, 3, 4)), field.name


def test_a_drop_down_offers_what_the_field_reads(form, language, template):
    book = openpyxl.load_workbook(template)
    records_sheet, lists = book.worksheets[0], book.worksheets[-1]
    fields = {
        cell.column_letter: field
        for cell, field in zip(records_sheet[1][1:], sheet_fields(form), strict=True)
    }
    rules = [one for one in records_sheet.data_validations.dataValidation if one.type == "list"]
    for rule in rules:
        field = fields[str(rule.sqref).partition("3")[0]]
        area = rule.formula1.rpartition("!")[2].replace("$", "")
        for (cell,) in lists[area] if ":" in area else ((lists[area],),):
            assert not is_raw(read(field, cell.value)), (field.name, cell.value)


def test_a_list_comes_back_with_every_answer(form, language, tmp_path, headings, catalogs):
    payload, _ = places.apply({}, payload_of(form))
    fields = sheet_fields(form)
    write_list(tmp_path / "ds.xlsx", form, [payload, {}, payload], language)
    ((table,),) = tables_of(tmp_path / "ds.xlsx").values()
    rows = list(
        read_rows(table, mapping_of(guess_columns(table, headings, form, LISTS)), headings, form, catalogs)
    )
    assert [row.values for row in rows if row.values] == [
        {field.name: payload[field.name] for field in fields}
    ] * 2


def test_every_type_that_a_cell_can_hold_is_explained():
    unknown = [
        f"workbook.{what}_{word}"
        for word in FIELD_TYPES.keys() - NOT_IN_CELLS
        for what in ("how", "example")
        if not messages.known(f"workbook.{what}_{word}")
    ]
    listed = {"choice", "choices", "catalog", "yes_no", "link"}  # their first entry is the example
    assert [key for key in unknown if key.rpartition("example_")[2] not in listed] == []
