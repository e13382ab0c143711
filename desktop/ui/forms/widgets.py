"""The widget of every field type; all share `value`, `set_value`, `settle`, `mark`, `left` and the like."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop.domain.date_types import Date, Month, PartialDate, Year
from desktop.domain.form import Field
from desktop.domain.identity_types import Address, File, Image, NationalId, OldId, Phone, Plate
from desktop.domain.list_types import CatalogItem, Choice, Choices, Link
from desktop.domain.number_types import Integer, Money, Number
from desktop.domain.text_types import LongText, Text, YesNo

from .address_widget import AddressLine, AddressWidget
from .choices_widget import ChoicesWidget
from .file_widget import FileWidget, ImageWidget
from .line_widget import LineWidget
from .picker import PickerWidget
from .sources import Sources
from .text_widget import LongTextWidget

FieldWidget = LineWidget | LongTextWidget | AddressWidget | FileWidget
WidgetClass = type[LineWidget] | type[LongTextWidget] | type[AddressWidget] | type[FileWidget]

WIDGETS: Final[Mapping[type, WidgetClass]] = {
    Text: LineWidget,
    LongText: LongTextWidget,
    Integer: LineWidget,
    Number: LineWidget,
    Money: LineWidget,
    Date: LineWidget,
    PartialDate: LineWidget,
    Month: LineWidget,
    Year: LineWidget,
    YesNo: PickerWidget,
    Choice: PickerWidget,
    Choices: ChoicesWidget,
    CatalogItem: PickerWidget,
    Link: PickerWidget,
    NationalId: LineWidget,
    OldId: LineWidget,
    Phone: LineWidget,
    Plate: LineWidget,
    Address: AddressWidget,
    File: FileWidget,
    Image: ImageWidget,
}


def widget_for(field: Field, sources: Sources, parent: QWidget | None = None) -> FieldWidget:
    """The widget of a field on a screen of its own."""
    return WIDGETS[type(field.type)](field, sources, parent)


def cell_editor_for(field: Field, sources: Sources, parent: QWidget) -> FieldWidget:
    """The widget of a field in a cell of a table: always one line."""
    if isinstance(field.type, Address):
        return AddressLine(field, sources, parent)
    if isinstance(field.type, LongText):
        return LineWidget(field, sources, parent)
    return widget_for(field, sources, parent)
