"""Words that exist in both languages of the program."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text2:
    """A wording in both languages of the program."""

    vi: str
    en: str

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.vi
