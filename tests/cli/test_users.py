"""`soxa user`: users come, go and get other rights at the command line, by an administrator alone."""

import json

import pytest

OTHER = "Trần Văn Minh"


@pytest.fixture
def secret(soxa):
    """A file with the passphrase of the further user."""
    file = soxa.folder / "minh.txt"
    file.write_text("một câu dài khác\n", encoding="utf-8")
    return file


@pytest.fixture
def minh(soxa, secret):
    """Runs a command as the further user, who may enter and review."""
    rights = ("--right", "clerk", "--right", "reviewer")
    added = soxa("user", "add", OTHER, *rights, "--new-passphrase-file", secret)
    assert added.code == 0
    assert "nhập liệu, rà soát" in added.out
    return lambda *told: soxa.bare("--store", soxa.store, "--passphrase-file", secret, *told)


def users(soxa):
    return json.loads(soxa("user", "list", "--json").out)


def test_a_user_is_added_listed_given_other_rights_and_removed(soxa, minh):
    assert users(soxa)[-1] == {"name": OTHER, "rights": ["clerk", "reviewer"]}
    assert f"{OTHER}\tnhập liệu, rà soát" in minh("user", "list").out.splitlines()
    assert soxa("user", "rights", OTHER, "--right", "leader").code == 0
    assert users(soxa)[-1]["rights"] == ["leader"]
    assert soxa("user", "remove", OTHER).code == 0
    assert OTHER not in {one["name"] for one in users(soxa)}
    assert minh("user", "list").code == 2


def test_who_is_no_administrator_is_told_which_right_is_missing_and_who_has_it(soxa, minh, secret):
    holder = users(soxa)[0]["name"]
    for told in (
        ("add", "Lê Hoa", "--right", "clerk", "--new-passphrase-file", secret),
        ("rights", OTHER, "--right", "administrator"),
        ("remove", holder),
    ):
        refused = minh("user", *told)
        assert refused.code == 2
        assert "quản trị" in refused.err
        assert holder in refused.err
    assert [one["name"] for one in users(soxa)] == [holder, OTHER]


def test_a_passphrase_never_stands_in_the_command(soxa):
    refused = soxa("user", "add", OTHER, "--right", "clerk", "--new-passphrase", "mot cau dai")
    assert refused.code == 2
    short = soxa.folder / "short.txt"
    short.write_text("ngắn", encoding="utf-8")
    refused = soxa("user", "add", OTHER, "--right", "clerk", "--new-passphrase-file", short)
    assert refused.code == 2
    assert "8" in refused.err
    assert len(users(soxa)) == 1


def test_the_last_administrator_stays_one(soxa):
    (holder,) = (one["name"] for one in users(soxa))
    assert soxa("user", "rights", holder, "--right", "clerk").code == 2
    assert soxa("user", "remove", holder).code == 2
    assert "administrator" in users(soxa)[0]["rights"]
