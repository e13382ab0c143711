"""What is in the delivered ZIP: all that is needed, signed by whom it should be, and nothing else."""

import zipfile
from collections import Counter
from pathlib import PurePosixPath

import pytest

from executables import file_version
from signatures import NotSignedError, signer_of_program
from tests.windows.conftest import ROOT, STAND_INS

MICROSOFT = ("msvcp140", "vcruntime140")


@pytest.fixture(scope="module")
def files(delivered):
    """Every file by its path below the program's folder."""
    with zipfile.ZipFile(delivered) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def below(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_two_programs_and_three_folders(files):
    top = {name.partition("/")[0] for name in files}
    assert top == {"SoXa.exe", "soxa-cli.exe", "runtime", "packages", "app"}


def test_stand_ins_of_tests_are_not_delivered(files):
    stand_ins = {f"{path.stem}.dll" for path in STAND_INS.glob("*.c")}
    assert len(stand_ins) == 2
    assert stand_ins & {PurePosixPath(name).name.lower() for name in files} == set()


def test_python_is_signed_by_its_foundation(files):
    python = {
        name: data
        for name, data in files.items()
        if name.startswith("runtime/") and name.endswith((".dll", ".pyd")) and not of_microsoft(name)
    }
    assert "runtime/python311.dll" in python
    assert {signer_of_program(data) for data in python.values()} == {"Python Software Foundation"}


def test_a_changed_byte_breaks_the_signature(files):
    data = bytearray(files["runtime/python311.dll"])
    data[5000] ^= 1
    with pytest.raises(NotSignedError):
        signer_of_program(bytes(data))


def test_what_is_not_signed_is_refused(files):
    with pytest.raises(NotSignedError):
        signer_of_program(files["SoXa.exe"])


def test_there_is_one_set_of_microsofts_runtime(files):
    found = {name: file_version(data) for name, data in files.items() if of_microsoft(name)}
    assert {PurePosixPath(name).parent.name for name in found} == {"runtime"}
    assert max(Counter(PurePosixPath(name).name.lower() for name in found).values()) == 1
    assert len(set(found.values())) == 1


def of_microsoft(name):
    return PurePosixPath(name).name.lower().startswith(MICROSOFT)


@pytest.mark.parametrize("folder", ["forms", "resources", "packaging/licences", "desktop"])
def test_the_program_is_whole(files, folder):
    name = PurePosixPath(folder).name
    there = {path.removeprefix(f"app/{name}/") for path in files if path.startswith(f"app/{name}/")}
    left_out = ("screens/", "__pycache__/", "README.md", "libraries.toml")
    wanted = {path for path in below(ROOT / folder) if not any(part in path for part in left_out)}
    assert wanted - there == set()


def test_the_licence_of_python_is_its_own(files):
    here = (ROOT / "packaging" / "licences" / "windows" / "python.txt").read_text("utf-8").split()
    assert files["app/licences/windows/python.txt"].decode().split() == here


def test_no_file_knows_where_it_was_built(files):
    home = str(ROOT).encode()
    assert [name for name, data in files.items() if home in data] == []
