"""A screen of its own, and a small store to be copied for each run."""

import os
import shutil
import subprocess

import pytest

PASSPHRASE = "một hai ba bốn"


@pytest.fixture(scope="session")
def screen():
    """The number of a new virtual screen of 1366×768."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="session")
def small_store(tmp_path_factory):
    """The folder of a store with only its unit in it, and the file with its passphrase."""
    from desktop.services import start

    folder = tmp_path_factory.mktemp("small")
    (folder / "passphrase.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    (folder / "store").mkdir()
    start.create(folder / "store", "15865", "Lan", PASSPHRASE).session.close()
    return folder


@pytest.fixture
def store(small_store, tmp_path):
    """A copy of it."""
    return shutil.copytree(small_store, tmp_path / "run")
