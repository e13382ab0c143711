"""What the attributes and the text of an .ods cell mean."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from .workbook import Cell
from .xml_events import Attributes

_NUMBERS: Final = frozenset({"float", "percentage", "currency"})
_DURATION: Final = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,](\d+))?S")
_ERROR: Final = re.compile(r"#[A-Z0-9/]+[!?]?|Err:\d+")


def value_of(attributes: Attributes, text: str) -> Cell:
    """The value; what cannot be understood is the text that the cell shows."""
    kind = attributes.get("office:value-type", "string")
    if "table:formula" in attributes and _ERROR.fullmatch(text):
        return text
    if kind in _NUMBERS:
        return _number(attributes.get("office:value", "")) if "office:value" in attributes else text or None
    if kind == "boolean":
        return attributes.get("office:boolean-value") == "true"
    if kind == "date":
        return _moment(attributes.get("office:date-value", "")) or text or None
    if kind == "time":
        return _time(attributes.get("office:time-value", "")) or text or None
    return text or attributes.get("office:string-value") or None


def is_unvalued(attributes: Attributes, text: str) -> bool:
    """Whether the cell holds a formula and the file tells no result."""
    return "table:formula" in attributes and "office:value-type" not in attributes and not text


def _number(text: str) -> Cell:
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _moment(text: str) -> date | datetime | None:
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
    return moment.date() if moment.time() == time() else moment


def _time(text: str) -> Cell:
    found = _DURATION.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds = (int(found[number]) for number in (1, 2, 3))
    if hours < 24 and minutes < 60 and seconds < 60:
        return time(hours, minutes, seconds)
    return str(timedelta(hours=hours, minutes=minutes, seconds=seconds))
