"""Turns tables of a TOML file into frozen dataclasses; whatever a class does not name is refused."""

import dataclasses
import difflib
import types
import typing
from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeVar

T = TypeVar("T")


class TemplateError(Exception):
    """A file of `forms/prints` is wrong: only its author sees this, a test loads every print."""


def read(cls: type[T], data: object, place: str) -> T:
    """One table as a value of `cls`; TemplateError names place, key and the nearest known word."""
    if not isinstance(data, Mapping):
        raise TemplateError(f"{place}: wants a table")
    hints = typing.get_type_hints(cls)
    values = {}
    for key, value in data.items():
        one_of(key, hints, place)
        values[key] = _value(hints[key], value, f"{place}, {key}")
    for field in dataclasses.fields(cls):  # type: ignore[arg-type] # every class read is a dataclass
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if required and field.name not in values:
            raise TemplateError(f'{place}: "{field.name}" is missing')
    return cls(**values)


def one_of(word: str, known: Iterable[str], place: str) -> None:
    """TemplateError when the word is not among the known ones."""
    words = list(known)
    if word not in words:
        near = difflib.get_close_matches(word, words, n=1, cutoff=0.4)
        hint = f', did you mean "{near[0]}"?' if near else f", known: {', '.join(words)}"
        raise TemplateError(f'{place}: "{word}" is not known{hint}')


def _value(kind: Any, value: object, place: str) -> Any:
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in {types.UnionType, typing.Union}:
        return _value(next(part for part in inside if part is not types.NoneType), value, place)
    if origin is tuple:
        if not isinstance(value, list):
            raise TemplateError(f"{place}: wants a list")
        return tuple(_value(inside[0], part, f"{place} {at}") for at, part in enumerate(value, 1))
    if origin is Literal:
        one_of(str(value), inside, place)
        return value
    if dataclasses.is_dataclass(kind):
        return read(typing.cast("type[Any]", kind), value, place)
    return _plain(kind, value, place)


def _plain(kind: type, value: object, place: str) -> object:
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise TemplateError(f"{place}: wants {kind.__name__}, not {value!r}")
    return value
