"""XML as a stream of events, neither nested without end nor with entities of its own."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final
from xml.parsers import expat

from . import limits

Attributes = dict[str, str]

_DEEPEST: Final = 200
_CHUNK: Final = 256 * 1024


class XmlError(Exception):
    """The text is no XML, or none that an office program writes."""


def parse(
    chunks: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call `start(tag, attributes)`, `end(tag)`, `text(text)` as they come by; raises XmlError."""
    depth = 0

    def begun(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise XmlError(tag)
        start(tag, attributes)

    def ended(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(tag)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = begun
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position
    except (
        expat.ExpatError,
        LookupError,
        ValueError,
    ) as error:  # the last two for encodings it does not know
        raise XmlError(str(error)) from error


def pieces(part: bytes) -> Iterator[bytes]:
    """A part in pieces, so that an event that raises ends the parsing soon; XmlError if it is too large."""
    if len(part) > limits.MAX_PARSED_BYTES:
        raise XmlError("too long")
    return (part[begin : begin + _CHUNK] for begin in range(0, len(part), _CHUNK))


def local(name: str) -> str:
    """A name without the prefix that its file happens to give the namespace."""
    return name.rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise XmlError("DTD")
