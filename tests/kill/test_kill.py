"""The window is killed at a random millisecond while keys arrive: what it had acknowledged is in the store.

The oracle is what stood outside: the lines `saved N` that the process told before it died.
"""

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop.services import start
from tests.kill.conftest import PASSPHRASE

WINDOW = Path(__file__).with_name("watched_window.py")
RUNS = 50
NAME = "tran thi lan"
UNREADABLE = "31/02/1985"
POST = "to truong"
NOTE = "ghi chu dai go lien tuc khong roi o nay "
LONGEST_RUN = 9.0


class Window:
    """The process, the keys sent to it from outside, and the lines it told."""

    def __init__(self, screen, folder):
        self._environment = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
        self.lines = []
        self._news = threading.Condition()
        self.process = subprocess.Popen(
            [sys.executable, str(WINDOW), str(folder / "store"), str(folder / "passphrase.txt")],
            stdout=subprocess.PIPE,
            text=True,
            env=self._environment,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            with self._news:
                self.lines.append(line.strip())
                self._news.notify_all()
        with self._news:
            self._news.notify_all()

    def wait_for(self, line, seconds=30.0):
        with self._news:
            came = self._news.wait_for(lambda: line in self.lines or self.process.poll() is not None, seconds)
        return came and line in self.lines

    def wait_for_saves(self, count, seconds=5.0):
        with self._news:
            self._news.wait_for(
                lambda: len(self.saved()) >= count or self.process.poll() is not None, seconds
            )

    def saved(self):
        return [int(line.split()[1]) for line in self.lines if line.startswith("saved ")]

    def send(self, *words):
        """Keys through the X server; False once the window is gone."""
        sent = subprocess.run(["xdotool", *words], env=self._environment, capture_output=True, check=False)
        return sent.returncode == 0

    def focus(self):
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
            env=self._environment,
            capture_output=True,
            text=True,
            check=True,
        )
        self.send("windowfocus", "--sync", found.stdout.split()[0])

    def kill(self):
        self.process.kill()
        self.process.wait()
        self._reader.join()
        self.process.stdout.close()


def type_everything(window):
    """A name, an unreadable date, a row of a table, and a note typed for 3 s without leaving it."""
    window.send("type", "--delay", "5", NAME)
    window.send("key", "Tab")
    window.wait_for_saves(1)
    window.send("type", "--delay", "5", UNREADABLE)
    window.send("key", "Tab")
    window.wait_for_saves(2)
    window.send("key", "ctrl+Next")
    window.send("key", "Return")
    window.send("key", "Right", "Right")
    window.send("type", "--delay", "5", POST)
    window.send("key", "Tab")
    window.wait_for_saves(3)
    window.send("key", "ctrl+Next", "ctrl+Next", "ctrl+Next", "ctrl+Next", "ctrl+Next")
    window.send("type", "--delay", str(3000 // len(NOTE)), NOTE)
    window.wait_for_saves(4)


def killed_run(window, after):
    """Send the keys and kill the process so many seconds after the first of them."""
    killer = threading.Timer(after, window.process.kill)
    killer.start()
    type_everything(window)
    killer.join()
    window.kill()


def what_is_stored(folder):
    """The changes of the store by number, the values of its people, and what is wrong with it."""
    session = start.open_(folder / "store", PASSPHRASE)
    try:
        history = {entry.n: entry for entry in session.records.history(limit=1000)}
        people = [
            session.records.payload(record_id) for record_id in session.records.in_order_of_entry("person")
        ]
        return history, people, session.check()
    finally:
        session.close()


@pytest.mark.parametrize("run", range(RUNS))
def test_everything_acknowledged_survives_a_kill_at_any_moment(run, screen, store):
    window = Window(screen, store)
    assert window.wait_for("ready"), window.lines
    window.focus()
    window.send("key", "alt+2")
    window.send("key", "ctrl+n")
    assert window.wait_for("page"), window.lines
    killed_run(window, random.Random(run).uniform(0.05, LONGEST_RUN))

    acknowledged = window.saved()
    history, people, findings = what_is_stored(store)
    assert findings == ()
    assert set(acknowledged) <= set(history)
    stored = people[0] if people else {}
    expected = [
        lambda: stored["full_name"].lower() == NAME,
        lambda: stored["birth_date"] == {"raw": UNREADABLE},
        lambda: stored["status_history"][0]["org_unit"] == POST,
        lambda: stored["note"] and NOTE.startswith(stored["note"]),
    ]
    for is_there in expected[: len(acknowledged)]:
        assert is_there(), (acknowledged, stored)


def test_a_run_that_is_let_be_acknowledges_all_four(screen, store):
    """Else the runs above could pass because nothing is ever acknowledged."""
    window = Window(screen, store)
    assert window.wait_for("ready")
    window.focus()
    window.send("key", "alt+2")
    window.send("key", "ctrl+n")
    assert window.wait_for("page")
    type_everything(window)
    window.kill()
    assert len(window.saved()) >= 4
    _, people, findings = what_is_stored(store)
    assert findings == ()
    assert people[0]["note"].strip() == NOTE.strip()
    assert people[0]["birth_date"] == {"raw": UNREADABLE}
