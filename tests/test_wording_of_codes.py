"""Every code that can reach a person has its sentence."""

import string

from desktop import messages
from desktop.domain.problems import Code


def test_every_problem_has_a_sentence_that_names_its_field():
    for language in messages.LANGUAGES:
        for code in Code:
            text = messages.say_in(language, f"problem.{code}")
            assert "label" in {name for _, name, _, _ in string.Formatter().parse(text)}, code
