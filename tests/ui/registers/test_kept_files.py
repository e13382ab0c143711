"""Several photos are dropped onto the table of photos, and looked at."""

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from reportlab.pdfgen.canvas import Canvas

from desktop.ui.dialogs.picture_viewer import PictureViewer, Shown
from desktop.ui.forms.repeat_table import RepeatTable


@pytest.fixture
def table(qtbot, session, sources):
    def make(section_id):
        made = RepeatTable(session.forms["equipment"].section(section_id), sources)
        qtbot.addWidget(made)
        made.show_values({})
        made.show()
        return made

    return make


def photos(folder, *colours):
    paths = []
    for colour in colours:
        Image.new("RGB", (320, 240), colour).save(folder / f"{colour}.jpg")
        paths.append(folder / f"{colour}.jpg")
    return paths


def drop(table, paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    table.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def test_dropped_photos_become_rows_in_one_edit(qtbot, table, session, tmp_path):
    made = table("photos")
    with qtbot.waitSignal(made.left):
        drop(made, photos(tmp_path, "red", "green", "blue"))
    typed = made.typed()
    assert len(typed) == 3
    for value in typed.values():
        sha256 = value["image"] if isinstance(value, dict) else value
        assert session.attachments.read(sha256).startswith(b"\xff\xd8")


def test_what_is_no_photo_is_named_and_the_others_are_kept(table, tmp_path):
    made = table("photos")
    bad = tmp_path / "ghi-chu.jpg"
    bad.write_text("không phải ảnh")
    drop(made, [bad, *photos(tmp_path, "red")])
    assert len(made.typed()) == 1
    assert "ghi-chu.jpg" in made._note.text()


def test_a_table_without_files_takes_no_drop(table):
    made = table("moves")
    assert made.files is None
    assert not made.acceptDrops()


def test_the_viewer_goes_through_pages_and_files(qtbot, session, tmp_path):
    canvas = Canvas(str(tmp_path / "giay.pdf"), pagesize=(200, 300))
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    kept = session.attachments
    paper, photo = kept.add_document(tmp_path / "giay.pdf"), kept.add_photo(photos(tmp_path, "red")[0])
    files = [Shown(paper, "biên bản"), Shown(photo, "mặt trước")]
    parent = QWidget()
    qtbot.addWidget(parent)
    viewer = PictureViewer(files, 0, kept.read, kept.save_as, parent)
    viewer.show()
    seen = [viewer.where.text()]
    for _ in range(3):
        viewer.step(1)
        seen.append(viewer.where.text())
    assert seen == [
        "1/2, trang 1/2 · biên bản",
        "1/2, trang 2/2 · biên bản",
        "2/2, trang 1/1 · mặt trước",
        "2/2, trang 1/1 · mặt trước",
    ]
    viewer.step(-1)
    assert (viewer.at, viewer.page) == (0, 1)
    fitted = viewer.picture.pixmap().width()
    viewer.magnify(1.25)
    assert viewer.picture.pixmap().width() > fitted
    viewer.magnify(0)
    assert viewer.picture.pixmap().width() == fitted
    viewer.close()
