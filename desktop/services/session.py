"""An opened store with everything one can do in it: what screens and the command line are given."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import messages
from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.errors import AppError

from .approval import Approval
from .assessments import Assessments
from .asset_figures import AssetFigures
from .assets import Assets
from .attachments import Attachments
from .board import Board
from .campaign_office import Office
from .campaigns import Campaigns
from .composition import Composition
from .imports import Imports
from .keys import Keys
from .norm_overrides import NormOverrides
from .norms import Norms
from .overview import Overview
from .packages import Packages
from .periods import Periods
from .print_figures import PrintFigures
from .printing import Beside, Printing
from .records import Records
from .remedies import Remedies
from .rights import Rights
from .settling import Settling
from .staffing import StaffFigures
from .stocktaking import Stocktaking
from .unit import UnitInfo
from .users import Users

if TYPE_CHECKING:
    from desktop.storage.open_store import OpenStore
    from desktop.storage.vault import User


@dataclass(frozen=True)
class StoreFinding:
    """One thing that does not agree within the store, in words."""

    code: str
    text: str


class Session:
    """One user in one opened store; `close` lets go of it."""

    def __init__(
        self, store: "OpenStore", forms: Mapping[str, Form], catalogs: Catalogs, unit: UnitInfo
    ) -> None:
        self._store = store
        self.folder: Path = store.folder
        self.forms = forms
        self.catalogs = catalogs
        self.unit = unit

    @property
    def user(self) -> "User":
        """Who is in, with the rights as they are now."""
        return self._store.user

    @cached_property
    def rights(self) -> Rights:
        """What the user may do, and who else may."""
        return Rights(self._store)

    @cached_property
    def users(self) -> Users:
        """Who may open the store, and what for."""
        return Users(self._store, self.rights)

    @cached_property
    def approval(self) -> Approval:
        """Handing in, reviewing, approving and returning records."""
        return Approval(self._store.records, self.records, self.forms, self.rights, self.attachments)

    def form(self, form_id: str) -> Form:
        """A form by id; AppError form_unknown."""
        if form_id not in self.forms:
            raise AppError("form_unknown", form=form_id)
        return self.forms[form_id]

    @cached_property
    def records(self) -> Records:
        """Reading, saving, undoing, looking up."""
        return Records(self._store.records, self.forms, self.catalogs, self.rights)

    @cached_property
    def assessments(self) -> Assessments:
        """The grid of a campaign."""
        return Assessments(self._store.records, self.records, self.forms, self.catalogs)

    @cached_property
    def imports(self) -> Imports:
        """Sheets that become records."""
        store = self._store
        return Imports(store.records, self.records, self.forms, self.catalogs, store.ledger, store.memory)

    @cached_property
    def printing(self) -> Printing:
        """Official forms and lists."""
        results = PrintFigures(self.catalogs, self.forms, lambda: self.norms)
        beside = Beside({"overview": self.overview.on_paper}, results)
        return Printing(self.records, self.attachments, self.forms, self.catalogs, self.unit, beside)

    @cached_property
    def composition(self) -> Composition:
        """What the staff is made of on a day."""
        return Composition(self._store.records, self.catalogs)

    @cached_property
    def attachments(self) -> Attachments:
        """Photos and scans."""
        return Attachments(self._store.attachments)

    @cached_property
    def campaigns(self) -> Campaigns:
        """Sheets that are handed out and taken in."""
        store, forms = self._store.records, self.forms
        return Campaigns(Office(store, self.records, forms, self.catalogs, self.unit, self.rights))

    @cached_property
    def norms(self) -> Norms:
        """Offices, equipment, lines and workload beside the norms."""
        return Norms(self._store.records, self.catalogs)

    @cached_property
    def assets(self) -> Assets:
        """Lots, moves and disposals."""
        return Assets(self._store.records, self.records, self.forms)

    @cached_property
    def stocktaking(self) -> Stocktaking:
        """Counting what is there."""
        return Stocktaking(self._store.records, self.records, self.catalogs)

    @cached_property
    def settling(self) -> Settling:
        """What comes of the differences of a count."""
        return Settling(self._store.records, self.records, self.stocktaking)

    @cached_property
    def norm_overrides(self) -> NormOverrides:
        """The values of norms in force, and the commune's own."""
        return NormOverrides(self._store.records, self.records, self.rights, self.catalogs)

    @cached_property
    def figures(self) -> AssetFigures:
        """Figures of offices, equipment, lines and workload as screens and workbooks show them."""
        return AssetFigures(self._store.records, self)

    @cached_property
    def keys(self) -> Keys:
        """The commune's signing key."""
        return Keys(self.folder, self.unit.code, self.unit.name)

    @cached_property
    def periods(self) -> Periods:
        """What is reported when."""
        return Periods(self._store.ledger)

    @cached_property
    def staffing(self) -> StaffFigures:
        """Surplus and shortage of staff."""
        return StaffFigures(self._store.records, self.catalogs)

    @cached_property
    def overview(self) -> Overview:
        """The figures of the first page."""
        return Overview(self, self._store.records)

    @cached_property
    def remedies(self) -> Remedies:
        """Ways to close the gaps."""
        return Remedies(self._store.records, self.records, self.staffing, self.form("remedy"))

    @cached_property
    def packages(self) -> Packages:
        """What is handed up."""
        return Packages(self._store, self.records, self.keys, self.forms, self.catalogs, self.unit)

    @cached_property
    def board(self) -> Board:
        """Who holds which position."""
        return Board(self._store.records, self.records, self.catalogs)

    def change_passphrase(self, passphrase: str) -> None:
        """Another passphrase for the user who opened this session."""
        self._store.change_passphrase(passphrase)

    def check(self) -> tuple[StoreFinding, ...]:
        """Whether the store is sound: integrity, keys, chain, typed tables; nothing found is good."""
        return tuple(
            StoreFinding(one.code, messages.say(f"check.{one.code}", **one.facts))
            for one in self._store.check()
        )

    def close(self) -> None:
        """Let go of the store; the session cannot be used afterwards."""
        self._store.close()
