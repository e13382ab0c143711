"""What is done to things of the register: lots parted and joined, moves, disposals. Each is one change."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from desktop import messages
from desktop.domain import lots
from desktop.domain.form import Form
from desktop.domain.lots import Disposal, Move
from desktop.domain.values import clean_value
from desktop.errors import AppError
from desktop.storage.model import Record, Write

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore

    from .records import Changes, Records

__all__ = ["EQUIPMENT", "Assets", "Disposal", "Move", "code_of"]

EQUIPMENT: Final = "equipment"
_CODE: Final = "SX:"
_CODE_DIGITS: Final = 12


def code_of(record_id: str) -> str:
    """What the QR code of a record says: 15 letters that a scanner types, the same on every print."""
    return _CODE + record_id.replace("-", "")[-_CODE_DIGITS:].upper()


class Assets:
    """The deeds on equipment and vehicles of one store."""

    def __init__(self, store: "RecordStore", records: "Records", forms: Mapping[str, Form]) -> None:
        self._store = store
        self._records = records
        self._forms = forms

    def of_code(self, text: str) -> str | None:
        """The id of the thing whose QR code was read; None when no record here has it."""
        asked = text.strip().upper()
        if not asked.startswith(_CODE):
            return None
        for form_id in (EQUIPMENT, "vehicle"):
            for row in self._store.facts(form_id, ()):
                if code_of(row["id"]) == asked:
                    return str(row["id"])
        return None

    def split(self, record_id: str, pieces: int, asset_code: str = "") -> tuple[str, "Changes"]:
        """Part some pieces of a lot into a new record; its id. AppError split_pieces."""
        record = self._equipment(record_id)
        whole = lots.quantity_of(record.payload)
        if not 0 < pieces < whole:
            raise AppError("split_pieces", quantity=whole)
        rest, new = lots.parted(record.payload, pieces, record_id)
        if asset_code:
            new["asset_code"] = asset_code
        label = messages.say("assets.split_label", pieces=pieces, name=self._label(record))
        writes = [Write(EQUIPMENT, values=new), _write(record, rest)]
        saved = self._records.write_many("edit", label, writes)
        return saved[0].record.id, self._records.after(saved)

    def merge(self, record_ids: Sequence[str]) -> "Changes":
        """Put lots into the first, the others leave the register; AppError merge_one, merge_differs."""
        records = [self._equipment(record_id) for record_id in dict.fromkeys(record_ids)]
        if len(records) < 2:
            raise AppError("merge_one")
        payloads = [record.payload for record in records]
        if wrong := lots.differing(payloads):
            form = self._forms[EQUIPMENT]
            named = ", ".join(form.field(name).label[messages.language()] for name in wrong)
            raise AppError("merge_differs", fields=named)
        label = messages.say("assets.merge_label", count=len(records), name=self._label(records[0]))
        gone = [Write(EQUIPMENT, one.id, one.revision, delete=True) for one in records[1:]]
        return self._records.save_many("edit", label, [_write(records[0], lots.merged(payloads)), *gone])

    def move(self, record_ids: Sequence[str], move: Move) -> "Changes":
        """To a room or user, with a row for each move; AppError move_nothing, disposed_already."""
        records = [self._equipment(record_id) for record_id in record_ids]
        self._assert_there(records)
        told = [(record, lots.moved(record.payload, move)) for record in records]
        writes = [_write(record, values) for record, values in told if values]
        if not writes:
            raise AppError("move_nothing")
        where = " · ".join(filter(None, (move.room, move.user)))
        label = messages.say("assets.move_label", count=len(writes), where=where)
        return self._records.save_many("edit", label, writes)

    def dispose(self, record_ids: Sequence[str], disposal: Disposal) -> "Changes":
        """Take things out of what is there from a day on; AppError disposed_already, disposal_one_by_one."""
        records = list(self._store.get_many(record_ids))
        self._assert_there(records)
        if disposal.proceeds_vnd is not None and len(records) > 1:
            raise AppError("disposal_one_by_one")
        values = lots.disposed(disposal)
        label = messages.say("assets.dispose_label", count=len(records), decision=disposal.decision or "–")
        writes = [_write(record, self._known(record.form, values)) for record in records]
        return self._records.save_many("edit", label, writes)

    def _known(self, form_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """A vehicle's disposal is told in fewer fields."""
        form = self._forms[form_id]
        return {name: value for name, value in values.items() if form.has_field(name)}

    def _equipment(self, record_id: str) -> Record:
        record = self._store.get(record_id)
        if record.form != EQUIPMENT:
            raise AppError("record_missing", id=record_id)
        return record

    def _assert_there(self, records: Sequence[Record]) -> None:
        for record in records:
            if clean_value(record.payload.get("disposed_on")) is not None:
                raise AppError("disposed_already", name=self._label(record))

    def _label(self, record: Record) -> str:
        return self._records.label(record.form, record.payload)


def _write(record: Record, values: Mapping[str, Any]) -> Write:
    return Write(record.form, record.id, record.revision, values)
