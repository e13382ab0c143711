"""A real store with a few people, and the widgets that show them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.services import start
from desktop.services.session import Session
from desktop.ui import theme
from desktop.ui.forms.sources import Sources

PASSPHRASE = "mat khau thu nghiem"
COMMUNE = "00004"


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> None:
    theme.apply(qapp, paths.resources())


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    made = start.create(tmp_path_factory.mktemp("store") / "so", COMMUNE, "Lan", PASSPHRASE).session
    yield made
    made.close()


@pytest.fixture
def sources(session: Session) -> Sources:
    return Sources(session)


@pytest.fixture
def person(session: Session) -> Callable[..., str]:
    """Makes a person and gives the id."""

    def make(**values: Any) -> str:
        view, _ = session.records.create("person", {"full_name": "Trần Thị Bình", **values})
        return view.record.id

    return make
