"""Where the program's own files lie, and where the user's data go."""

import sys
from pathlib import Path


def program() -> Path:
    """The folder that holds `forms` and `resources`: the checkout, or the installed program."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).parent
    return Path(__file__).resolve().parent.parent


def forms() -> Path:
    """The form definitions, catalogues, prints and headings."""
    return program() / "forms"


def resources() -> Path:
    """Message files, fonts, help, sample."""
    return program() / "resources"


def user_data() -> Path:
    """The folder of this Windows user in which stores lie unless another is named."""
    import platformdirs

    return Path(platformdirs.user_data_dir("SoXa", appauthor=False))


def user_log() -> Path:
    """The folder of the log files."""
    import platformdirs

    return Path(platformdirs.user_log_dir("SoXa", appauthor=False))
