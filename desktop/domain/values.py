"""What a stored value may be, and how unreadable text is kept."""

from typing import Any

from .problems import Code, Finding

Value = str | int | bool | list[Any] | dict[str, Any] | None
RAW = "raw"


class Unreadable(ValueError):  # noqa: N818 - reads as what it says: this text is unreadable
    """Raised by `parse` when the input cannot become a value of the type."""

    def __init__(self, code: Code, **facts: object) -> None:
        super().__init__(code)
        self.finding = Finding(code, facts)


def raw(text: object) -> dict[str, str]:
    """How text that no type could read is kept in a payload."""
    return {RAW: str(text)}


def is_raw(value: object) -> bool:
    """Whether a stored value is text that could not be read."""
    return isinstance(value, dict) and value.keys() == {RAW}


def clean_value(value: Any) -> Any:
    """The value itself, or None when it is only unreadable text."""
    return None if is_raw(value) else value
