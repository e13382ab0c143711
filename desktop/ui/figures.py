"""Figures of staff as screens write them: posts in hundredths, gaps with sign and word."""

from typing import Final

from desktop import messages

_WHOLE: Final = 100
_MINUS: Final = "\N{MINUS SIGN}"


def posts(hundredths: int) -> str:
    """Hundredths of a post as posts: `2`, `1,3`, `0,25`."""
    whole, rest = divmod(abs(hundredths), _WHOLE)
    text = f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)
    text = text if messages.language() == "en" else text.replace(".", ",")
    return f"{_MINUS}{text}" if hundredths < 0 else text


def signed(hundredths: int) -> str:
    """The same with its sign; nothing before zero."""
    return f"+{posts(hundredths)}" if hundredths > 0 else posts(hundredths)


def gap(hundredths: int, against: str = "need") -> str:
    """A gap as figure, sign and word: people lack or are too many, a "quota" is unused or exceeded."""
    word = "short" if hundredths < 0 else "over" if hundredths > 0 else "even"
    return f"{signed(hundredths)} {messages.say(f'ui.staffing.{against}_{word}')}"


def gap_role(hundredths: int) -> str:
    """The role of the style sheet that a gap is shown in."""
    return "error" if hundredths < 0 else "warning" if hundredths > 0 else "good"
