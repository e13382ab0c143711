"""Every sentence for people is in the message files, in both languages, and every one asked for is there."""

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "desktop").rglob("*.py"))

# Vietnamese letters and words that are matched or converted, never shown.
VIETNAMESE_ALLOWED = {
    "desktop/domain/dates.py": "the words day, month and year in front of numbers",
    "desktop/domain/names.py": "the letters and their order",
    "desktop/domain/number_types.py": "the currency behind an amount",
    "desktop/spreadsheets/legacy.py": "the one letter that no mark makes",
    "desktop/spreadsheets/repetition.py": "marks that stand for the value above",
    "desktop/spreadsheets/values/numbers.py": "estimates and units of money",
    "desktop/spreadsheets/values/identity.py": "the word or between two telephone numbers",
    "desktop/spreadsheets/values/pay.py": "the words step and over-scale",
    "desktop/spreadsheets/values/qualifications.py": "words between a degree and its major",
    "desktop/spreadsheets/values/titles.py": "abbreviations of bodies",
    "desktop/spreadsheets/values/years.py": "words that make a year vague",
    "desktop/spreadsheets/syllables.py": "what a syllable may look like",
    "desktop/domain/plates.py": "the letters of a series",
    "desktop/spreadsheets/words.py": "what a sheet says where a table begins and ends",
}
# Decrees are cited by their number, which is the same in every language.
DECREE = re.compile(r"\d+/\d{4}/\w\w-\w+|\b[QN]Đ\b")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def test_no_vietnamese_wording_in_code() -> None:
    paths = [path for path in MODULES if relative(path) not in VIETNAMESE_ALLOWED]
    assert [place for path in paths for place in vietnamese_literals(path)] == []


def test_every_exception_for_vietnamese_letters_is_still_needed() -> None:
    assert [name for name in VIETNAMESE_ALLOWED if not list(vietnamese_literals(ROOT / name))] == []


def vietnamese_literals(path: Path) -> Iterator[str]:
    prose = {id(node) for node in docstrings(tree(path))}
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Constant) or id(node) in prose:
            continue
        if isinstance(node.value, str) and is_vietnamese(DECREE.sub("", node.value)):
            yield f"{relative(path)}:{node.lineno}: {node.value[:40]}"


def docstrings(module: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(module):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield statement.value


def is_vietnamese(text: str) -> bool:
    return any(is_marked(letter) for letter in text)


def is_marked(letter: str) -> bool:
    """Whether it is đ or a Latin letter with a mark of Vietnamese."""
    marks = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
    parts = unicodedata.normalize("NFD", letter)
    return letter in "\u0111\u0110" or (
        parts[0].isascii() and parts[0].isalpha() and any(m in parts for m in marks)
    )


def test_vietnamese_is_recognised_and_english_is_not() -> None:
    assert is_vietnamese("Xã")
    assert is_vietnamese("đ")
    assert not is_vietnamese("commune – 12 m² … “quoted”")


def messages(language: str) -> dict[str, str]:
    text = (ROOT / "resources" / f"messages.{language}.toml").read_text("utf-8")
    return dict(flat(tomllib.loads(text), ""))


def flat(table: dict[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)


def test_both_languages_say_the_same_things() -> None:
    vietnamese, english = messages("vi"), messages("en")
    assert vietnamese.keys() ^ english.keys() == set()
    assert [key for key, text in {**vietnamese, **english}.items() if not text.strip()] == []


def test_both_languages_have_the_same_holes() -> None:
    vietnamese, english = messages("vi"), messages("en")
    assert [
        key for key in vietnamese.keys() & english.keys() if holes(vietnamese[key]) != holes(english[key])
    ] == []


def holes(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)", text))


def test_vietnamese_messages_are_in_composed_form() -> None:
    assert [key for key, text in messages("vi").items() if not unicodedata.is_normalized("NFC", text)] == []


def test_every_message_the_code_names_exists() -> None:
    known = messages("vi").keys()
    named = {place: key for path in MODULES for place, key in named_messages(path)}
    assert {place: key for place, key in named.items() if key not in known} == {}


def named_messages(path: Path) -> Iterator[tuple[str, str]]:
    """Keys written out in `say("key")` and `AppError("code")`."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        first = node.args[0]
        if name not in {"say", "AppError"} or not isinstance(first, ast.Constant):
            continue
        key = f"error.{first.value}" if name == "AppError" else str(first.value)
        yield f"{relative(path)}:{node.lineno}", key
