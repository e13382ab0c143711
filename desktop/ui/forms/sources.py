"""What the fields of a screen need of the session: lists to choose from, records to link to, pictures."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.catalog import Catalog
from desktop.domain.form import Field
from desktop.domain.identity_types import Address, Image
from desktop.domain.list_types import CatalogItem, Link
from desktop.errors import AppError
from desktop.services.records import Query

from .entries import (
    CatalogSource,
    CommuneSource,
    Entry,
    FixedSource,
    LinkSource,
    Source,
    catalog_entries,
)

if TYPE_CHECKING:
    from desktop.services.session import Session

_LINKS_OFFERED = 50


class Sources:
    """One for all fields of a session: the entries of a catalogue are made once."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._entries: dict[str, tuple[Entry, ...]] = {}

    def source(self, field: Field) -> Source:
        """Where the pop-up list of a field gets its entries."""
        if isinstance(field.type, CatalogItem):
            if field.type.catalog.id == "communes":
                return CommuneSource(field.type.catalog, self._session.catalogs, self.entries)
            return CatalogSource(field, field.type, self.entries)
        if isinstance(field.type, Link):
            return LinkSource(field.type.form, self._find_records, self._label)
        if isinstance(field.type, Address):
            return CommuneSource(field.type.communes, self._session.catalogs, self.entries)
        return FixedSource(field)

    def entries(self, catalog: Catalog) -> Sequence[Entry]:
        """The entries of a catalogue that may be chosen today."""
        if catalog.id not in self._entries:
            self._entries[catalog.id] = catalog_entries(catalog, self._session.catalogs)
        return self._entries[catalog.id]

    def add_file(self, field: Field, path: Path) -> str:
        """Keep a photo or paper, by the SHA-256 of its bytes; AppError as of `Attachments`."""
        kept = self._session.attachments
        return kept.add_photo(path) if isinstance(field.type, Image) else kept.add_document(path)

    def save_file(self, sha256: str, path: Path) -> None:
        """Write a kept file to a place of the user's; AppError as of any file."""
        self._session.attachments.save_as(sha256, path)

    def file(self, sha256: str) -> bytes:
        """The bytes of a kept file; AppError attachment_missing."""
        return self._session.attachments.read(sha256)

    def shown(self, field: Field, value: object) -> str:
        """An answer in words, a linked record by its name."""
        return self._session.records.shown(field, value)

    def _find_records(self, form_id: str, text: str) -> Sequence[tuple[str, str]]:
        page = self._session.records.page(form_id, Query(text=text, limit=_LINKS_OFFERED))
        return [(row.id, row.label) for row in page.rows]

    def _label(self, record_id: str) -> str:
        try:
            return self._session.records.open(record_id).label
        except AppError:
            return record_id
