import json

import click
import pytest

from desktop import cli
from desktop.errors import AppError
from desktop.services import start

HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Chức vụ", "Phòng, đơn vị", "Quy hoạch")
GOOD = (1, "Trần Thị Bình", "02/06/1985", "Nữ", "038185005678", "Chuyên viên", "Phòng Kinh tế", "Chủ tịch")
WRONG = (2, "Lê Văn Cường", "31/02/1985", "Nam", "038085000001", "Chuyên viên", "Phòng Kinh tế", None)


@pytest.fixture
def roster(workbook):
    return lambda *people: workbook(HEADINGS, *people)


def rows(soxa, *options):
    return json.loads(soxa("list", "person", "--json", *options).out)


def person(soxa):
    return rows(soxa, "--search", "nguyen manh phuc")[0]["id"]


@pytest.fixture
def documents(soxa, package, roster):
    """Every command that can answer in JSON."""
    stored = ("--store", soxa.store, "--passphrase-file", soxa.passphrase_file)
    return {
        "list": (*stored, "list", "person"),
        "show": (*stored, "show", person(soxa)),
        "check": (*stored, "check"),
        "check --store": (*stored, "check", "--store"),
        "import": (*stored, "import", roster(GOOD)),
        "import --dry-run": ("import", "--dry-run", roster(GOOD, WRONG)),
        "verify": ("verify", package),
    }


def test_json_is_one_document_and_nothing_else_and_o_writes_the_same(soxa, documents, tmp_path):
    for name, arguments in documents.items():
        told = soxa.bare(*arguments, "--json")
        document = json.loads(told.out)
        assert isinstance(document, dict | list), name
        assert not told.err, name
        out = tmp_path / "out.json"
        written = soxa.bare(*arguments, "-o", out)
        if name == "import":  # the second time the rows are there already
            continue
        assert (written.code, written.out, written.err) == (told.code, "", ""), name
        assert json.loads(out.read_text("utf-8")) == document, name


def test_what_cannot_be_written_is_named_and_the_import_not_begun(soxa, documents, tmp_path):
    before = rows(soxa)
    (tmp_path / "folder").mkdir()
    for out in (tmp_path / "nowhere" / "out.json", tmp_path / "folder"):
        for arguments in documents.values():
            refused = soxa.bare(*arguments, "-o", out)
            assert refused.code == 2
            assert out.name in refused.err
    assert rows(soxa) == before


def test_a_list_is_searched_without_marks(soxa):
    assert len(rows(soxa)) == 41
    assert [row["values"]["full_name"] for row in rows(soxa, "--search", "nguyen manh PHUC")] == [
        "Nguyễn Mạnh Phúc"
    ]
    assert rows(soxa, "--search", "không có ai") == []
    shown = soxa("list", "person", "--search", "manh phuc").out
    assert "Nguyễn Mạnh Phúc" in shown
    assert "22/01/1982" in shown


def test_a_record_is_shown_with_its_places_in_words(soxa):
    told = soxa("show", person(soxa))
    assert told.code == 0
    assert "  Ngày sinh: 22/01/1982" in told.out.splitlines()
    sheet = json.loads(soxa("show", person(soxa), "--json").out)
    assert sheet["payload"]["birth_date"] == "1982-01-22"
    assert sheet["problems"] == []


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("list", "nope"), "nope"),
        (("show", "nobody"), ""),
        (("undo", "999"), "999"),
        (("undo", "abc"), "abc"),
        (("print", "nope", "--all", "-o", "x.pdf"), "nope"),
        (("print", "name_list", "--record", "nobody", "-o", "x.pdf"), ""),
        (("print", "name_list", "-o", "x.pdf"), "--all"),
        (("export", "--period", "Quý IX", "-o", ".", "--signed-only"), "Quý IX"),
        (("export", "-o", ".", "--signed-only"), "--again"),
        (("import",), ""),
        (("nope",), "nope"),
        (("--nope",), "--nope"),
    ],
)
def test_what_is_not_there_is_named_and_nothing_is_done(soxa, tmp_path, monkeypatch, arguments, named):
    monkeypatch.chdir(tmp_path)
    files = sorted(tmp_path.rglob("*.*"))
    refused = soxa(*arguments)
    assert refused.code == 2
    assert named in refused.err
    assert [path for path in sorted(tmp_path.rglob("*.*")) if path not in files] == []


def test_an_import_tells_its_counts_leaves_secrets_out_and_is_one_undo(soxa, roster):
    before = rows(soxa)
    told = soxa("import", roster(GOOD, WRONG), "--json")
    report = json.loads(told.out)
    assert told.code == 1
    assert report["counts"] == {"read": 2, "created": 2, "updated": 0, "same": 0, "skipped": 0, "failed": 0}
    assert report["secret_columns"] == ["Quy hoạch"]
    assert [(one["row"], one["field"], one["kind"], one["severity"]) for one in report["problems"]] == [
        (3, "birth_date", "date_invalid", "hard")
    ]
    assert "Chủ tịch" not in told.out
    assert len(rows(soxa)) == 43
    checked = soxa("check")
    assert checked.code == 1
    assert "Lê Văn Cường" in checked.out
    assert soxa("undo", report["change"]).code == 0
    assert rows(soxa) == before


def test_an_import_of_only_the_good_rows_is_told_as_one_with_problems(soxa, roster):
    told = soxa("import", "--only-good", roster(GOOD, WRONG))
    assert told.code == 1
    assert "1 lỗi" in told.out
    assert "Quy hoạch" in told.out
    assert len(rows(soxa)) == 42
    again = soxa("import", "--only-good", roster(GOOD))
    assert again.code == 0
    assert len(rows(soxa)) == 42


def test_a_dry_run_needs_no_store_and_says_what_was_understood(soxa, roster):
    told = soxa.bare("import", "--dry-run", "--json", roster(GOOD, WRONG))
    report = json.loads(told.out)
    assert told.code == 1
    (sheet,) = report["sheets"]
    assert [record["row"] for record in sheet["records"]] == [2, 3]
    assert sheet["records"][0]["values"]["birth_date"] == "1985-06-02"
    assert sheet["records"][1]["values"]["birth_date"] == "1985"  # all that can be known of 31/02/1985
    assert "Chủ tịch" not in told.out


def test_undo_takes_changes_back_one_by_one(soxa):
    for _ in range(3):
        told = soxa("undo")
        assert (told.code, bool(told.out)) == (0, True)
    _undo_the_rest(soxa)
    told = soxa("undo")
    assert told.code == 2
    assert told.err.strip() == "Không có gì để hoàn tác."
    assert rows(soxa) == []
    assert soxa("check", "--store").code == 0


def _undo_the_rest(soxa):
    """In one session: a command opens the store for every change, and the key's derivation takes its time."""
    session = start.open_(soxa.store, soxa.passphrase)
    try:
        with pytest.raises(AppError, match="nothing_to_undo"):
            _undo_everything(session)
    finally:
        session.close()


def _undo_everything(session):
    while True:
        session.records.undo()


def test_prints_are_written_whole_or_not_at_all(soxa, tmp_path, unwritable):
    out = tmp_path / "cv.pdf"
    assert soxa("print", "cv_tt06_2023", "--record", person(soxa), "-o", out).code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert soxa.bare("print", "cv_tt06_2023", "--blank", "-o", tmp_path / "trong.pdf").code == 0
    assert soxa("print", "name_list", "--all", "-o", tmp_path / "nowhere" / "x.pdf").code == 2
    assert soxa("print", "name_list", "--all", "-o", tmp_path).code == 2
    assert soxa("print", "name_list", "--all", "-o", unwritable / "x.pdf").code == 2
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["cv.pdf", "trong.pdf"]


def test_a_key_is_made_once(soxa):
    refused = soxa("key", "create", *soxa.key_file)
    assert refused.code == 2
    assert "khoa-ky.p12" in refused.err


def test_a_process_of_its_own_speaks_utf8_and_gives_the_code(soxa, package, tmp_path):
    judged = soxa.process("verify", package, "--json")
    assert (judged.code, json.loads(judged.out)["valid"], judged.err) == (0, True, "")
    (tmp_path / "x.asice").write_bytes(b"PK")
    assert soxa.process("verify", tmp_path / "x.asice").code == 1
    missing = soxa.process("verify", tmp_path / "thiếu.asice")
    assert (missing.code, missing.out) == (2, "")
    assert "thiếu.asice" in missing.err


def test_english_is_spoken_when_asked(soxa):
    assert soxa("--language", "en", "check").out == "No problems.\n"
    assert "not found" in soxa("--language", "en", "show", "nobody").err


def test_help_and_version_are_told(soxa):
    told = soxa.bare("--help")
    assert told.code == 0
    for name in ("init", "import", "list", "export", "verify", "demo"):
        assert name in told.out
    assert soxa.bare("--version").out.startswith("soxa")


def test_no_option_takes_a_passphrase_itself():
    def options(command, context):
        yield from command.params
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                yield from options(command.get_command(context, name), context)

    asked = list(options(cli.soxa, click.Context(cli.soxa)))
    assert len(asked) > 20
    secret = [one for one in asked if any(word in one.name for word in ("pass", "secret", "recovery"))]
    assert secret
    assert all(isinstance(one.type, click.Path) for one in secret)
