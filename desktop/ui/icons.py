"""The icons, of one family, tinted by token; never needed by the first screen."""

from typing import Final

from PySide6.QtCore import QByteArray, QFile, QIODevice, QRectF, QSize
from PySide6.QtGui import QIcon, QPainter, QPixmap

from desktop.ui import theme

SMALL: Final = QSize(16, 16)
LARGE: Final = QSize(20, 20)
_SCALES: Final = (1, 2)
_TINT: Final = b"currentColor"


def icon(name: str, colour: str = "ink") -> QIcon:
    """The icon `resources/icons/<name>.svg` in a token's colour; FileNotFoundError when there is none."""
    file = QFile(f"{theme.ICONS}:{name}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(name)
    drawing = bytes(file.readAll().data())
    file.close()
    colours = theme.tokens()
    made = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, getattr(colours, colour)), (QIcon.Mode.Disabled, colours.edge)):
        for scale in _SCALES:
            made.addPixmap(_drawn(drawing.replace(_TINT, tint.encode()), scale), mode)
    return made


def _drawn(drawing: bytes, scale: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    picture = QPixmap(LARGE * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill("#00000000")
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, LARGE.width(), LARGE.height()))
    painter.end()
    return picture
