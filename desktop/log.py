"""The log of bugs: where in the program and of which kind; never what was typed, so no error messages."""

import platform
import sys
from collections.abc import Iterable
from datetime import datetime
from traceback import FrameSummary

from desktop import paths

_LARGEST = 1_000_000  # bytes, after which the file begins anew


def write_bug(kind: type[BaseException], frames: Iterable[FrameSummary]) -> str:
    """Append a bug to the log file, if that can be written; the same text, for the user to copy."""
    lines = [f"{frame.filename.rpartition('desktop')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
    details = "\n".join([f"{at} {kind.__name__}", machine, *lines])
    folder = paths.user_log()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "soxa.log"
        mode = "w" if file.is_file() and file.stat().st_size > _LARGEST else "a"
        with file.open(mode, encoding="utf-8") as log:
            log.write(details + "\n\n")
    except OSError as error:
        if sys.stderr is not None:
            sys.stderr.write(f"{details}\n{error.strerror}\n")
    return details
