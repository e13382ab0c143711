"""Codes of sheets: every slip of the hand shows."""

from itertools import combinations

from desktop.domain import sheet_codes

ALPHABET = "ABCDFGHJKMNPQRSTVWXYZ23456789"


def test_no_code_is_given_twice_and_none_is_a_number() -> None:
    taken: set[str] = set()
    for _ in range(500):
        taken.add(sheet_codes.new(taken))
    assert len(taken) == 500
    assert all(sheet_codes.is_code(code) and code[0].isalpha() for code in taken)


def test_every_wrong_letter_and_every_exchange_of_two_is_found() -> None:
    for code in (sheet_codes.new(()) for _ in range(20)):
        for at in range(sheet_codes.LENGTH):
            wrong = {code[:at] + letter + code[at + 1 :] for letter in ALPHABET} - {code}
            assert not any(map(sheet_codes.is_code, wrong))
        for one, two in combinations(range(sheet_codes.LENGTH), 2):
            letters = list(code)
            letters[one], letters[two] = letters[two], letters[one]
            assert "".join(letters) == code or not sheet_codes.is_code("".join(letters))


def test_a_code_may_be_typed_small_and_in_groups() -> None:
    code = sheet_codes.new(())
    assert sheet_codes.cleaned(f" {code[:4].lower()}-{code[4:]} ") == code
    assert not sheet_codes.is_code(code[:-1])
