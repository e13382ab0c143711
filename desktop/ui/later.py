"""What the first screen does without: loaded after its first paint, while the passphrase is typed."""

from importlib import import_module
from typing import Final

_REST: Final = (
    "sqlalchemy",
    "sqlcipher3.dbapi2",
    "desktop.services.start",
    "desktop.storage.open_store",
    "desktop.services.session",
)
# What makes classes of Qt is loaded by the thread that paints: PySide6 sets types up without a lock, and a
# worker that did so while the window painted is the likely cause of a crash seen once in 300 starts.
_SCREENS: Final = ("PySide6.QtSvg", "desktop.ui.main_window")


def load_rest() -> None:
    """For the worker: libraries without Qt, forms and code lists."""
    for name in _REST:
        import_module(name)
    from desktop.services import start

    start.forms(start.catalogs())


def load_screens() -> None:
    """For the thread that paints: the main window and all it is made of."""
    for name in _SCREENS:
        import_module(name)
