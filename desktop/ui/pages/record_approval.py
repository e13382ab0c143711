"""The approval of the record on the page: the dialog behind the button of its head."""

from typing import TYPE_CHECKING

from desktop.domain.approval import has_approval

if TYPE_CHECKING:
    from desktop.services.records import Changes
    from desktop.services.session import Session

    from .record_page import RecordPage


def bind_approval(page: "RecordPage", session: "Session") -> None:
    """Open the dialog when the head asks for it."""
    page.header.approval_wanted.connect(lambda: _open(page, session))


def _open(page: "RecordPage", session: "Session") -> None:
    from desktop.ui.dialogs.approval_dialog import ApprovalDialog

    if not page.commit() or not page.record_id or not has_approval(page.form):
        return

    def tell(changes: "Changes") -> None:
        page.reload()
        page.changed.emit(changes)

    dialog = ApprovalDialog(session, [page.record_id], page)
    dialog.changed.connect(tell)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
