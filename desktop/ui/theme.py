"""Colours, type and spacing of every screen: tokens in a light and a dark set, fed to one style sheet."""

from pathlib import Path
from string import Template
from typing import Final, NamedTuple

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.style_sheet import TEMPLATE

FAMILY: Final = "Liberation Sans"
ICONS: Final = "icons"  # files of resources/icons are found as icons:name.svg
BODY_POINTS: Final = 10
STYLE: Final = "fusion"
_MIDDLE: Final = 128
_FILES: Final = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")
_LATER_FILES: Final = ("LiberationSans-Italic.ttf", "LiberationSans-BoldItalic.ttf")


class Tokens(NamedTuple):
    """Colours by what they mean, as `#RRGGBB`; no dataclass, whose library costs a fortieth of the start."""

    ground: str
    surface: str
    ink: str
    muted: str
    line: str
    edge: str
    accent: str
    accent_strong: str
    on_accent: str
    soft_accent: str
    hover: str
    error: str
    soft_error: str
    warning: str
    soft_warning: str
    good: str
    soft_good: str


LIGHT: Final = Tokens(
    ground="#F6F7F9",
    surface="#FFFFFF",
    ink="#1B1F24",
    muted="#57606A",
    line="#D8DEE4",
    edge="#8C959F",
    accent="#1D4F91",
    accent_strong="#163D70",
    on_accent="#FFFFFF",
    soft_accent="#E7EEF8",
    hover="#EEF1F4",
    error="#B42318",
    soft_error="#FDECEA",
    warning="#8A5A00",
    soft_warning="#FFF4DC",
    good="#1A7F37",
    soft_good="#E8F5EC",
)
DARK: Final = Tokens(
    ground="#11161C",
    surface="#1A2028",
    ink="#E6EAEF",
    muted="#A3ADB8",
    line="#333C47",
    edge="#6B7683",
    accent="#8AB6F2",
    accent_strong="#A9CAF7",
    on_accent="#11161C",
    soft_accent="#22324A",
    hover="#242C36",
    error="#FF9A91",
    soft_error="#3B2322",
    warning="#E6BC5C",
    soft_warning="#382E18",
    good="#6CCB8A",
    soft_good="#1B3324",
)


def tokens() -> Tokens:
    """The set in use: as the desktop of this user is, light or dark.

    Told by the palette: the first use of the namespace `Qt` costs a tenth of the whole start.
    """
    return DARK if QGuiApplication.palette().window().color().lightness() < _MIDDLE else LIGHT


def style_sheet(colours: Tokens, resources: Path) -> str:
    """The style sheet of all screens in these colours; ticks and arrows are pictures of `resources`."""
    pictures = (resources / "icons").as_posix()
    chosen = "dark" if colours is DARK else "light"
    return Template(TEMPLATE).substitute(colours._asdict(), pictures=pictures, set=chosen)


def apply(application: QApplication, resources: Path) -> None:
    """Dress the application with the bundled type, and again whenever the desktop turns light or dark."""
    load_fonts(resources, _FILES)
    QDir.addSearchPath(ICONS, str(resources / "icons"))
    application.setFont(QFont(FAMILY, BODY_POINTS))
    _dress(application, resources, tokens())
    application.styleHints().colorSchemeChanged.connect(
        lambda scheme: _dress(application, resources, DARK if scheme.name == "Dark" else LIGHT)
    )


def load_late(resources: Path) -> None:
    """The cuts that no first screen shows."""
    load_fonts(resources, _LATER_FILES)


def load_fonts(resources: Path, files: tuple[str, ...]) -> None:
    """Hand the files to Qt; FileNotFoundError when one is missing or unreadable."""
    for name in files:
        path = resources / "fonts" / name
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)


def _dress(application: QApplication, resources: Path, colours: Tokens) -> None:
    application.setPalette(_palette(colours))
    application.setStyleSheet(style_sheet(colours, resources))


def _palette(colours: Tokens) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, colours.ground),
        (roles.WindowText, colours.ink),
        (roles.Base, colours.surface),
        (roles.AlternateBase, colours.ground),
        (roles.Text, colours.ink),
        (roles.Button, colours.surface),
        (roles.ButtonText, colours.ink),
        (roles.BrightText, colours.error),
        (roles.ToolTipBase, colours.surface),
        (roles.ToolTipText, colours.ink),
        (roles.PlaceholderText, colours.muted),
        (roles.Highlight, colours.accent),
        (roles.HighlightedText, colours.on_accent),
        (roles.Link, colours.accent),
        (roles.LinkVisited, colours.accent),
        (roles.Mid, colours.line),
    ):
        palette.setColor(role, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(disabled, role, QColor(colours.edge))
    return palette
