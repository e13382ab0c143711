"""Invented people: the same ones in every run, with names from a list and answers that pass the checks."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any, Final

from desktop import paths
from desktop.domain import date_types, identity_types, list_types, number_types, places, text_types
from desktop.domain.form import Field, Form

PERSON: Final = "person"
_SEED: Final = 2026
_ROWS: Final = 2
_FIRST_DAY: Final = date(1968, 1, 1)
_DAYS: Final = 12_000
_PHRASES: Final = 1_000  # so many wordings are in use
_CHOICES: Final = 12  # of a code list so many codes are in use


@dataclass(frozen=True)
class Names:
    """The parts of the invented names."""

    family: tuple[str, ...]
    middle: tuple[str, ...]
    given: tuple[str, ...]
    units: tuple[str, ...]
    words: tuple[str, ...]

    @classmethod
    def load(cls) -> "Names":
        """The list that comes with the practice commune."""
        with (paths.resources() / "sample" / "invented-names.toml").open("rb") as file:
            lists = tomllib.load(file)
        return cls(**{name: tuple(words) for name, words in lists.items()})


@dataclass(frozen=True)
class People:
    """People by their number, so that one is the same whatever else was made before."""

    form: Form

    @cached_property
    def _names(self) -> Names:
        return Names.load()

    @cached_property
    def _core(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.core)

    @property
    def fields(self) -> Iterator[Field]:
        """The fields that are typed, apart from pictures."""
        return (
            field
            for field in self.form.fields
            if not field.computed and not isinstance(field.type, identity_types.File)
        )

    def name(self, number: int) -> str:
        """The name of a person."""
        names, random = self._names, Random(f"{_SEED}/{number}")
        return " ".join(random.choice(part) for part in (names.family, names.middle, names.given))

    def core(self, number: int) -> dict[str, Any]:
        """The payload of a person: everything a roster asks, and the first rows of the careers."""
        return self._payload(number, self._core, {"status_history": 1, "work_history": _ROWS})

    def whole(self, number: int) -> dict[str, Any]:
        """The payload of a person with every field and some rows in every table."""
        return self._payload(number, tuple(self.fields), {one.id: _ROWS for one in self.form.tables})

    def _payload(self, number: int, fields: tuple[Field, ...], rows: Mapping[str, int]) -> dict[str, Any]:
        random = Random(f"{_SEED}/{number}/answers")
        payload = {field.name: self.value(field, random) for field in fields}
        payload |= {"full_name": self.name(number), "org_unit": random.choice(self._names.units)}
        payload["national_id"] = _national_id(payload["birth_date"], payload["sex"], number)
        for section_id, many in rows.items():
            asked = [field for field in self.form.section(section_id).fields if not field.computed]
            payload[section_id] = [
                {places.ROW_ID: f"{row:08x}"} | {field.name: self.value(field, random) for field in asked}
                for row in range(many)
            ]
        return payload

    def value(self, field: Field, random: Random) -> Any:
        """A stored value that a field of this type may have."""
        return _MAKERS[type(field.type)](field.type, random, self._names)


def _national_id(birth_date: str, sex: str, number: int) -> str:
    """The digits of century and sex as Decree 137/2015/NĐ-CP has them, then the person's own number."""
    century = 2 * (int(birth_date[:2]) - 19) + (sex != "male")
    return f"001{century}{birth_date[2:4]}{number:06}"


def in_places(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The same answers as a screen gives them: fields as they are, rows of tables at places of their own."""
    given: dict[str, Any] = {}
    for name, value in payload.items():
        if isinstance(value, list):
            given |= {
                f"{name}/{row[places.ROW_ID]}": {key: one for key, one in row.items() if key != places.ROW_ID}
                for row in value
            }
        else:
            given[name] = value
    return given


def _text(kind: Any, random: Random, names: Names) -> str:
    """Posts, places, subjects: most wordings of a register are found in it many times."""
    common = Random(random.randrange(_PHRASES))
    return " ".join(common.choice(names.words) for _ in range(common.randint(2, 5)))[: kind.max_length]


def _day(_: Any, random: Random, __: Names) -> str:
    return (_FIRST_DAY + timedelta(random.randrange(_DAYS))).isoformat()


def _number(kind: Any, random: Random, _: Names) -> str:
    low, high = float(kind.min or 0), min(float(kind.max or 100), 100)
    return f"{random.uniform(low, high):.{kind.places}f}"


def _whole(kind: Any, random: Random, _: Names) -> int:
    low = getattr(kind, "min", None) or 0
    return random.randint(low, kind.max if kind.max is not None else low + 1000)


def _digits(prefix: str, many: int) -> Callable[[Any, Random, Names], str]:
    return lambda _, random, __: prefix + "".join(random.choices("0123456789", k=many))


_MAKERS: Final[Mapping[type, Callable[[Any, Random, Names], Any]]] = {
    text_types.Text: _text,
    text_types.LongText: _text,
    text_types.YesNo: lambda _, random, __: random.random() < 0.5,
    number_types.Integer: _whole,
    number_types.Money: _whole,
    number_types.Number: _number,
    date_types.Date: _day,
    date_types.PartialDate: _day,
    date_types.Month: lambda kind, random, names: _day(kind, random, names)[:7],
    list_types.Choice: lambda kind, random, _: random.choice(kind.choices).value,
    list_types.Choices: lambda kind, random, _: [random.choice(kind.choices).value],
    list_types.CatalogItem: lambda kind, random, _: random.choice(kind.catalog.items[:_CHOICES]).code,
    identity_types.NationalId: _digits("001080", 6),
    identity_types.OldId: _digits("17", 7),
    identity_types.Phone: _digits("032", 7),
    identity_types.Address: lambda _, random, names: {"text": _text(text_types.Text(), random, names)},
}
