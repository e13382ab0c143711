"""Sheets for the tests of ratings, as the form stores them."""

from typing import Any

CRITERIA = {
    "I.1": "5", "I.2": "5",
    "II.1": "2.5", "II.2": "2.5", "II.3": "2.5", "II.4": "2.5",
    "III.1": "2.5", "III.2": "2.5", "III.3": "2.5", "III.4": "2.5",
}  # fmt: skip
FULL = {"quantity_percent": "100", "quality_percent": "100", "progress_percent": "100"}


def rows(*found: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"_id": f"{number:08x}", **row} for number, row in enumerate(found)]


def criteria(**changed: str) -> list[dict[str, Any]]:
    """All common criteria with full points, the headings of the groups among them."""
    given = {**CRITERIA, **changed}
    groups = [{"criterion": group, "max_points": "10"} for group in ("I", "II", "III")]
    points = [
        {"criterion": code, "self_points": value, "authority_points": value} for code, value in given.items()
    ]
    return rows(*groups, *points)


def product(assigned: str, done: str, failures: int = 0, delays: int = 0) -> dict[str, Any]:
    return {
        "name": "Sản phẩm",
        "assigned": assigned,
        "done": done,
        "quality_failures": failures,
        "delays": delays,
    }


def payload(**changed: Any) -> dict[str, Any]:
    """A civil servant's sheet of the first quarter of 2026, rated by the commune."""
    sound = {
        "scope": "person",
        "subject": "Nguyễn Thị Hồng",
        "division": "Phòng Kinh tế",
        "category": "CC",
        "year": 2026,
        "period": "Q1",
        "rated_by": "commune",
    }
    return {name: value for name, value in {**sound, **changed}.items() if value is not None}
