"""What goes out with the program: pinned libraries, their licences, the fonts."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_names_a_package_index() -> None:
    words = (
        "--index-" + "url",
        "--extra-index-" + "url",
        "--find-" + "links",
        "pypi." + "org",
        "python" + "hosted",
    )
    places = [
        ROOT / ".ci" / "run",
        ROOT / "pyproject.toml",
        *(ROOT / "packaging").glob("*.py"),
        *(ROOT / "packaging" / "locks").iterdir(),
    ]
    found = [relative(path) for path in places if any(word in path.read_text("utf-8") for word in words)]
    assert found == []


@pytest.mark.parametrize("lock", ["linux", "windows", "dev-linux", "dev-windows", "build"])
def test_every_pinned_package_has_a_hash(lock: str) -> None:
    text = (ROOT / "packaging" / "locks" / f"{lock}.txt").read_text("utf-8")
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert packages
    assert [package for package in packages if "==" not in package or "--hash=sha256:" not in package] == []


def test_every_shipped_library_has_its_licence() -> None:
    licences = ROOT / "packaging" / "licences"
    notices = (licences / "NOTICES.md").read_text("utf-8")
    for name in ("linux", "windows"):
        lock = (ROOT / "packaging" / "locks" / f"{name}.txt").read_text("utf-8")
        for package, version in re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE):
            assert f"[{package}](libraries/{package}.txt) | {version} |" in notices
            assert (licences / "libraries" / f"{package}.txt").stat().st_size


def test_fonts_are_bundled_with_their_licence() -> None:
    fonts = {path.stem for path in (ROOT / "resources" / "fonts").glob("*.ttf")}
    styles = ("Regular", "Bold", "Italic", "BoldItalic")
    assert fonts == {f"Liberation{family}-{style}" for family in ("Sans", "Serif") for style in styles}
    assert "SIL OPEN FONT LICENSE" in (ROOT / "packaging/licences/fonts/Liberation.txt").read_text("utf-8")
