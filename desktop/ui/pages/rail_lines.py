"""What the rail shows of a record: its sections in their groups, each group with its own completeness."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from desktop import messages
from desktop.domain.completeness import of_group, of_section
from desktop.domain.form import Form
from desktop.domain.problems import Problem

from .section_rail import RailLine


def rail_lines(form: Form, values: Mapping[str, Any], problems: Iterable[Problem]) -> list[RailLine]:
    """The core first, the full CV set apart after it."""
    language = messages.language()
    hard, warnings = Counter[str](), Counter[str]()
    homes = {
        field.name: section.id for section in form.sections if not section.repeats for field in section.fields
    }
    for problem in problems:
        head = problem.place.split("/")[0]
        (hard if problem.is_hard else warnings)[homes.get(head, head)] += 1
    lines: list[RailLine] = []
    group = ""
    groups = {section.group for section in form.sections}
    for section in form.sections:
        if section.group != group:
            group = section.group
            if len(groups) > 1:
                title = messages.say(f"ui.record.group_{group}")
                lines.append(RailLine("", title, of_group(form, group, values)))
        complete = of_section(section, values)
        title = section.title[language]
        lines.append(RailLine(section.id, title, complete, hard[section.id], warnings[section.id]))
    return lines
