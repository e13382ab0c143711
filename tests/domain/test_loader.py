import pytest

from desktop.domain.loader import FormError, load_form

GOOD = """
id = "shed"
version = 1
title = { vi = "Nhà", en = "Shed" }
label = ["name"]
columns = ["name"]
key = ["name"]

[[section]]
id = "main"
title = { vi = "Chung", en = "Main" }

[[section.field]]
name = "name"
label = { vi = "Tên", en = "Name" }
type = "text"
required = true

[[section.field]]
name = "level"
label = { vi = "Trình độ", en = "Level" }
type = "catalog"
catalog = "education_levels"
when = { field = "name", in = ["a"] }

[[section]]
id = "doors"
title = { vi = "Cửa", en = "Doors" }
repeats = true

[[section.field]]
name = "width"
label = { vi = "Rộng", en = "Width" }
type = "decimal"
places = 1
"""


def load(tmp_path, catalogs, text=GOOD, name="shed"):
    path = tmp_path / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return load_form(path, catalogs)


def test_a_form_is_read(tmp_path, catalogs):
    form = load(tmp_path, catalogs)
    assert [field.name for field in form.fields] == ["name", "level"]
    assert [section.id for section in form.tables] == ["doors"]
    assert form.field("name").required
    assert form.title["en"] == "Shed"


@pytest.mark.parametrize(
    ("old", "new", "place", "nearest"),
    [
        ("required = true", "requird = true", "section main, field name", 'did you mean "required"'),
        ('type = "text"', 'type = "txt"', "section main, field name, type", 'did you mean "text"'),
        ('catalog = "education_levels"', 'catalog = "education_level"', "field level", "education_levels"),
        ("places = 1", "place = 1", "section doors, field width", 'did you mean "places"'),
        ('columns = ["name"]', 'columns = ["nam"]', "form, columns", 'did you mean "name"'),
        ("repeats = true", "repeat = true", "section doors", 'did you mean "repeats"'),
        ('field = "name", in', 'field = "nme", in', "field level, when", 'did you mean "name"'),
        ("version = 1", "versoin = 1", "form", 'did you mean "version"'),
        ('id = "doors"', 'id = "name"', "form", "named twice: name"),
        ('name = "width"', 'name = "Width"', "section doors", "lower case"),
        ('id = "shed"', 'id = "sheet"', "form", 'the file is called "shed"'),
        ("title = { vi", "titel = { vi", "form", 'did you mean "title"'),
        ('{ vi = "Tên", en = "Name" }', '"Tên"', "field name", "wants { vi"),
        ('type = "text"', 'type = "text"\ncomputed = "age"', "field name, computed", "not known"),
        ('type = "text"', 'type = "text', "shed.toml", "line"),
    ],
)
def test_mistakes_are_named_with_file_place_and_nearest_word(tmp_path, catalogs, old, new, place, nearest):
    assert old in GOOD
    with pytest.raises(FormError) as caught:
        load(tmp_path, catalogs, GOOD.replace(old, new, 1))
    assert "shed.toml" in str(caught.value)
    assert place in str(caught.value)
    assert nearest in str(caught.value)
