"""Where something of an import stands, in words."""

from desktop import messages
from desktop.services.import_preview import Preview, PreviewRow


class Places:
    """The rows of a preview by what they are known by."""

    def __init__(self, preview: Preview) -> None:
        self._preview = preview
        self._rows = {row.ref: row for row in preview.rows}

    def sheet(self, row: PreviewRow) -> str:
        """The table of a row, with its file where there are several."""
        sheet = self._preview.sheet_of(row)
        return f"{sheet.file}: {sheet.name}" if len(self._preview.reading.files) > 1 else sheet.name

    def place(self, ref: str) -> str:
        """A row by its table and number; what is no row is a record of the register."""
        row = self._rows.get(ref)
        if row is None:
            return messages.say("ui.import.in_register")
        return messages.say("ui.import.place", sheet=self.sheet(row), row=row.number)

    def both(self, one: str, other: str) -> str:
        """Two rows together, their table named once where it is one."""
        first, second = self._rows.get(one), self._rows.get(other)
        if first and second and first.sheet == second.sheet:
            return f"{self.place(one)} – {messages.say('ui.import.row', row=second.number)}"
        return f"{self.place(one)} – {self.place(other)}"

    def label(self, ref: str) -> str:
        """What a row's record is called."""
        row = self._rows.get(ref)
        return row.label if row else ""
