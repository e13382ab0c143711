"""The hidden sheet from which the drop-downs of a template are filled: a column a list."""

from datetime import date
from typing import Final

from desktop.domain.form import Field

from .cell_xml import OutRow, Styled
from .examples import choices_of
from .input_rules import list_area
from .looks import TEXT, Dress
from .writer import OutColumn, OutSheet

LONGEST: Final = 200  # entries that one still looks through
_FIRST_ROW: Final = 2


class ChoiceLists:
    """Collects lists while the sheets are made; equal ones once."""

    def __init__(self, title: str, on: date, language: str) -> None:
        self.language = language
        self._title = title
        self._on = on
        self._lists: dict[tuple[str, ...], str] = {}

    def area(self, field: Field) -> str:
        """The cells that list a field's answers, for its drop-down; "" where all is free or too many."""
        answers = choices_of(field, self._on, self.language)
        if not answers or len(answers) > LONGEST:
            return ""
        self._lists.setdefault(answers, field.label[self.language])
        column = list(self._lists).index(answers)
        return list_area(self._title, column, _FIRST_ROW, len(answers) + _FIRST_ROW - 1)

    def sheet(self) -> OutSheet:
        """The sheet of all lists so far."""
        tallest = max(map(len, self._lists), default=0)
        lists = list(self._lists)
        rows: list[OutRow] = [[Styled(heading, Dress.HEADING) for heading in self._lists.values()]]
        rows += [[answers[at] if at < len(answers) else None for answers in lists] for at in range(tallest)]
        columns = [OutColumn(30, TEXT) for _ in lists] or [OutColumn()]
        return OutSheet(title=self._title, columns=columns, rows=rows, frozen=(1, 0), is_hidden=True)
