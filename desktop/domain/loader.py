"""Reads `forms/*.toml` into forms; every mistake is named with file, place and the nearest known word."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from .bilingual import Text2
from .catalog import Catalogs
from .computed import COMPUTED
from .fieldtypes import FIELD_TYPES, FieldType
from .form import Field, Form, Section, When
from .list_types import Option

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_FORM_KEYS: Final = ("id", "version", "title", "legal_basis", "key", "label", "columns", "filter", "section")
_SECTION_KEYS: Final = ("id", "title", "group", "repeats", "official", "help", "field")
_FIELD_KEYS: Final = (
    *("name", "label", "type", "required", "core", "sensitive", "official", "when", "computed", "help"),
    *("legal_basis", "wide", "example"),
)
_OPTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("max_length", "pattern", "pattern_hint", "strict", "title_case", "lower_case"),
    "long_text": ("max_length",),
    "integer": ("min", "max"),
    "decimal": ("places", "min", "max"),
    "money": ("max",),
    "date": ("future",),
    "partial_date": ("future",),
    "month": ("future",),
    "choice": ("choices",),
    "choices": ("choices",),
    "catalog": ("catalog", "open", "show"),
    "link": ("form",),
}
_GROUPS: Final = ("core", "cv")


class FormError(Exception):
    """A file of `forms/` is wrong: only its author sees this, a test loads every form."""


def load_forms(folder: Path, catalogs: Catalogs) -> dict[str, Form]:
    """Every form of a folder by id."""
    return {
        path.stem: load_form(path, catalogs) for path in sorted(folder.glob("*.toml")) if path.stem != "lock"
    }


def load_form(path: Path, catalogs: Catalogs) -> Form:
    """One form; raises FormError."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FormError(f"{path.name}: {error}") from error
    return _Reader(path.name, catalogs).form(data, path.stem)


class _Reader:
    """Reads the tables of one file, knowing its name for the errors."""

    def __init__(self, file: str, catalogs: Catalogs) -> None:
        self._file = file
        self._catalogs = catalogs

    def form(self, data: dict[str, Any], stem: str) -> Form:
        self._known(data, _FORM_KEYS, "form")
        if data.get("id") != stem:
            raise self._error("form", f'id is "{data.get("id")}", the file is called "{stem}"')
        sections = tuple(self._section(section) for section in self._need(data, "section", "form"))
        form = Form(
            id=stem,
            version=int(self._need(data, "version", "form")),
            title=self._words(self._need(data, "title", "form"), "title"),
            legal_basis=data.get("legal_basis", ""),
            key=tuple(data.get("key", ())),
            label=tuple(self._need(data, "label", "form")),
            columns=tuple(self._need(data, "columns", "form")),
            filter=tuple(data.get("filter", ())),
            sections=sections,
        )
        self._names(form)
        return form

    def _names(self, form: Form) -> None:
        names = [field.name for field in form.fields]
        self._unique([*names, *(section.id for section in form.sections)], "form")
        for key in ("key", "label", "columns", "filter"):
            for name in getattr(form, key):
                self._one_of(name, names, f"form, {key}")
        for section in form.sections:
            inner = [field.name for field in section.fields]
            if section.repeats:
                self._unique(inner, f"section {section.id}")
            for field in section.fields:
                if field.when:
                    self._one_of(
                        field.when.field, inner if section.repeats else names, f"field {field.name}, when"
                    )

    def _section(self, data: dict[str, Any]) -> Section:
        place = f"section {data.get('id', '?')}"
        self._known(data, _SECTION_KEYS, place)
        section_id = self._name(self._need(data, "id", place), place)
        group = data.get("group", "core")
        self._one_of(group, _GROUPS, f"{place}, group")
        return Section(
            id=section_id,
            title=self._words(self._need(data, "title", place), place),
            fields=tuple(self._field(field, place) for field in self._need(data, "field", place)),
            repeats=bool(data.get("repeats", False)),
            group=group,
            official=data.get("official"),
            help=self._words(data["help"], place) if "help" in data else None,
        )

    def _field(self, data: dict[str, Any], section: str) -> Field:
        place = f"{section}, field {data.get('name', '?')}"
        kind = self._need(data, "type", place)
        self._one_of(kind, FIELD_TYPES, f"{place}, type")
        self._known(data, (*_FIELD_KEYS, *_OPTIONS.get(kind, ())), place)
        computed = data.get("computed")
        if computed is not None:
            self._one_of(computed, COMPUTED, f"{place}, computed")
        when = data.get("when")
        if when is not None:
            self._known(when, ("field", "in"), f"{place}, when")
        return Field(
            name=self._name(self._need(data, "name", place), place),
            label=self._words(self._need(data, "label", place), place),
            type=self._type(kind, data, place),
            required=bool(data.get("required", False)),
            core=bool(data.get("core", False)),
            sensitive=bool(data.get("sensitive", False)),
            official=data.get("official"),
            when=When(when["field"], tuple(when["in"])) if when else None,
            computed=computed,
            help=self._words(data["help"], place) if "help" in data else None,
            legal_basis=data.get("legal_basis", ""),
            wide=bool(data.get("wide", kind in {"long_text", "address"})),
            example=str(data.get("example", "")),
        )

    def _type(self, kind: str, data: dict[str, Any], place: str) -> FieldType:
        options = {name: data[name] for name in _OPTIONS.get(kind, ()) if name in data}
        if "pattern_hint" in options:
            options["pattern_hint"] = self._words(options["pattern_hint"], place)
        if "choices" in options:
            options["choices"] = tuple(self._option(option, place) for option in options["choices"])
        if kind == "catalog":
            name = self._need(data, "catalog", place)
            self._one_of(name, self._catalogs.ids(), f"{place}, catalog")
            options["catalog"] = self._catalogs[name]
            options["display"] = options.pop("show", "label")
            self._one_of(options["display"], ("label", "code", "both"), f"{place}, show")
        if kind == "national_id":
            options["catalogs"] = self._catalogs
        if kind == "phone":
            options["prefixes"] = self._catalogs["phone_prefixes"]
        if kind == "address":
            options["communes"] = self._catalogs["communes"]
        try:
            made: FieldType = FIELD_TYPES[kind](**options)
        except TypeError as error:
            raise self._error(place, str(error)) from error
        return made

    def _option(self, data: dict[str, Any], place: str) -> Option:
        self._known(data, ("value", "vi", "en"), f"{place}, choices")
        return Option(
            self._need(data, "value", place), self._words({k: data[k] for k in ("vi", "en")}, place)
        )

    def _words(self, data: object, place: str) -> Text2:
        if not isinstance(data, dict) or data.keys() != {"vi", "en"}:
            raise self._error(place, 'wants { vi = "…", en = "…" }')
        return Text2(str(data["vi"]), str(data["en"]))

    def _need(self, data: Mapping[str, Any], key: str, place: str) -> Any:
        if key not in data:
            raise self._error(place, f'"{key}" is missing')
        return data[key]

    def _name(self, name: object, place: str) -> str:
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise self._error(place, f'"{name}" is no name: lower case letters, digits and _')
        return name

    def _known(self, data: Mapping[str, Any], known: Iterable[str], place: str) -> None:
        for key in data:
            self._one_of(key, known, place)

    def _one_of(self, word: str, known: Iterable[str], place: str) -> None:
        words = list(known)
        if word not in words:
            near = difflib.get_close_matches(word, words, n=1, cutoff=0.4)
            raise self._error(
                place, f'"{word}" is not known' + (f', did you mean "{near[0]}"?' if near else "")
            )

    def _unique(self, names: list[str], place: str) -> None:
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise self._error(place, f"named twice: {', '.join(twice)}")

    def _error(self, place: str, what: str) -> FormError:
        return FormError(f"{self._file}: {place}: {what}")
