"""Qt's own words (Cancel, Undo, Select All …) in Vietnamese, read straight from the translation file."""

from pathlib import Path

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from desktop import messages

_NAME = "qtbase_vi"


class QtWords(QTranslator):
    """Answers Qt's requests from `qtbase_vi.ts`; what is not in it stays English, as Qt says it."""

    def __init__(self, file: Path, parent: QApplication) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        self._words = read(file)

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        del disambiguation, n
        # None is how Python says a null string: Qt then asks the next translator, or takes the source.
        return self._words.get((context, source_text))


def read(file: Path) -> dict[tuple[str, str], str]:
    """The words by context and English source."""
    from xml.etree import ElementTree as ET

    words: dict[tuple[str, str], str] = {}
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            words[name, message.findtext("source", "")] = message.findtext("translation", "")
    return words


def install(application: QApplication, resources: Path) -> None:
    """Have Qt speak the language of the session."""
    for former in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(former)
        former.deleteLater()
    if messages.language() == "vi":
        application.installTranslator(QtWords(resources / "translations" / f"{_NAME}.ts", application))
