"""The binding must not lose references of None: it cost 6.12.0 the process after some 30,000 paints."""

import sys

from PySide6.QtWidgets import QWidget


class Blank(QWidget):
    painted = 0

    def paintEvent(self, _event):
        self.painted += 1


def test_overridden_methods_that_return_none_cost_no_reference(qtbot):
    widget = Blank()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    before = sys.getrefcount(None)
    for _ in range(2000):
        widget.repaint()
    assert widget.painted >= 1900
    assert sys.getrefcount(None) > before - 500
