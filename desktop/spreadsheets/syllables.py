"""Whether letters can be a Vietnamese syllable: the evidence for one reading of a text against another."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ONSET: Final = "ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx]"
_OPEN: Final = (
    "a|e|ê|i|o|ô|ơ|u|ư|y|ia|ua|ưa|ya|oa|oe|uê|uy|uơ|uya|ai|ao|au|ay|âu|ây|eo|êu|iu|iêu|yêu|oi|ôi|ơi|ui|ưi"
    "|uôi|ươi|ưu|ươu|oai|oao|oay|oeo|uây|uyu"
)
_CLOSED: Final = "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|iê|yê|uô|ươ|oa|oă|oe|oo|uâ|uê|uy|uyê"
_SYLLABLE: Final = re.compile(
    rf"(?:{_ONSET})?(?:(?P<open>{_OPEN})|(?P<closed>{_CLOSED})(?P<coda>ch|ng|nh|[ckmnpt]))"
)
_LONGEST: Final = 12  # "nghiêng", with its marks apart
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED: Final = frozenset({"c", "ch", "p", "t"})  # "k" ends names of the highlands, with and without a tone
_TONES_OF_STOPPED: Final = frozenset("\u0301\u0323")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether it is one syllable with its marks, in small letters, in capitals, or with a capital first."""
    return _has_sane_case(word) and is_syllable_in_any_case(word)


@lru_cache(maxsize=20_000)
def is_syllable_in_any_case(word: str) -> bool:
    """The same for text whose capitals an old encoding could not express."""
    if len(word) > _LONGEST:
        return False
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in _TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    found = _SYLLABLE.fullmatch(bare)
    if found is None or len(tones) > 1:
        return False
    return found["coda"] not in _STOPPED or bool(_TONES_OF_STOPPED.intersection(tones))


def _has_sane_case(word: str) -> bool:
    return word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())
