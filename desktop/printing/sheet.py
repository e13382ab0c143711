"""The sheet of paper as Decree 30/2020/NĐ-CP, annex I, wants it: A4, margins, sizes of type."""

from dataclasses import dataclass
from typing import Final, Literal

MM: Final = 72 / 25.4
A4: Final = (210.0, 297.0)
MARGINS: Final = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}


@dataclass(frozen=True)
class Sheet:
    """One page: margins in millimetres, size of type in points, line height as a multiple of it."""

    orientation: Literal["portrait", "landscape"] = "portrait"
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    font_size: float = 13
    line_height: float = 1.3

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        short, tall = (side * MM for side in A4)
        return (short, tall) if self.orientation == "portrait" else (tall, short)

    def misfits(self) -> list[str]:
        """The margins that lie outside the decree's bounds, by name."""
        return [name for name, (least, most) in MARGINS.items() if not least <= getattr(self, name) <= most]
