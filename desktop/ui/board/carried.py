"""What is carried by drag and drop on the board: a person without a position, or an assignment."""

from typing import Final

from PySide6.QtCore import QByteArray, QMimeData

PERSON: Final = "application/x-soxa-person"
ASSIGNMENT: Final = "application/x-soxa-assignment"


def carry(kind: str, record_id: str) -> QMimeData:
    """What a drag takes along."""
    made = QMimeData()
    made.setData(kind, QByteArray(record_id.encode("ascii")))
    return made


def carried(data: QMimeData, *kinds: str) -> tuple[str, str] | None:
    """The kind and the id of what is brought, if it is of one of these kinds."""
    for kind in kinds:
        if data.hasFormat(kind):
            return kind, bytes(data.data(kind).data()).decode("ascii", "replace")
    return None
