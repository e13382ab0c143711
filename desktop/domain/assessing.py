"""What an assessment asks of whom, and how a level held compares with the level required.

The six points of the short sheet and the 17 competencies of the full one (TT 12/2022/TT-BNV); what is asked
of leaders and managers alone is greyed for all others.
"""

from typing import Final

from .catalog import Catalogs

SHORT: Final = "short"
FULL: Final = "full"
POINTS: Final = ("management", "law", "profession", "digital", "creativity", "responsibility")
MEETS: Final = "meets"
LEADERS_POINT: Final = "management"
LEADERS_GROUP: Final = "quan_ly"  # of the list `competencies`
COMPETENCIES: Final = "competencies"
_MINUS: Final = "\N{MINUS SIGN}"


def own(name: str) -> str:
    """The field of a person's own view beside the reviewer's."""
    return f"self_{name}"


def leads(kind: str | None, catalogs: Catalogs) -> bool:
    """Whether holders of positions of a kind lead or manage, as the list `position_kinds` tells."""
    item = catalogs["position_kinds"].get(kind)
    return item is not None and item.extra["managerial"] == "yes"


def gap(required: int | None, held: int | None) -> int | None:
    """The level held less the level required: negative where something lacks; None where one is not known."""
    return None if required is None or held is None else held - required


def signed(difference: int) -> str:
    """A gap with its sign: `+1`, `−2`, and `0` for none."""
    return "0" if not difference else f"+{difference}" if difference > 0 else f"{_MINUS}{-difference}"
