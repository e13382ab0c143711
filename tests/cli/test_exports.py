import json
import resource

from desktop.exchange import writer


def test_a_period_is_opened_once(soxa):
    options = ("--as-of", "2026-03-31", "--deadline", "2026-04-10T17:00")
    assert soxa("period", "open", "Quý I", *options).code == 0
    assert soxa("period", "open", "Quý I", *options).code == 2
    assert soxa("period", "open", " ", *options).code == 2
    assert soxa("period", "open", "Quý II", "--as-of", "31/02/2026", "--deadline", "2026-04-10").code == 2
    listed = soxa("period", "status").out
    assert "Quý I: số liệu tại ngày 31/03/2026, hạn 10/04/2026 17:00" in listed


def export(soxa, folder, *options):
    name = json.loads(soxa("period", "status", "--json").out)["periods"][0]["name"]
    return soxa("export", "--period", name, "-o", folder, *soxa.key_file, "--signed-only", *options)


def test_an_export_leaves_records_with_errors_out_and_says_so(soxa, workbook, tmp_path):
    wrong = ("Lê Văn Cường", "31/02/1985", "Nam", "Chuyên viên")
    soxa("import", workbook(("Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ"), wrong))
    told = export(soxa, tmp_path)
    assert told.code == 1
    assert "Lê Văn Cường" in told.out
    assert "date_invalid" in told.out
    (package,) = tmp_path.glob("*.asice")
    assert soxa.bare("verify", package).code == 0
    assert soxa("period", "status").code == 1


def test_an_export_where_nothing_can_be_written_signs_nothing(soxa, tmp_path):
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "nowhere", tmp_path / "file"):
        refused = export(soxa, folder)
        assert refused.code == 2
        assert str(folder) in refused.err
    assert json.loads(export(soxa, tmp_path, "--json").out)["seq"] == 2


def test_an_export_to_a_folder_that_cannot_be_written_is_written_later(soxa, tmp_path, unwritable):
    refused = export(soxa, unwritable)
    assert refused.code == 2
    assert "--again" in refused.err
    assert_written_again(soxa, tmp_path)


def test_an_export_to_a_full_stick_is_written_later(soxa, tmp_path, monkeypatch):
    write = writer.write_file

    def when_full(path, data):
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        try:
            return write(path, data)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))

    with monkeypatch.context() as patched:
        patched.setattr(writer, "write_file", when_full)
        refused = export(soxa, tmp_path)
    assert refused.code == 2
    assert str(tmp_path) in refused.err
    assert "--again" in refused.err
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []
    assert_written_again(soxa, tmp_path)


def assert_written_again(soxa, folder):
    told = soxa("export", "--again", "-o", folder, "--signed-only", "--json")
    (path,) = json.loads(told.out)["files"]
    judged = json.loads(soxa.bare("verify", path, "--json").out)
    assert (told.code, judged["valid"], judged["seq"]) == (0, True, 2)
    assert json.loads(soxa("export", "--again", "-o", folder, "--signed-only", "--json").out) == {"files": []}
    assert json.loads(export(soxa, folder, "--json").out)["seq"] == 3


def test_an_export_with_a_wrong_key_passphrase_is_refused(soxa, tmp_path):
    wrong = tmp_path / "sai.txt"
    wrong.write_text("sai hẳn")
    name = json.loads(soxa("period", "status", "--json").out)["periods"][0]["name"]
    refused = soxa(
        "export", "--period", name, "-o", tmp_path, "--key-passphrase-file", wrong, "--signed-only"
    )
    assert refused.code == 2
    assert "sai hẳn" not in refused.err
    assert not list(tmp_path.glob("*.asice"))


def test_an_unencrypted_export_is_not_made_unasked(soxa, tmp_path):
    refused = soxa.process(
        "--store", soxa.store, "--passphrase-file", soxa.passphrase_file,
        "export", "--period", "Kỳ thực hành", "-o", tmp_path, *soxa.key_file,
    )  # fmt: skip
    assert refused.code == 2
    assert "CHƯA MÃ HÓA" in refused.err
    assert not list(tmp_path.glob("*.asice"))
