"""Makes packaging/licences from its own list and the licence files of the installed libraries."""

import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent / "licences"
_LOCKS = Path(__file__).resolve().parent / "locks"
_LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice|authors|/licenses/", re.IGNORECASE)

_HEAD = """# Third-party notices

What Sổ Xã ships beside its own code. The full texts are in `libraries/`, `texts/`, `fonts/`,
`data/` and `windows/`.
Qt and PySide6 are used under the LGPL 3: separate libraries in the program's folder, which may be replaced.
"""


def shipped() -> dict[str, str]:
    """Every library of the runtime locks, Linux and Windows together, with its version."""
    found: dict[str, str] = {}
    for name in ("linux.txt", "windows.txt"):
        text = (_LOCKS / name).read_text("utf-8")
        found |= dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))
    return dict(sorted(found.items()))


def main() -> int:
    """Write NOTICES.md and libraries/*.txt; 1 when list and locks do not name the same libraries."""
    listed = tomllib.loads((_FOLDER / "libraries.toml").read_text("utf-8"))
    libraries = listed["libraries"]
    versions = shipped()
    different = sorted(libraries.keys() ^ versions.keys())
    if different:
        print(f"libraries.toml and the locks differ in: {', '.join(different)}")
        return 1
    (_FOLDER / "libraries").mkdir(exist_ok=True)
    for old in (_FOLDER / "libraries").glob("*.txt"):
        old.unlink()
    for name, library in libraries.items():
        text = _licence_text(name, library.get("texts", []))
        (_FOLDER / "libraries" / f"{name}.txt").write_text(text, "utf-8", newline="\n")
    (_FOLDER / "NOTICES.md").write_text(_notices(listed, versions), "utf-8", newline="\n")
    return 0


def _licence_text(name: str, texts: list[str]) -> str:
    """The library's own licence files, one after the other, then where the shared texts lie."""
    parts = [_clean(path.read_text("utf-8", errors="replace")) for path in _licence_files(name)]
    parts += [f"Full text: ../texts/{text}.txt" for text in texts]
    if not parts:
        raise FileNotFoundError(name)
    return "\n\n".join(dict.fromkeys(parts)) + "\n"


def _licence_files(name: str) -> list[Path]:
    try:
        distribution = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return []  # a library of Windows only
    inside = [file for file in distribution.files or [] if ".dist-info/" in str(file)]
    return sorted(Path(str(file.locate())) for file in inside if _LICENCE_FILE.search(str(file)))


def _clean(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def _notices(listed: dict[str, dict[str, dict[str, str]]], versions: dict[str, str]) -> str:
    lines = [_HEAD, "## Libraries", "", "| library | version | licence | what for |", "|---|---|---|---|"]
    for name, library in listed["libraries"].items():
        link = f"[{name}](libraries/{name}.txt)"
        lines.append(f"| {link} | {versions[name]} | {library['licence']} | {library['use']} |")
    for title, key in (("Fonts and icons", "fonts"), ("Data", "data"), ("On Windows only", "windows")):
        lines += ["", f"## {title}", "", "| what | licence | what for |", "|---|---|---|"]
        for name, item in listed[key].items():
            lines.append(f"| [{name}]({item['text']}) | {item['licence']} | {item['use']} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
