"""A store with sixty people in positions, and a short and a full campaign of them."""

import shutil
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from desktop import messages, paths
from desktop.services import start
from desktop.storage import vault
from desktop.ui import theme
from desktop.ui.pages.assessment_page import AssessmentPage
from desktop.ui.tasks import Tasks

PASSPHRASE = "mat khau thu nghiem"
CHEAP = vault.Cost(memory=64, passes=1)
PEOPLE = 60
LEADERS = 6


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp):
    theme.apply(qapp, paths.resources())


@pytest.fixture(autouse=True)
def vietnamese():
    messages.use("vi")
    yield
    messages.use("vi")


def position(session, name, kind, levels):
    values = {"name": name, "division": "Phòng Kinh tế", "kind": kind, "need": PEOPLE}
    rows = {
        f"competencies/0000{code.lower()}": {"competency": code, "level": n} for code, n in levels.items()
    }
    return session.records.create("position", values | rows)[0].record.id


@pytest.fixture(scope="session")
def commune(tmp_path_factory):
    folder = tmp_path_factory.mktemp("commune") / "so"
    session = start.create(folder, "15865", "Lê Thị Lan", PASSPHRASE).session
    leader = position(session, "Trưởng phòng", "lanh_dao_quan_ly", {"NLC1": 3, "NLQ1": 2})
    officer = position(session, "Chuyên viên về đất đai", "chuyen_mon_nghiep_vu", {"NLC1": 3, "NLC2": 2})
    for at in range(PEOPLE):
        working = {"status_history/aaaaaaaa": {"status": "working", "category": "CC"}}
        values = {"full_name": f"Nguyễn Văn Số {at:02d}", **working}
        person = session.records.create("person", values)[0].record.id
        held = leader if at < LEADERS else officer
        session.records.create("assignment", {"person": person, "position": held, "since": "2025-07-01"})
    for sheet in ("short", "full"):
        session.campaigns.start(f"Đợt {sheet}", "assessment", sheet, date(2026, 11, 15), date(2026, 11, 30))
    session.close()
    key = vault.unlock(folder, PASSPHRASE).key
    vault.change_passphrase(folder, key, "Lê Thị Lan", PASSPHRASE, CHEAP)
    return folder


@pytest.fixture
def session(commune, tmp_path):
    folder = tmp_path / "so"
    shutil.copytree(commune, folder)
    made = start.open_(folder, PASSPHRASE)
    yield made
    made.close()


@pytest.fixture
def tasks():
    made = Tasks()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(qtbot, session, tasks):
    made = AssessmentPage(session, tasks)
    qtbot.addWidget(made)
    made.resize(1160, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


@pytest.fixture
def short(page, session):
    return choose(page, session, "short")


@pytest.fixture
def full(page, session):
    return choose(page, session, "full")


def choose(page, session, sheet):
    page.show_campaign(next(one.id for one in session.assessments.campaigns() if one.sheet == sheet))
    page.grid.view.setFocus()
    return page
