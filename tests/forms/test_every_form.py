"""What every form promises: each of its fields can be shown, stored, looked up, packed and read back."""

import json
import secrets

import pytest

from desktop import messages, paths
from desktop.domain import places
from desktop.domain.rules.registry import rules_of
from desktop.domain.shape import shape_of
from desktop.domain.validation import validate
from desktop.domain.values import raw
from desktop.exchange.recordlines import read_line, write_line
from desktop.printing.check import unknown_names
from desktop.printing.template import load_prints
from desktop.storage import database
from desktop.storage.checks import check_store
from desktop.storage.model import NewChange
from desktop.storage.records import RecordStore
from tests.forms.samples import payload_of, value_of

EDIT = NewChange("edit", "", "Lan", "PC")


@pytest.fixture
def store(tmp_path, form, catalogs):
    opened = database.create(tmp_path, secrets.token_bytes(48))
    yield RecordStore(opened.engine, {form.id: form}, catalogs, unit="15865")
    opened.close()


def every_field(form):
    return [field for section in form.sections for field in section.fields]


def test_every_field_has_both_labels_and_a_type_that_accepts_a_sound_value(form):
    for field in every_field(form):
        assert field.label.vi.strip()
        assert field.label.en.strip()
        if not field.computed:
            assert list(field.type.check(value_of(field))) == [], field.name


def test_what_is_shown_is_read_as_the_same_value(form):
    for field in every_field(form):
        if field.computed or type(field.type).__name__ in {"File", "Image", "Link", "Address", "CatalogItem"}:
            continue
        value = value_of(field)
        assert field.type.parse(field.type.show(value)) == value, field.name


def test_a_full_record_is_stored_looked_up_and_found_whole(form, store):
    saved = store.save(form.id, None, None, payload_of(form), EDIT)
    payload, _ = places.apply({}, payload_of(form))
    assert store.get(saved.record.id).payload == payload
    assert check_store(store) == []


def test_unreadable_text_in_any_field_is_kept_as_typed(form, store):
    values = {field.name: raw("31/02 ???") for field in form.fields if not field.computed}
    for section in form.tables:
        values |= {f"{section.id}/aaaaaaaa": {field.name: raw("?") for field in section.fields}}
    saved = store.save(form.id, None, None, values, EDIT)
    payload, _ = places.apply({}, values)
    assert store.get(saved.record.id).payload == payload
    assert check_store(store) == []


def test_a_full_record_goes_through_a_package_line_unchanged(form):
    payload, _ = places.apply({}, payload_of(form))
    record = {
        "id": "12345678-1234-4234-8234-123456789abc",
        "version": 3,
        "form_version": form.version,
        "payload": payload,
    }
    line = write_line(record, form.version)
    assert read_line(line[:-1], form.version)["payload"] == json.loads(json.dumps(payload))


def test_every_problem_of_a_spoilt_record_has_a_sentence(form, catalogs):
    spoilt = {field.name: raw("?") for field in form.fields if not field.computed}
    for problem in validate(form, spoilt, catalogs):
        assert messages.known(f"problem.{problem.code}")
    assert all(messages.known(f"problem.{rule.code}") for rule in rules_of(form.id))


def test_every_field_has_a_widget(form):
    from desktop.ui.forms.widgets import WIDGETS

    assert {type(field.type) for field in every_field(form)} <= set(WIDGETS)


def test_every_print_names_only_what_its_form_has(form):
    prints = [one for one in load_prints(paths.forms() / "prints").values() if one.form == form.id]
    assert [unknown_names(one, form) for one in prints if unknown_names(one, form)] == []


def test_the_shape_names_every_stored_field_once(form):
    stored = [field for field in every_field(form) if not field.computed]
    assert len(shape_of(form)) == len(stored)
