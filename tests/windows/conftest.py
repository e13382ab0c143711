"""The delivered ZIP unpacked in a fresh Wine, on a screen of its own; pictures are kept in `dist/wine`."""

import os
import shutil
import subprocess
import sys
import threading
import time
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path, PureWindowsPath

import pytest
from PIL import ImageChops, ImageGrab

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "dist" / "wine"
sys.path.insert(0, str(ROOT / "packaging" / "windows"))

import fetching  # noqa: E402 - found by the path above
import launchers  # noqa: E402
import runtime  # noqa: E402

STAND_INS = ROOT / "packaging" / "windows" / "wine"
OFFICE = PureWindowsPath("C:/Cơ quan")  # what an office may well call its folder


def until(holds, seconds):
    """Ask again and again until something holds; what it gave."""
    end = time.monotonic() + seconds
    clock = threading.Event()
    while not (found := holds()):
        assert time.monotonic() < end, f"not within {seconds} s"
        clock.wait(0.2)
    return found


class Wine:
    """One Wine of its own with the program in it, and the keys and eyes of whoever sits before it."""

    def __init__(self, folder, screen):
        self.prefix = folder / "prefix"
        self.screen = screen
        self.pictures = 0
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "DISPLAY": screen,
            "LC_ALL": "C.UTF-8",
            "WINEPREFIX": str(self.prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=d",
        }

    def begin(self):
        """A fresh Windows 10 of Wine's, and in it what this Wine lacks."""
        for words in (("wineboot", "-i"), ("winecfg", "-v", "win10")):
            subprocess.run(["wine", *words], env=self._environment, check=True, timeout=180, **QUIET)
        for source in STAND_INS.glob("*.c"):
            launchers.compile_library(source, self.prefix / "drive_c/windows/system32" / f"{source.stem}.dll")

    def end(self):
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False, timeout=60, **QUIET)

    def path(self, windows):
        """Where a path of Windows lies here."""
        return self.prefix.joinpath("drive_c", *PureWindowsPath(windows).parts[1:])

    def start(self, program, *arguments):
        """A program of ours, running; it is given a pipe, for Wine hands over no other kind of output."""
        words = ["wine", str(self.path(self.program / program)), *map(str, arguments)]
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(words, env=self._environment, **pipes)

    def soxa(self, *arguments, code=0):
        """What `soxa-cli.exe` says; it must end with that code and without complaint."""
        process = self.start("soxa-cli.exe", *arguments)
        said, complained = process.communicate(timeout=180)
        assert (process.returncode, complained.decode()) == (code, ""), said.decode()
        return said.decode().replace("\r\n", "\n")

    def run_inside(self, script):
        """What a script says that runs among the program's modules, started by Python's own launcher."""
        python = self.path(self.program / "runtime" / "python.exe")
        python.write_bytes(signed_python())
        process = self.start("runtime/python.exe", f"Z:{script}")
        said, complained = process.communicate(timeout=120)
        python.unlink()
        assert (process.returncode, complained.decode()) == (0, "")
        return said.decode()

    @property
    def program(self):
        (folder,) = self.path(OFFICE).glob("SoXa-*")
        return OFFICE / folder.name

    def press(self, *keys):
        self._xdotool("key", *keys)

    def type(self, text):
        self._xdotool("type", "--delay", "30", text)

    def window(self, name):
        """Wait for the window whose title holds these words, and give it the keys."""
        found = until(lambda: self._xdotool("search", "--onlyvisible", "--name", name).split(), 60)
        self._xdotool("windowfocus", "--sync", found[0])

    def look(self):
        return ImageGrab.grab(xdisplay=self.screen).convert("RGB")

    def rest(self, before, name, part=0.01):
        """Wait until that part of the screen is another and it has come to rest; the picture is kept."""
        until(lambda: difference(before, self.look()) > part, 60)
        until(lambda: difference(self.look(), self._look_later()) < 0.0005, 60)
        after = self.look()
        self.pictures += 1
        after.save(PICTURES / f"{self.pictures}-{name}.png")
        return after

    def _look_later(self):
        threading.Event().wait(0.4)
        return self.look()

    def _xdotool(self, *words):
        call = {"env": self._environment, "capture_output": True, "text": True, "timeout": 60}
        return subprocess.run(["xdotool", *words], check=False, **call).stdout


def signed_python():
    """`python.exe` of the very CPython that is delivered without it."""
    choice = tomllib.loads((ROOT / "packaging" / "windows" / "windows.toml").read_text("utf-8"))["runtime"]
    folder = ROOT / "build" / "windows" / "downloads"
    package = fetching.fetch(choice["package"], choice["version"], choice["sha256"], folder)
    return runtime.from_source_package(package, choice).interpreter()


QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def difference(one, other):
    """The part of the pixels that differ, 0 to 1."""
    grey = ImageChops.difference(one, other).convert("L")
    return 1 - grey.histogram()[0] / (one.width * one.height)


@pytest.fixture(scope="session")
def screen():
    """The number of a new virtual screen of 1366×768 with a Vietnamese keyboard."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        number = f":{pipe.readline().strip()}"
    assert number != ":", "Xvfb did not start"
    keyboard = Path(__file__).with_name("vietnamese.xkb")
    subprocess.run(["xkbcomp", "-w0", str(keyboard), number], check=True)
    yield number
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="session")
def delivered():
    """The portable ZIP, as `dev.py build-windows` left it."""
    return ROOT / "dist" / f"SoXa-{version('soxa')}-portable.zip"


@pytest.fixture(scope="session")
def wine(tmp_path_factory, screen, delivered):
    """A fresh Wine with the ZIP unpacked in a folder with a Vietnamese name."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    made = Wine(tmp_path_factory.mktemp("wine"), screen)
    made.begin()
    with zipfile.ZipFile(delivered) as archive:
        archive.extractall(made.path(OFFICE))
    yield made
    made.end()


@pytest.fixture(scope="session")
def demo(wine):
    """The practice commune, made by the program itself; its folder, and what was told."""
    folder = OFFICE / "Sổ thực hành"
    wine.told = wine.soxa("demo", "-o", folder)
    return folder


@pytest.fixture(scope="session")
def store(demo):
    """The words that name the practice store and whoever may open it."""
    return "--store", str(demo / "store"), "--passphrase-file", str(demo / "passphrase.txt")
