import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.ui import theme
from desktop.ui.theme import DARK, LIGHT, Tokens

GROUNDS = ("ground", "surface", "soft_accent", "hover")
TEXTS = ("ink", "muted", "accent")
PAIRS = [(text, ground) for text in TEXTS for ground in GROUNDS]
PAIRS += [(kind, ground) for kind in ("error", "warning", "good") for ground in ("ground", "surface")]
PAIRS += [("on_accent", "accent"), ("on_accent", "accent_strong")]
PAIRS += [("ink", f"soft_{kind}") for kind in ("error", "warning", "good")]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_every_text_stands_out_from_its_ground(colours: Tokens, text: str, ground: str) -> None:
    values = colours._asdict()
    assert contrast(values[text], values[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_has_no_hole_left(colours: Tokens) -> None:
    assert "$" not in theme.style_sheet(colours, paths.resources())


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_picture_of_the_style_sheet_is_there(colours: Tokens) -> None:
    files = re.findall(r'url\("([^"]+)"\)', theme.style_sheet(colours, paths.resources()))
    assert len(files) == 2
    assert all(Path(file).is_file() for file in files)


def test_the_bundled_type_is_in_use(qapp: QApplication) -> None:
    assert theme.FAMILY in QFontDatabase.families()
    assert qapp.font().family() == theme.FAMILY
    assert qapp.font().pointSize() == theme.BODY_POINTS


def contrast(one: str, other: str) -> float:
    """WCAG 2: (lighter + 0.05) / (darker + 0.05)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(name: str) -> float:
    colour = QColor(name)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
