"""The rules of the code that no linter knows: sizes, names, what may be caught and imported."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "desktop").rglob("*.py"))
SCRIPTS = sorted((ROOT / "packaging").rglob("*.py"))

TOP_LEVEL = {
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    ".pre-commit-config.yaml",
    "LICENSE",
    "README.md",
    "desktop",
    "forms",
    "packaging",
    "pyproject.toml",
    "resources",
    "tests",
}
MAX_LINES = 300
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
NETWORK = {"asyncio", "ftplib", "http", "imaplib", "smtplib", "socket", "socketserver", "ssl", "xmlrpc"}
NETWORK |= {"aiohttp", "requests", "urllib3"}

# What a layer may import of ours, where an arrow down is not enough to say it.
OURS_ALLOWED = {
    "domain": {"domain", "errors", "messages"},
    "ui": {"ui", "services", "domain", "errors", "messages"},
}

# The two places where a bug is caught: at the end of the worker thread, and at the end of the program.
CATCH_ALL_ALLOWED = {"desktop/ui/tasks.py", "desktop/app.py"}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def test_the_top_level_holds_only_what_belongs_there() -> None:
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}
    found = {entry.name for entry in ROOT.iterdir()} - ignored - {".git", "__pycache__"}
    assert found <= TOP_LEVEL


def test_no_file_is_longer_than_three_screens() -> None:
    files = [*MODULES, *SCRIPTS]
    files = [path for path in files if path.parent.name != "versions"]  # a step is a frozen list of tables
    lengths = {relative(path): len(path.read_text("utf-8").splitlines()) for path in files}
    assert {name: lines for name, lines in lengths.items() if lines > MAX_LINES} == {}


def test_no_module_is_a_drawer() -> None:
    names = {path: {path.stem, *path.stem.split("_"), path.parent.name} for path in [*MODULES, *SCRIPTS]}
    assert [relative(path) for path, words in names.items() if words & FORBIDDEN_NAMES] == []


def test_packages_have_an_empty_init() -> None:
    folders = {path.parent for path in MODULES} - {ROOT / "desktop" / "storage" / "migrations"}
    assert [relative(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
    filled = [path for path in MODULES if path.name == "__init__.py" and path.read_text("utf-8").strip()]
    assert [relative(path) for path in filled] == []


def test_bugs_are_caught_only_where_work_ends() -> None:
    assert [place for path in MODULES for place in catch_alls(path)] == []


def catch_alls(path: Path) -> Iterator[str]:
    if relative(path) in CATCH_ALL_ALLOWED:
        return
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.ExceptHandler):
            continue
        caught = [] if node.type is None else ast.walk(node.type)
        names = {name.id for name in caught if isinstance(name, ast.Name)}
        if node.type is None or names & {"Exception", "BaseException"}:
            yield f"{relative(path)}:{node.lineno}"


def test_the_domain_stands_on_the_standard_library_alone() -> None:
    allowed = sys.stdlib_module_names | {"desktop"}
    domain = [path for path in MODULES if path.is_relative_to(ROOT / "desktop" / "domain")]
    assert [
        f"{relative(path)}: {name}" for path in domain for name in imports(path) if top(name) not in allowed
    ] == []


@pytest.mark.parametrize("layer", sorted(OURS_ALLOWED))
def test_a_layer_knows_only_the_parts_it_may(layer: str) -> None:
    modules = [path for path in MODULES if path.is_relative_to(ROOT / "desktop" / layer)]
    ours = [
        (path, name.split(".")[1]) for path in modules for name in imports(path) if top(name) == "desktop"
    ]
    assert [f"{relative(path)}: {part}" for path, part in ours if part not in OURS_ALLOWED[layer]] == []


def test_scripts_of_the_developer_need_nothing_installed() -> None:
    own = {path.stem for path in SCRIPTS}
    scripts = [path for path in SCRIPTS if path.stem == "dev" or path.stem.startswith("dev_")]
    allowed = sys.stdlib_module_names | own
    assert [
        f"{relative(path)}: {name}" for path in scripts for name in imports(path) if top(name) not in allowed
    ] == []


def test_the_program_makes_no_connection() -> None:
    found = [(relative(path), name) for path in MODULES for name in imports(path)]
    assert [hit for hit in found if top(hit[1]) in NETWORK or "QtNetwork" in hit[1]] == []
    assert [hit for hit in found if hit[1].startswith(("urllib.request", "multiprocessing.managers"))] == []


def top(name: str) -> str:
    return name.partition(".")[0]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif (
            isinstance(node, ast.ImportFrom) and node.module and not node.level
        ):  # `from .x` stays in its layer
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
