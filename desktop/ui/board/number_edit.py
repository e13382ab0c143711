"""A box for a whole number: typed, or turned with the arrow keys."""

from PySide6.QtWidgets import QSpinBox


class NumberEdit(QSpinBox):
    """The style sheet leaves out the small buttons that nobody hits."""

    def __init__(self, least: int, most: int, suffix: str = "") -> None:
        super().__init__()
        self.setRange(least, most)
        self.setSuffix(suffix)
        self.lineEdit().setTextMargins(7, 0, 7, 0)
