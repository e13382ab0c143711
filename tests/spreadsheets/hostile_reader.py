"""Reads each file whose path it is told, in a process of its own, and says what came of it as a line of JSON.

What reading needs is loaded once, before; the process may take a gigabyte beyond that, and ten seconds.
"""

import contextlib
import io
import json
import os
import resource
import signal
import sys
from pathlib import Path

import openpyxl  # noqa: F401 - loaded before memory is measured
import python_calamine  # noqa: F401 - the same
import xlrd  # noqa: F401 - the same

from desktop import cli
from desktop.errors import AppError
from desktop.services import import_report  # noqa: F401 - the same
from desktop.spreadsheets import headings, layout, mapping, reader  # noqa: F401 - the same

SECONDS = 10
MOST_BYTES = 2**30


def read(path):
    """The refusal's code or None, what the command line says then, and the megabytes it took."""
    with Path("/proc/self/statm").open() as statm:
        most = int(statm.read().split()[0]) * resource.getpagesize() + MOST_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    signal.alarm(SECONDS)
    said = {"code": None}
    try:
        reader.read_book(path)
    except AppError as error:
        signal.alarm(SECONDS)
        sys.argv = ["soxa", "import", str(path), "--dry-run"]
        with contextlib.redirect_stderr(io.StringIO()) as text:
            said = {"code": error.code, "exit": cli.main()}
        said["text"] = text.getvalue()
    said["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return said


def in_own_process(path):
    end, begin = os.pipe()
    number = os.fork()
    if number == 0:
        os.write(begin, json.dumps(read(path)).encode())
        os._exit(0)
    os.close(begin)
    with os.fdopen(end, "rb") as pipe:
        said = pipe.read().decode()
    _, status = os.waitpid(number, 0)
    return said or json.dumps({"died": status})


for line in sys.stdin:
    sys.stdout.write(in_own_process(Path(line.rstrip("\n"))) + "\n")
    sys.stdout.flush()
