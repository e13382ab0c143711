"""The recovery sheet on paper: sent straight to a printer, since the key must not lie in any file."""

from html import escape

from PySide6.QtGui import QPageSize, QTextDocument
from PySide6.QtWidgets import QDialog, QWidget

from desktop import messages


def sheet(unit: str, key: str) -> QTextDocument:
    """The page to be sealed: whose store, the key in its groups, what to do with it."""
    groups = " &nbsp; ".join(escape(group) for group in key.split())
    lines = [
        f"<h2>{escape(messages.say('ui.wizard.paper_title'))}</h2>",
        f"<p><b>{escape(unit)}</b></p>",
        f"<p style='font-size: 15pt'>{groups}</p>",
        *(f"<p>{escape(messages.say(f'ui.wizard.paper_{name}'))}</p>" for name in ("use", "keep", "signed")),
    ]
    document = QTextDocument()
    document.setHtml("".join(lines))
    return document


def has_printer() -> bool:
    """Whether this computer knows any printer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def print_sheet(unit: str, key: str, parent: QWidget) -> bool:
    """Ask which printer and print; False when the user would rather not."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=False)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    sheet(unit, key).print_(printer)
    return True
