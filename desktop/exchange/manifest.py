"""`goi.json`: what the package is, from whom, to whom, in which order. Its bytes are signed as they stand."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from typing import Final, Literal, NoReturn, cast, get_args
from uuid import UUID

FORMAT: Final = "vn.goi-du-lieu"
VERSION: Final = 1
ATTACHMENTS: Final = "attachments"  # the one key of `counts` that is no form
Kind = Literal["submission", "update", "handover", "receipt", "return"]
Content = Literal["full", "delta"]

_CODE = re.compile(r"[0-9A-Za-z]+(?:[._][0-9A-Za-z]+)*")
_STREAM = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*")
_FORM = re.compile(r"[a-z][a-z0-9_]{0,62}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_LARGEST = 2**53 - 1  # whole numbers that every JSON reader keeps


class ManifestError(ValueError):
    """`field` of goi.json is missing, unknown or not of its type; an unknown version names `version`."""

    def __init__(self, field_name: str) -> None:
        super().__init__(field_name)
        self.field = field_name


@dataclass(frozen=True, slots=True)
class Parts:
    """The package is the `n`th `of` the packages that share the identifier `set`."""

    n: int
    of: int
    set: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The fields of goi.json, version 1; a new field needs a new version.

    `prev` is the SHA-256 of the sender's previous .asice of this stream. `counts` (lines per form, and
    "attachments") is filled by the writer. `forms` and `catalogs` give the versions the records rest on.
    """

    package_id: str
    sender: str
    recipient: str
    stream: str
    seq: int
    prev: str | None
    kind: Kind
    content: Content
    forms: Mapping[str, int]
    program: str
    created: datetime
    schema: int
    catalogs: Mapping[str, str] = field(default_factory=dict)
    period: str | None = None
    corrects: tuple[str, ...] = ()
    sections_left_out: tuple[str, ...] = ()
    parts: Parts | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    receipts_seen: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """UTF-8 JSON with sorted keys; ManifestError when a field is not what it must be."""
        values = asdict(self)
        values["created"] = self.created.astimezone(UTC).strftime(_TIME)
        data = json.dumps(
            {"format": FORMAT, "version": VERSION, **values}, ensure_ascii=False, sort_keys=True, indent=1
        ).encode()
        from_bytes(data)
        return data


def from_bytes(data: bytes) -> Manifest:
    """Read goi.json strictly; ManifestError names the first field that is wrong, "goi.json" for the whole."""
    try:
        values = json.loads(data.decode(), object_pairs_hook=_no_twins, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ManifestError("goi.json") from error
    if not isinstance(values, dict):
        raise ManifestError("goi.json")
    for name, expected in (("format", FORMAT), ("version", VERSION)):
        if values.get(name) != expected or isinstance(values.get(name), bool):
            raise ManifestError(name)
    return _from_values({name: value for name, value in values.items() if name not in ("format", "version")})


def is_form_id(text: str) -> bool:
    """Whether a form may be called so in a package (it becomes a file name there)."""
    return _FORM.fullmatch(text) is not None and text != ATTACHMENTS


def _from_values(values: dict[str, object]) -> Manifest:
    known = {each.name for each in fields(Manifest)}
    for name in sorted(values.keys() ^ known):
        raise ManifestError(name)
    for name, is_right in _CHECKS.items():
        if not is_right(values[name]):
            raise ManifestError(name)
    parts = values["parts"]
    made = dict(values)
    made["created"] = _time(values["created"])
    made["parts"] = Parts(**cast("dict[str, int | str]", parts)) if parts is not None else None  # type: ignore[arg-type]
    for name in ("corrects", "sections_left_out", "receipts_seen"):
        made[name] = tuple(cast("list[str]", values[name]))
    manifest = Manifest(**made)  # type: ignore[arg-type]
    if manifest.seq == 1 and manifest.prev is not None:
        raise ManifestError("prev")
    return manifest


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError
    return values


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _is_whole(value: object, least: int = 1) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= _LARGEST


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200 and value.isprintable()


def _is_code(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 32 and _CODE.fullmatch(value) is not None


def _is_stream(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 32 and _STREAM.fullmatch(value) is not None


def _is_uuid(value: object) -> bool:
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def _time(value: object) -> datetime | None:
    try:
        time = datetime.strptime(value, _TIME).replace(tzinfo=UTC) if isinstance(value, str) else None
    except ValueError:
        return None
    return time if time is not None and time.strftime(_TIME) == value else None


def _is_parts(value: object) -> bool:
    if not isinstance(value, dict) or value.keys() != {"n", "of", "set"}:
        return False
    return (
        _is_whole(value["of"])
        and _is_whole(value["n"])
        and value["n"] <= value["of"]
        and _is_uuid(value["set"])
    )


def _list_of(is_right: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(is_right(each) for each in value)


def _map_of(is_key: Callable[[str], bool], is_right: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, dict) and all(is_key(k) and is_right(v) for k, v in value.items())


_CHECKS: Final[Mapping[str, Callable[[object], bool]]] = {
    "package_id": _is_uuid,
    "sender": _is_code,
    "recipient": _is_code,
    "stream": _is_stream,
    "seq": _is_whole,
    "prev": lambda value: value is None or (isinstance(value, str) and _SHA256.fullmatch(value) is not None),
    "kind": lambda value: value in get_args(Kind),
    "content": lambda value: value in get_args(Content),
    "corrects": _list_of(_is_uuid),
    "period": lambda value: value is None or _is_text(value),
    "forms": _map_of(is_form_id, _is_whole),
    "catalogs": _map_of(_is_text, _is_text),
    "sections_left_out": _list_of(_is_text),
    "parts": lambda value: value is None or _is_parts(value),
    "program": _is_text,
    "created": lambda value: _time(value) is not None,
    "schema": _is_whole,
    "counts": _map_of(_is_text, lambda value: _is_whole(value, 0)),
    "receipts_seen": _list_of(_is_uuid),
}
