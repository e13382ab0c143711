"""The one Qt style sheet; `$names` are the tokens of `theme`, widgets choose by `role` or `kind`."""

from typing import Final

TEMPLATE: Final = """
QWidget { color: $ink; }
QMainWindow, QDialog, QWidget[role="page"] { background: $ground; }
QToolTip { background: $surface; color: $ink; border: 1px solid $edge; padding: 4px 6px; }

QLabel, QCheckBox, QRadioButton { background: transparent; }
QLabel[role="title"] { font-size: 14pt; font-weight: bold; }
QLabel[role="heading"] { font-size: 11pt; font-weight: bold; }
QLabel[role="good_heading"] { font-size: 11pt; font-weight: bold; color: $good; }
QLabel[role="error_heading"] { font-size: 11pt; font-weight: bold; color: $error; }
QLabel[role="figure"] { font-size: 20pt; font-weight: bold; }
QLabel[role="strong"] { font-weight: bold; }
QLabel[role="muted"] { color: $muted; font-size: 9pt; }
QLabel[role="error"] { color: $error; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="good"] { color: $good; }
QLabel[role="muted_strong"] { color: $muted; font-size: 9pt; font-weight: bold; }
QLabel[role="error_mark"] {
    color: $error; font-size: 9pt; font-weight: bold; background: $soft_error; border-radius: 3px;
    padding: 0 4px;
}
QLabel[role="key"] { font-size: 14pt; font-weight: 600; }
QLabel[role="notice"] {
    background: $soft_warning; color: $ink; border: 1px solid $warning; border-radius: 4px; padding: 8px 12px;
}

QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 6px; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="navigation"] { background: $surface; border: none; border-right: 1px solid $line; }
QFrame[role="top"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[role="status"] { background: $surface; border: none; border-top: 1px solid $line; }

QFrame[role="post"] { background: transparent; border: 2px solid transparent; border-radius: 4px; }
QFrame[role="post"]:hover { background: $hover; }
QFrame[role="post"]:focus, QFrame[role="post"][drop="true"] {
    border-color: $accent; background: $soft_accent;
}
QFrame[role="holder"] { background: $surface; border: 1px solid $edge; border-radius: 4px; }
QFrame[role="holder"][look="concurrent"] { border-style: dashed; }
QFrame[role="holder"][look="away"] { background: $ground; border-style: dotted; }
QFrame[role="holder"][look="minded"] { background: $soft_warning; border-color: $warning; }
QFrame[role="holder"]:hover { border-color: $accent; }
QFrame[role="holder"]:focus { border: 2px solid $accent; background: $soft_accent; }

QPushButton {
    background: $surface; border: 1px solid $edge; border-radius: 4px; padding: 5px 14px; min-height: 18px;
}
QPushButton:hover { background: $hover; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 13px; }
QPushButton:pressed { background: $soft_accent; }
QPushButton:disabled { color: $edge; border-color: $line; background: $ground; }
QPushButton[kind="primary"] {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: bold;
}
QPushButton[kind="primary"]:hover { background: $accent_strong; }
QPushButton[kind="primary"]:focus {
    border: 2px solid $ink; padding: 4px 13px;
}
QPushButton[kind="primary"]:disabled {
    background: $line; color: $muted; border-color: $line;
}
QPushButton[kind="link"] {
    background: transparent; border: 1px solid transparent; color: $accent; padding: 3px 1px;
    text-align: left;
}
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 1px solid $accent; padding: 3px 1px; }
QPushButton[kind="heading_link"] {
    background: transparent; border: none; color: $ink; padding: 0; text-align: left; font-size: 11pt;
    font-weight: bold;
}
QPushButton[kind="heading_link"]:hover { color: $accent; text-decoration: underline; }
QPushButton[kind="figure"] {
    background: transparent; border: 1px solid transparent; color: $accent; padding: 0; text-align: left;
    font-size: 20pt; font-weight: bold;
}
QPushButton[kind="figure"]:hover { text-decoration: underline; }
QPushButton[kind="figure"]:focus { border: 1px solid $accent; padding: 0; }
QPushButton[kind="figure_line"] {
    background: transparent; border: 1px solid transparent; color: $accent; padding: 0; text-align: left;
    font-size: 14pt; font-weight: bold;
}
QPushButton[kind="figure_line"]:hover { text-decoration: underline; }
QPushButton[kind="figure_line"]:focus { border: 1px solid $accent; padding: 0; }
QPushButton[kind="figure_line"]:disabled { color: $ink; border-color: transparent; background: transparent; }
QPushButton[kind="danger"] { color: $error; border-color: $error; }
QPushButton[kind="door"] {
    background: $surface; border: 1px solid $edge; border-radius: 6px; padding: 0; text-align: left;
    min-height: 68px;
}
QPushButton[kind="door"]:hover { background: $soft_accent; border-color: $accent; }
QPushButton[kind="door"]:focus { border: 2px solid $accent; padding: 0; }
QLabel[role="door"] { font-size: 13pt; font-weight: bold; color: $accent; }

QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 4px 8px;
}
QToolButton:hover { background: $hover; }
QToolButton:focus { border-color: $accent; }
QToolButton:pressed, QToolButton:checked { background: $soft_accent; }
QToolButton::menu-indicator { image: none; }
QToolButton[kind="chip"] {
    background: $surface; border: 1px solid $edge; border-radius: 12px; padding: 3px 12px;
}
QToolButton[kind="chip"]:hover { background: $hover; }
QToolButton[kind="chip"]:focus { border-color: $accent; }
QToolButton[kind="chip"]:checked, QToolButton[kind="chip"][active="true"] {
    background: $soft_accent; border-color: $accent; color: $accent; font-weight: bold;
}
QToolButton[kind="chip"]:disabled { color: $edge; border-color: $line; }
QLabel[role="photo"] { background: $ground; border: 1px solid $line; border-radius: 4px; }
QToolButton[kind="navigation"] { padding: 7px 10px; text-align: left; }
QToolButton[kind="navigation"]:checked {
    background: $soft_accent; color: $accent; font-weight: bold; border-left: 3px solid $accent;
    border-top-left-radius: 0; border-bottom-left-radius: 0; padding-left: 7px;
}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit, QDateTimeEdit, QTimeEdit {
    background: $surface; border: 1px solid $edge; border-radius: 4px; padding: 4px 7px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QComboBox, QSpinBox, QDateEdit, QDateTimeEdit, QTimeEdit { min-height: 18px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus,
QDateTimeEdit:focus, QTimeEdit:focus { border: 2px solid $accent; padding: 3px 6px; }
QLineEdit:read-only, QPlainTextEdit:read-only, QTextEdit:read-only { background: $ground;
    border-color: $line; }
QLineEdit:disabled, QComboBox:disabled { background: $ground; color: $edge; border-color: $line; }
QLineEdit[state="error"], QComboBox[state="error"], QPlainTextEdit[state="error"] {
    border-color: $error; background: $soft_error;
}
QLineEdit[state="warning"], QComboBox[state="warning"], QPlainTextEdit[state="warning"] {
    border-color: $warning; background: $soft_warning;
}
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down {
    subcontrol-origin: padding; subcontrol-position: center right; width: 22px; border: none;
}
QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow {
    image: url("$pictures/down-$set.svg"); width: 12px; height: 12px;
}
QCheckBox, QRadioButton { spacing: 8px; padding: 2px; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid $edge; background: $surface;
}
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus, QCheckBox::indicator:hover,
QRadioButton::indicator:hover {
    border-color: $accent;
}
QCheckBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("$pictures/tick-$set.svg");
}
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $ground; }
QComboBox QAbstractItemView, QListView#popup {
    background: $surface; border: 1px solid $edge; outline: none;
    selection-background-color: $soft_accent; selection-color: $ink;
}

QAbstractItemView {
    background: $surface; border: 1px solid $line; border-radius: 4px; outline: none; gridline-color: $line;
    selection-background-color: $soft_accent; selection-color: $ink;
}
QAbstractItemView:focus { border-color: $accent; }
QTableView::item { padding: 2px 6px; }
QListView::item { padding: 4px 6px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QAbstractItemView::item:selected { background: $soft_accent; color: $ink; }
QHeaderView { background: $ground; border: none; }
QHeaderView::section {
    background: $ground; color: $muted; border: none; border-right: 1px solid $line;
    border-bottom: 1px solid $line;
    padding: 5px 7px; font-weight: bold;
}
QHeaderView#row_labels { background: $surface; }
QHeaderView#row_labels::section {
    background: $surface; color: $ink; font-weight: normal; border-bottom: none; padding: 2px 8px;
}
QHeaderView#row_labels::section:checked { color: $accent; font-weight: bold; }
QTableCornerButton::section { background: $ground; border: none; border-bottom: 1px solid $line; }

QTabWidget::pane { border: 1px solid $line; border-radius: 4px; background: $surface; top: -1px; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 7px 14px; border: none;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: bold; }
QTabBar::tab:focus { color: $accent_strong; }

QProgressBar {
    background: $line; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QProgressBar[state="good"]::chunk { background: $good; }

QMenu { background: $surface; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 5px 20px 5px 12px; border-radius: 3px; }
QMenu::item:selected { background: $soft_accent; color: $ink; }
QMenu::item:disabled { color: $edge; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: $line; }
"""
