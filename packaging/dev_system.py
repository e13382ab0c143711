"""What the machine itself must bring: libraries of the window system and tools that tests call."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """One thing looked for on the machine, and the Debian package that brings it."""

    what: str
    package: str

    def is_missing(self) -> bool:
        if ".so." in self.what:
            return not _loads(self.what)
        if self.what == "ensurepip":
            return importlib.util.find_spec("ensurepip") is None
        return shutil.which(self.what) is None


ENVIRONMENT = (Need("ensurepip", "python3-venv"),)

WINDOW = (
    Need("libEGL.so.1", "libegl1"),
    Need("libGL.so.1", "libgl1"),
    Need("libX11.so.6", "libx11-6"),
    Need("libX11-xcb.so.1", "libx11-xcb1"),
    Need("libdbus-1.so.3", "libdbus-1-3"),
    Need("libfontconfig.so.1", "libfontconfig1"),
    Need("libfreetype.so.6", "libfreetype6"),
    Need("libglib-2.0.so.0", "libglib2.0-0"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0"),
    Need("libxcb-glx.so.0", "libxcb-glx0"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4"),
    Need("libxcb-image.so.0", "libxcb-image0"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Need("libxcb-randr.so.0", "libxcb-randr0"),
    Need("libxcb-render-util.so.0", "libxcb-render-util0"),
    Need("libxcb-render.so.0", "libxcb-render0"),
    Need("libxcb-shape.so.0", "libxcb-shape0"),
    Need("libxcb-shm.so.0", "libxcb-shm0"),
    Need("libxcb-sync.so.1", "libxcb-sync1"),
    Need("libxcb-util.so.1", "libxcb-util1"),
    Need("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    Need("libxcb-xkb.so.1", "libxcb-xkb1"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Need("libxkbcommon.so.0", "libxkbcommon0"),
)

TESTS = (
    Need("Xvfb", "xvfb"),
    Need("xauth", "xauth"),
    Need("xdotool", "xdotool"),
    Need("openssl", "openssl"),
)

# Programs that know nothing of us and open what we write.
PEERS = (Need("soffice", "libreoffice-calc-nogui"),)

WINDOWS = (
    Need("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64-win32"),
    Need("x86_64-w64-mingw32-windres", "binutils-mingw-w64-x86-64"),
)

WINE = (
    Need("wine", "wine"),
    Need("xkbcomp", "x11-xkb-utils"),
)


class SystemIncompleteError(Exception):
    """The machine lacks something that cannot be installed from here; the text says what and how."""


def provide(needs: Sequence[Need]) -> None:
    """Install what is missing on Debian as root; elsewhere name it exactly. Windows needs nothing."""
    if sys.platform != "linux":
        return
    missing = [need for need in needs if need.is_missing()]
    if not missing:
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        _apt_install([need.package for need in missing])
        missing = [need for need in missing if need.is_missing()]
    if missing:
        names = ", ".join(need.what for need in missing)
        packages = " ".join(need.package for need in missing)
        raise SystemIncompleteError(
            f"This machine lacks: {names}\nOn Debian or Ubuntu, as root: apt-get install {packages}"
        )


def has_screen() -> bool:
    """Whether a window can be shown here."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _apt_install(packages: Sequence[str]) -> None:
    print(f"Installing Debian packages: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*apt, *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        if done.returncode:
            raise SystemIncompleteError(
                f"apt-get {words[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
            )
