"""What stands between any writing and the store: approval only by a step, nothing once approved, rights."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from desktop.domain import approval
from desktop.domain.form import Form
from desktop.errors import AppError

from .rights import Rights, named
from .users import ADMINISTRATOR

if TYPE_CHECKING:
    from desktop.storage.model import Record, Write
    from desktop.storage.records import RecordStore

# The kinds of changes by which steps are entered in the history, and the rights that also undo them.
KINDS: Final[Mapping[str, str]] = {step: f"approval_{step}" for step in approval.STEPS}
PAPER_KIND: Final = "approval_paper"
_RIGHTS: Final[Mapping[str, tuple[str, ...]]] = {
    **{kind: approval.RIGHTS[step] for step, kind in KINDS.items()},
    PAPER_KIND: approval.PAPER_RIGHTS,
}
# Registers that not every user may write, whichever door is taken.
_FORM_RIGHTS: Final[Mapping[str, str]] = {"norm_override": ADMINISTRATOR}


class ApprovalGuard:
    """Judges writes, deletions and undos before they reach the store."""

    def __init__(self, store: "RecordStore", forms: Mapping[str, Form], rights: Rights) -> None:
        self._store = store
        self._rights = rights
        self._forms = {form_id for form_id, form in forms.items() if approval.has_approval(form)}

    def assert_writable(
        self, form_id: str, before: Mapping[str, Any] | None, places: Iterable[str] = ()
    ) -> None:
        """Pass where places may be written; AppError right_missing, approval_by_step, record_approved."""
        self._assert_rights([form_id])
        if form_id not in self._forms:
            return
        if any(map(approval.is_approval_place, places)):
            raise AppError("approval_by_step")
        if before is not None and approval.is_locked(before):
            raise AppError("record_approved", right=named(*approval.RIGHTS[approval.RETURNED]))

    def assert_all_writable(self, writes: Sequence["Write"]) -> None:
        """The same for the writes of one change, which may hold whole payloads."""
        for leaving in self._found(
            [one.record_id for one in writes if one.delete and one.record_id]
        ).values():
            self.assert_deletable(leaving)
        self._assert_rights(one.form for one in writes)
        asked = [one for one in writes if one.form in self._forms]
        before = self._found([one.record_id for one in asked if one.record_id])
        for write in asked:
            record = before.get(write.record_id or "")
            known = record.payload if record else None
            places = set(write.values)
            if write.payload is not None:
                rows = (known or {}).get(approval.SECTION)
                places |= {approval.SECTION} if write.payload.get(approval.SECTION) != rows else set()
            self.assert_writable(write.form, known, places)

    def assert_deletable(self, record: "Record") -> None:
        """Pass where a record may be deleted: neither approved, nor what something approved tells of.

        AppError record_approved, record_has_approved.
        """
        self.assert_writable(record.form, record.payload)
        sources = {source for source, _ in self._store.linked_from(record.id)}
        linking = [one for one in self._found(sources).values() if one.form in self._forms]
        if approved := sum(approval.is_locked(one.payload) for one in linking):
            right = named(*approval.RIGHTS[approval.RETURNED])
            raise AppError("record_has_approved", count=approved, right=right)

    def assert_undoable(self, n: int) -> None:
        """Pass where change `n` may be taken back; AppError right_missing, record_approved.

        Taking a step back, or taking that back in turn, wants the right to the step itself.
        """
        kind = self._kind_at_root(n)
        if kind in _RIGHTS:
            self._rights.need(*_RIGHTS[kind])
            return
        touched = self._store.touched(n)
        self._assert_rights(form_id for _, form_id in touched)
        asked = [record_id for record_id, form_id in touched if form_id in self._forms]
        for record in self._found(asked).values():
            self.assert_writable(record.form, record.payload)

    def _assert_rights(self, form_ids: Iterable[str]) -> None:
        for right in {_FORM_RIGHTS[form_id] for form_id in form_ids if form_id in _FORM_RIGHTS}:
            self._rights.need(right)

    def _found(self, record_ids: Iterable[str]) -> dict[str, "Record"]:
        found = {}
        for record_id in record_ids:
            record = self._store.find(record_id)
            if record is not None:
                found[record_id] = record
        return found

    def _kind_at_root(self, n: int) -> str:
        """The kind of a change, or of the change at the end of what it takes back."""
        while found := self._store.history(limit=1, before_n=n + 1):
            if found[0].n != n or found[0].undoes is None:
                return found[0].kind if found[0].n == n else ""
            n = found[0].undoes
        return ""
