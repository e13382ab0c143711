"""A form: the one description from which screen, checks, list, paper, typed table and package follow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .bilingual import Text2
from .fieldtypes import FieldType


@dataclass(frozen=True)
class When:
    """The one condition a field may have: another field of its row or record is one of these values."""

    field: str
    values: tuple[object, ...]


@dataclass(frozen=True)
class Field:
    """One question of a form."""

    name: str
    label: Text2
    type: FieldType
    required: bool = False
    core: bool = False
    sensitive: bool = False
    official: Mapping[str, str] | None = None
    when: When | None = None
    computed: str | None = None
    help: Text2 | None = None
    legal_basis: str = ""
    wide: bool = False
    example: str = ""

    def applies(self, values: Mapping[str, object]) -> bool:
        """Whether the question is asked, given the other answers."""
        return self.when is None or values.get(self.when.field) in self.when.values


@dataclass(frozen=True)
class Section:
    """Fields shown and printed together; with `repeats`, a table of rows that each have these fields."""

    id: str
    title: Text2
    fields: tuple[Field, ...]
    repeats: bool = False
    group: str = "core"
    official: Mapping[str, str] | None = None
    help: Text2 | None = None

    def field(self, name: str) -> Field:
        """The field of that name; KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


@dataclass(frozen=True)
class Form:
    """A named, versioned list of sections."""

    id: str
    version: int
    title: Text2
    legal_basis: str
    key: tuple[str, ...]
    label: tuple[str, ...]
    columns: tuple[str, ...]
    filter: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def fields(self) -> Iterator[Field]:
        """The fields asked once, in the order of the screen."""
        return (field for section in self.sections if not section.repeats for field in section.fields)

    @property
    def tables(self) -> Iterator[Section]:
        """The repeated sections."""
        return (section for section in self.sections if section.repeats)

    @cached_property
    def _by_name(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}

    @cached_property
    def _by_section(self) -> Mapping[str, Section]:
        return {section.id: section for section in self.sections}

    @cached_property
    def computed(self) -> Mapping[str, str]:
        """The computed fields, each with the name of its function."""
        return {field.name: field.computed for field in self.fields if field.computed}

    def field(self, name: str) -> Field:
        """The once-asked field of that name; KeyError when there is none."""
        return self._by_name[name]

    def has_field(self, name: str) -> bool:
        """Whether a once-asked field has that name."""
        return name in self._by_name

    def section(self, section_id: str) -> Section:
        """The section of that id; KeyError when there is none."""
        return self._by_section[section_id]
