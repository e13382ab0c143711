"""One record a line, in the one spelling that JSON allows us: sorted keys, no spaces, NFC, UTF-8."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NoReturn
from uuid import UUID

from desktop.exchange.verdict import ReasonCode, Refused

MAX_LINE: Final = 8 * 2**20  # bytes
_RECORD: Final = {"id", "version", "form_version", "payload"}
_TOMBSTONE: Final = {"id", "version", "deleted"}
_LEFT_OUT: Final = {"id", "version", "left_out"}


def write_line(record: Mapping[str, object], form_version: int) -> bytes:
    """The line of a record, a tombstone or a record left out; ValueError when it is none of these."""
    text = _spelled(record)
    if not unicodedata.is_normalized("NFC", text):
        text = _spelled(json.loads(unicodedata.normalize("NFC", text)))
    line = text.encode()
    read_line(line, form_version)
    return line + b"\n"


def read_line(line: bytes, form_version: int) -> dict[str, object]:
    """The record of a line without its end; ValueError unless it is spelled as `write_line` spells it."""
    try:
        text = line.decode()
        record = json.loads(text, parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(record, dict) or not _is_record(record, form_version):
        raise ValueError
    if _spelled(record) != text or not unicodedata.is_normalized("NFC", text):
        raise ValueError
    return record


def split_lines(chunks: Iterable[bytes], entry: str) -> Iterator[bytes]:
    """Lines without their ends; the last must be ended too."""
    waiting = b""
    for chunk in chunks:
        *lines, waiting = (waiting + chunk).split(b"\n")
        yield from lines
        if len(waiting) > MAX_LINE:
            raise Refused(ReasonCode.LIMIT_EXCEEDED, entry=entry, limit=MAX_LINE)
    if waiting:
        raise Refused(ReasonCode.RECORD_INVALID, entry=entry, line=0)


def _spelled(record: Mapping[str, object]) -> str:
    return json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _is_record(record: dict[str, object], form_version: int) -> bool:
    if not (_is_uuid(record.get("id")) and _is_version(record.get("version"))):
        return False
    if record.keys() == _RECORD:
        return _is_version(record["form_version"], form_version) and isinstance(record["payload"], dict)
    if record.keys() == _TOMBSTONE:
        return record["deleted"] is True
    return record.keys() == _LEFT_OUT and _are_codes(record["left_out"])


def _is_uuid(value: object) -> bool:
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def _is_version(value: object, most: int = 2**53) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def _are_codes(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) and each for each in value)
