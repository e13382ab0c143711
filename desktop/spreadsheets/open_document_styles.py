"""The styles of an .ods file, as far as they tell fonts and hidden sheets."""

from typing import Final

from .legacy import old_font
from .xml_events import Attributes

_FAMILIES: Final = frozenset({"table-cell", "text", "table"})


class Styles:
    """Takes styles as they come by; later parts of the file refer to them by name."""

    def __init__(self) -> None:
        self.has_old_fonts = False
        self._faces: dict[str, str] = {}
        self._fonts: dict[tuple[str, str], str] = {}
        self._parents: dict[tuple[str, str], str] = {}
        self._hidden_tables: set[str] = set()
        self._current: tuple[str, str] | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        """One element of `styles.xml` or of the styles in `content.xml`."""
        if tag == "style:font-face":
            self._faces[attributes.get("style:name", "")] = _family(attributes.get("svg:font-family"))
        elif tag in {"style:style", "style:default-style"}:
            self._begin(attributes)
        elif self._current and tag == "style:text-properties":
            self._take_font(self._current, attributes)
        elif self._current and tag == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_tables.add(self._current[1])

    def font(self, family: str, name: str) -> str:
        """The font of a style, its parents' if it names none, the default if they do not either."""
        seen: set[str] = set()
        while name and name not in seen:
            if font := self._fonts.get((family, name)):
                return font
            seen.add(name)
            name = self._parents.get((family, name), "")
        return self._fonts.get((family, ""), "")

    def hides(self, name: str) -> bool:
        """Whether a sheet of that style is hidden."""
        return name in self._hidden_tables

    def _begin(self, attributes: Attributes) -> None:
        family = attributes.get("style:family", "")
        self._current = (family, attributes.get("style:name", "")) if family in _FAMILIES else None
        if self._current:
            self._parents[self._current] = attributes.get("style:parent-style-name", "")

    def _take_font(self, style: tuple[str, str], attributes: Attributes) -> None:
        face = attributes.get("style:font-name", "")
        font = self._faces.get(face) or face or _family(attributes.get("fo:font-family"))
        if font:
            self._fonts[style] = font
            self.has_old_fonts = self.has_old_fonts or old_font(font) is not None


def _family(text: str | None) -> str:
    return (text or "").strip("'\"")
