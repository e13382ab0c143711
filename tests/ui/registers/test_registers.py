"""Every register of things can be searched, filtered and sorted on screen, and says what it is when empty."""

import json

import pytest

from desktop import messages, paths
from desktop.domain.names import fold
from desktop.services import start
from desktop.services.wording import shown
from desktop.ui.navigation import REGISTERS
from desktop.ui.pages.list_page import ListPage
from desktop.ui.tables.headings import width_for_two_lines

THINGS = json.loads((paths.resources() / "sample" / "things.json").read_text("utf-8"))
OF_THINGS = [form_id for form_id in REGISTERS if form_id in THINGS]


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """The things of the sample commune."""
    session = start.create(tmp_path_factory.mktemp("things") / "so", "15865", "Lan", "mat khau thu").session
    for form_id in OF_THINGS:
        for values in THINGS[form_id]:
            session.records.create(form_id, values)
    yield session
    session.close()


@pytest.fixture(params=OF_THINGS)
def page(qtbot, register, request):
    made = ListPage(register, request.param)
    qtbot.addWidget(made)
    made.resize(1162, 700)
    made.show()
    return made


def form_of(page):
    return page._form


def test_every_thing_is_found_by_its_name(page):
    form = form_of(page)
    for values in THINGS[form.id]:
        words = " ".join(fold(shown(form.field(name), values.get(name))) for name in form.label)
        page.look_for(words)
        assert 1 <= page.model.total < len(THINGS[form.id]), words


def test_every_column_sorts_up_and_down(page):
    form = form_of(page)
    numbers = {name for name in form.columns if isinstance(THINGS[form.id][0][name], int)}
    for at, name in enumerate(form.columns, 1):
        orders = []
        for _ in ("up", "down"):
            page.sort_by(at)
            rows = [page.model.row(line).values.get(name) for line in range(page.model.total)]
            orders.append([value for value in rows if value is not None])
        page.sort_by(at)
        assert len(orders[0]) == len(orders[1]) > 0
        if name in numbers:
            assert orders == [sorted(orders[0]), sorted(orders[0], reverse=True)], name


def test_every_filter_leaves_as_many_as_it_says(page):
    for chip in page.chips:
        for value, text, count in chip._values():
            chip.tick(value, text, ticked=True)
            assert page.model.total == count, (chip.name, text)
            chip.tick(value, text, ticked=False)


def test_no_heading_is_cut_off(page):
    assert [heading for heading in page.model.headings if "…" in heading] == []


def test_an_empty_register_says_what_to_do_in_words_of_its_own(qtbot, session):
    said = set()
    for form_id in OF_THINGS:
        empty = ListPage(session, form_id)
        qtbot.addWidget(empty)
        empty.show()
        assert empty._states.currentWidget() is empty._empty
        for name in ("search", "new", "empty"):
            assert messages.known(f"ui.list.{name}_{form_id}")
        said.add(empty.words("empty"))
    assert len(said) == len(OF_THINGS)


@pytest.mark.parametrize(
    ("text", "least"), [("Số", 2), ("Số tầng", 4), ("Đang giải quyết, đã quá hạn", 16), ("", 0)]
)
def test_two_lines_of_a_heading_are_parted_where_they_are_narrowest(text, least):
    assert width_for_two_lines(text, len) == least
