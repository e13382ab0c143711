"""Where a link leads: the one value that pages hand to the main window when they want another page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Destination:
    """A page of the main window, and what to show there: `place` takes the cursor, `text` is searched.

    Page "new" makes a record of the form named in `text`.
    """

    page: str
    record_id: str = ""
    place: str = ""
    only_problems: bool = False
    text: str = ""
