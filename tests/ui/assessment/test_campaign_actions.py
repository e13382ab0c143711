from datetime import date

from PySide6.QtWidgets import QApplication

from desktop.ui.dialogs.approval_dialog import ApprovalDialog
from desktop.ui.dialogs.campaign_dialog import CampaignDialog
from desktop.ui.dialogs.missing_dialog import MissingDialog
from desktop.ui.dialogs.take_in_dialog import TakeInDialog


def shown(qtbot, kind):
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    qtbot.addWidget(found)
    return found


def test_a_campaign_opened_here_is_shown_at_once(qtbot, short, session):
    short.deeds.start.click()
    dialog = shown(qtbot, CampaignDialog)
    dialog.name.setText("Đợt mới mở")
    with qtbot.waitSignal(short.changed):
        dialog.start()
    assert short.chooser.currentText() == "Đợt mới mở"
    assert short.desk.campaign.name == "Đợt mới mở"
    assert len(short.desk.rows) == 60


def test_who_is_missing_and_what_came_back_are_asked_for_this_campaign(qtbot, short, session):
    short.deeds.missing.click()
    missing = shown(qtbot, MissingDialog)
    assert missing.windowTitle()
    missing.reject()
    short.deeds.bring_in.click()
    shown(qtbot, TakeInDialog).reject()


def test_a_closed_campaign_hands_nothing_out_and_takes_nothing_in(short, session):
    session.campaigns.set_open(short.desk.campaign.id, is_open=False)
    short.reload()
    assert not short.deeds.hand_out.isEnabled()
    assert not short.deeds.bring_in.isEnabled()
    assert short.deeds.missing.isEnabled()
    assert "kết thúc" in short.deeds.hand_out.toolTip()


def test_a_review_of_personal_data_is_told_apart(short, session):
    campaign = session.campaigns.start("Rà soát", "review", "short", date(2026, 11, 20), None)
    short.reload()
    short.show_campaign(campaign)
    assert short._empty.isVisible()
    assert not short._empty.start.isVisible()
    assert short.deeds.hand_out.isEnabled()
    assert "60 chưa nộp" in short.summary.text()


def test_the_people_of_the_selected_cells_are_brought_to_approval(qtbot, short, session):
    short.grid.view.selectRow(3)
    short.approve.click()
    dialog = shown(qtbot, ApprovalDialog)
    dialog.take("submitted")
    dialog.take("approved")
    states = [row.state for row in short.desk.rows]
    assert states.index("approved") == 3
    assert states.count("approved") == 1
    assert "1/60 đã duyệt" in short.summary.text()
