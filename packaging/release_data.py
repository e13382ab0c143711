"""Leaves a small store and a package in `tests/data/releases/<name>/`, to be opened for ever."""

import json
import sys
from datetime import date, datetime
from typing import Any

from desktop import paths
from desktop.domain import places
from desktop.services import practice_posts, start
from desktop.services.records import Records

PASSPHRASE = "kho dữ liệu thử, không bảo vệ ai"  # noqa: S105 - the store holds invented people only
PEOPLE: list[dict[str, Any]] = [
    {"full_name": "Nguyễn Văn Thử", "birth_date": "1980-05", "sex": "male", "national_id": "038080000001"},
    {
        "full_name": "Đặng Thị Ánh",
        "birth_date": {"raw": "31/02/1985"},
        "sex": "female",
        "old_id": "172525953",
    },
    {"full_name": "Lê Hoà", "birth_date": "1990", "sex": "female", "national_id": "038190000002"},
]
WORK = {"position_title": "Chuyên viên", "org_unit": "Phòng Kinh tế", "rank_code": "01.003", "salary_step": 2}


def main(name: str) -> int:
    """Make the folder of a release; it must not be there yet."""
    folder = paths.program() / "tests" / "data" / "releases" / name
    (folder / "store").mkdir(parents=True)
    (folder / "passphrase.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    session = start.create(folder / "store", "15865", "Người thử", PASSPHRASE).session
    for person in PEOPLE:
        rows = {f"status_history/{places.new_row_id()}": {"status": "working", "category": "CC"}}
        view, _ = session.records.create("person", {**person, **WORK, **rows})
    _things(session.records)
    _posts(session.records, view.record.id)
    _complete(session.records, view.record.id, view.record.revision)
    session.records.undo()
    session.keys.create(PASSPHRASE)
    period = session.periods.open("Kỳ thử", date(2026, 9, 30), datetime(2026, 10, 15, 17))  # noqa: DTZ001
    session.packages.export(period, folder, PASSPHRASE)
    session.close()
    (folder / "made.txt").write_text(f"{date.today():%Y-%m-%d}\n", encoding="ascii")  # noqa: DTZ011
    for lock in (folder / "store").glob("*.lock"):
        lock.unlink()
    return 0


def _complete(records: Records, record_id: str, revision: int) -> None:
    sample = json.loads((paths.resources() / "sample" / "person.json").read_text(encoding="utf-8"))
    rows = {
        f"{section}/{places.new_row_id()}": row
        for section, table in sample["tables"].items()
        for row in table
    }
    records.save(record_id, revision, {"note": "một\nhai", **rows})


def _things(records: Records) -> None:
    """One record of every other form, with every field filled."""
    sample = json.loads((paths.resources() / "sample" / "things.json").read_text(encoding="utf-8"))
    for form_id, given in sample.items():
        if form_id != "about":
            records.create(form_id, given[0])


def _posts(records: Records, person: str) -> None:
    """A division, a position, who holds it, and an assessment in a campaign."""
    sample = json.loads((paths.resources() / "sample" / "posts.json").read_text(encoding="utf-8"))
    records.create("subunit", practice_posts.flat(sample["subunit"][0]))
    position, _ = records.create("position", practice_posts.flat(sample["position"][0]))
    holds = {"person": person, "position": position.record.id}
    records.create("assignment", {**holds, "share": 100, "kind": "full", "since": "2025-07-01"})
    campaign, _ = records.create(
        "campaign",
        {
            "name": "Đợt thử",
            "purpose": "assessment",
            "sheet": "short",
            "as_of": "2026-11-15",
            "state": "open",
        },
    )
    records.create(
        "assessment",
        {
            **holds,
            "campaign": campaign.record.id,
            "assessed_on": "2026-11-20",
            "meets": "yes",
            "plan": "keep",
        },
    )
    records.create("remedy", {"remedy": "recruit", "position": position.record.id, "number": "1.00"})


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
