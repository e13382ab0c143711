"""The tabs of figures about offices, equipment, vehicles, lines and workload, and who is behind a figure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from desktop import messages

from . import figures_of_houses, figures_of_lines, figures_of_things, figures_of_wear, wording
from .figure_view import Counted, View
from .norm_words import Words
from .staffing_behind import Behind

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore

    from .session import Session

_BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "person": ("position_title", "org_unit"),
    "building": ("current_use",),
    "equipment": ("room", "user", "condition"),
    "vehicle": ("type", "condition"),
    "system": ("kind", "state"),
    "workload": ("field",),
    "task": ("task_basis", "division"),
}


class AssetFigures:
    """Views by id: `VIEWS` names them; each is worked out anew when asked for."""

    def __init__(self, store: "RecordStore", session: "Session") -> None:
        self._store = store
        self._session = session

    def view(self, view_id: str, at: date) -> View:
        """A tab as at a day; KeyError for an id that `VIEWS` does not have."""
        return VIEWS[view_id](Source(self._store, self._session, at))

    def named(self, records: Sequence[Counted]) -> tuple[Behind, ...]:
        """The records behind a figure, by form, in the order of their lists."""
        return tuple(one for part in records for one in self._of_form(part))

    def _of_form(self, part: Counted) -> list[Behind]:
        form, wanted = self._session.forms[part.form], frozenset(part.ids)
        names, title = _BESIDE.get(part.form, ()), messages.say(f"ui.shell.{part.form}")
        return [
            Behind(
                part.form,
                row["id"],
                row["label"],
                " · ".join(
                    filter(None, (title, *(wording.shown(form.field(name), row[name]) for name in names)))
                ),
            )
            for row in self._store.facts(part.form, names)
            if row["id"] in wanted
        ]


class Source:
    """What a view is made of: the report of its day, the words of its session, typed rows."""

    def __init__(self, store: "RecordStore", session: "Session", at: date) -> None:
        self.store = store
        self.session = session
        self.at = at
        self.report = session.norms.report(at)
        self.words = Words(session)

    def facts(self, form_id: str, names: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        """Every record of a form by its id, with these fields."""
        return {row["id"]: row for row in self.store.facts(form_id, names)}


VIEWS: Final[Mapping[str, Callable[[Source], View]]] = {
    "building_area": figures_of_houses.area,
    "building_state": figures_of_houses.handling,
    "equipment_norms": figures_of_things.items,
    "equipment_wear": figures_of_wear.wear,
    "equipment_machines": figures_of_things.machines,
    "vehicle_norms": figures_of_things.cars,
    "system_up": figures_of_lines.up,
    "workload_mean": figures_of_lines.load,
}
