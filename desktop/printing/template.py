"""A print: the order and wording of one paper, read from `forms/prints/<id>.toml`."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.domain.bilingual import Text2

from .grammar import KINDS, Block, Records
from .made_blocks import Labels, ResultTable
from .reading import TemplateError, one_of, read
from .sheet import Sheet


@dataclass(frozen=True)
class Print:
    """One paper of a form; `each`: a paper a record, else one list of all; `blank`: may be printed empty."""

    id: str
    version: int
    form: str
    title: Text2
    legal_basis: str
    each: bool
    blank: bool
    foot: str = ""
    official: str = ""
    sheet: Sheet = field(default_factory=Sheet)
    blocks: tuple[Block, ...] = ()

    @property
    def labels(self) -> int:
        """How many stickers a sheet has; 0 where it is none."""
        return sum(one.across * one.down for one in self.blocks if isinstance(one, Labels))

    @property
    def results(self) -> tuple[ResultTable, ...]:
        """Every table of results that must be worked out."""
        return tuple(one for one in self.blocks if isinstance(one, ResultTable))

    @property
    def wants_records(self) -> bool:
        """Whether there is nothing to print without a record."""
        return self.each or any(isinstance(one, Records | Labels) for one in self.blocks)


def load_prints(folder: Path) -> dict[str, Print]:
    """Every print of a folder by id."""
    return {path.stem: load_print(path) for path in sorted(folder.glob("*.toml"))}


def load_print(path: Path) -> Print:
    """One print; raises TemplateError with file, place, and the nearest known word."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return _print(data, path.stem)
    except (tomllib.TOMLDecodeError, TemplateError) as error:
        raise TemplateError(f"{path.name}: {error}") from error


def _print(data: dict[str, Any], stem: str) -> Print:
    tables = data.pop("block", [])
    made = read(Print, data | {"blocks": []}, "print")
    if made.id != stem:
        raise TemplateError(f'print: id is "{made.id}", the file is called "{stem}"')
    if wrong := made.sheet.misfits():
        raise TemplateError(f"print, sheet: margin outside Decree 30/2020: {', '.join(wrong)}")
    blocks = tuple(_block(table, at) for at, table in enumerate(tables, 1))
    if not blocks:
        raise TemplateError("print: it has no block")
    is_list = any(isinstance(block, Records | Labels) for block in blocks)
    has_results = any(isinstance(block, ResultTable) for block in blocks)
    if (made.each and is_list) or not (made.each or is_list or has_results):
        raise TemplateError("print: a list of records wants each = false, any other paper each = true")
    return Print(**{**vars(made), "blocks": blocks})


def _block(table: dict[str, Any], at: int) -> Block:
    kind = str(table.get("kind", ""))
    place = f"block {at} ({kind})"
    one_of(kind, KINDS, place)
    return read(KINDS[kind], {key: value for key, value in table.items() if key != "kind"}, place)
