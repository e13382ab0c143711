"""The pages there are, and where a link leads: what pages hand to the main window when they want another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

REGISTERS: Final = (
    "person",
    "position",
    "subunit",
    "assignment",
    "remedy",
    "campaign",
    "assessment",
    "rating",
    "building",
    "equipment",
    "vehicle",
    "system",
    "workload",
    "task",
)
PAGES: Final = (
    "overview",
    "person",
    "position",
    "assessment",
    "building",
    "equipment",
    "vehicle",
    "system",
    "workload",
    "unit",
    "packages",
    "settings",
)
# What stands in the tabs of an entry instead of having one of its own, so that the navigation stays short.
TABS: Final[Mapping[str, tuple[str, ...]]] = {
    "position": (
        "board",
        "position_list",
        "staffing",
        "composition",
        "remedy",
        "subunit",
        "assignment",
    ),
    "assessment": ("assessment_grid", "assessment_list", "campaign", "rating"),
    "building": ("building_list", "building_area", "building_state"),
    "equipment": ("equipment_list", "equipment_norms", "equipment_wear", "equipment_machines"),
    "vehicle": ("vehicle_list", "vehicle_norms"),
    "system": ("system_list", "system_up"),
    "workload": ("workload_list", "workload_mean", "task"),
}
_KEYS: Final = "1234567890-="


@dataclass(frozen=True, slots=True)
class Destination:
    """A page of the main window, and what to show there: `place` takes the cursor, `text` is searched.

    Page "new" makes a record of the form named in `text`; "import" goes back to the register named there.
    `back` is where Esc leads from a record that was not opened from its register's list.
    """

    page: str
    record_id: str = ""
    place: str = ""
    only_problems: bool = False
    text: str = ""
    back: str = ""


def entry_of(page: str) -> str:
    """The entry of the navigation under which a page or a tab stands."""
    return next((entry for entry, tabs in TABS.items() if page in tabs), page)


def shortcuts() -> tuple[tuple[str, str], ...]:
    """Every page with its key: Alt+1 to Alt+9, then Alt+0, Alt+-, Alt+=; whatever is beyond has none."""
    keys = [f"Alt+{key}" for key in _KEYS]
    return tuple((page, keys[at] if at < len(keys) else "") for at, page in enumerate(PAGES))
