from desktop import paths
from desktop.domain.shape import breaks, read_lock, shape_of


def test_the_lock_holds_the_shape_of_every_form(form):
    version, published = read_lock(paths.forms() / "lock.toml")[form.id]
    assert (version, published) == (form.version, shape_of(form)), "run: python3 packaging/dev.py lock-forms"


def test_a_published_field_that_is_gone_or_retyped_breaks_the_shape():
    published = {"name": "text", "school/year": "integer", "note": "text"}
    assert breaks(published, {"name": "text", "school/year": "text", "more": "text"}) == [
        "school/year",
        "note",
    ]
    assert breaks(published, {**published, "more": "text"}) == []
