import pytest

from desktop import paths
from desktop.printing.check import unknown_names, used_fields
from desktop.printing.grammar import Fields, Heading, SectionTable
from desktop.printing.reading import TemplateError
from desktop.printing.template import load_print

GOOD = """
id = "paper"
version = 1
form = "person"
title = { vi = "Giấy", en = "Paper" }
legal_basis = "ND 30/2020/NĐ-CP"
each = true
blank = true

[[block]]
kind = "paragraph"
text = "Họ và tên: {full_name}"
"""
PRINTS = sorted(path.stem for path in (paths.forms() / "prints").glob("*.toml"))


@pytest.fixture
def load(tmp_path):
    def load(text):
        path = tmp_path / "paper.toml"
        path.write_text(text, encoding="utf-8")
        return load_print(path)

    return load


def test_a_print_is_read(load):
    assert load(GOOD).blocks[0].text == "Họ và tên: {full_name}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version = 1", "verson = 1", 'print: "verson" is not known, did you mean "version"?'),
        ("version = 1", "", 'print: "version" is missing'),
        ("version = 1", 'version = "1"', "print, version: wants int"),
        ('id = "paper"', 'id = "other"', 'id is "other", the file is called "paper"'),
        ("each = true", "each = false", "wants each = false"),
        (
            '"paragraph"',
            '"paragraf"',
            'block 1 (paragraf): "paragraf" is not known, did you mean "paragraph"?',
        ),
        ("text =", "txt =", 'block 1 (paragraph): "txt" is not known, did you mean "text"?'),
        ("text =", 'align = "middle"\ntext =', 'block 1 (paragraph), align: "middle" is not known'),
        ("each = true", "each = true\nsheet = { left = 10 }", "margin outside Decree 30/2020: left"),
        ("each = true", "each = true\nsheet = [1]", "print, sheet: wants a table"),
        ("each = true", "each = ", "paper.toml"),
    ],
)
def test_a_mistake_is_named_with_file_and_place(load, old, new, said):
    with pytest.raises(TemplateError) as raised:
        load(GOOD.replace(old, new, 1))
    assert said in str(raised.value)
    assert str(raised.value).startswith("paper.toml: ")


@pytest.mark.parametrize("name", PRINTS)
def test_every_name_in_a_print_is_in_its_form(prints, forms, name):
    assert unknown_names(prints[name], forms[prints[name].form]) == []


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ('kind = "paragraph"\ntext = "{ful_name}"', "ful_name"),
        ('kind = "fields"\nlines = [[{ field = "religon" }]]', "religon"),
        ('kind = "photo"\ntext = ""\nfield = "foto"', "foto"),
        ('kind = "section"\nsection = "famly"\ncolumns = []', "famly"),
        (
            'kind = "section"\nsection = "rewards"\ncolumns = [{ label = "", width = 1, field = "yeer" }]',
            "rewards/yeer",
        ),
        ('kind = "signatures"\ncolumns = [{ head = ["{boss}"] }]', "boss"),
    ],
)
def test_a_name_that_the_form_does_not_have_is_found(load, person, block, name):
    template = load(GOOD + "\n[[block]]\n" + block + "\n")
    assert unknown_names(template, person) == [f"block 2: {name}"]


@pytest.mark.parametrize("name", [name for name in PRINTS if "cv" in name])
def test_item_numbers_are_those_of_the_form(prints, person, name):
    template = prints[name]
    printed = dict(numbered(template))
    expected = {
        field.name: field.official[template.official]
        for field in person.fields
        if template.official in (field.official or {})
    }
    assert expected.keys() <= used_fields(template)
    assert {key: printed[key] for key in expected if key in printed} == {
        key: number for key, number in expected.items() if number != "hdr"
    }


def test_every_table_of_the_official_cv_is_printed_under_its_number(prints, person):
    template = prints["cv_tt06_2023"]
    expected = {
        section.id: section.official["TT06-2023"]
        for section in person.tables
        if "TT06-2023" in (section.official or {})
    }
    found = {}
    above = ""
    for block in template.blocks:
        above = block.text if isinstance(block, Heading) else above
        if isinstance(block, SectionTable):
            found[block.section] = above.partition(")")[0]
    assert found == expected


def test_the_cv_holds_every_item_in_order(prints):
    numbers = []
    for block in prints["cv_tt06_2023"].blocks:
        if isinstance(block, Fields):
            numbers += [part.no for line in block.lines for part in line if part.no]
        elif isinstance(block, Heading):
            numbers.append(block.text.partition(")")[0])
    whole = [int(number) for number in numbers if number.isdigit()]
    assert whole == list(range(1, 39))


def numbered(template):
    """Every field of the lines with the item it stands under."""
    now = "hdr"
    for block in template.blocks:
        if isinstance(block, Heading):
            now = block.text.partition(")")[0]
        if isinstance(block, Fields):
            for part in (part for line in block.lines for part in line):
                now = part.no or now
                if part.field and now != "hdr":
                    yield part.field, now
