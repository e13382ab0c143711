import json

from desktop import messages, paths
from desktop.domain.catalog import Catalogs
from desktop.domain.loader import load_forms
from desktop.services import practice


def test_the_demo_does_the_whole_main_job_and_tells_each_step(demo):
    assert (demo.result.code, demo.result.err) == (0, "")
    steps = demo.result.out.splitlines()
    assert [step.partition(".")[0] for step in steps] == [str(n) for n in range(1, len(steps) + 1)]
    assert len(steps) == practice.STEPS
    assert "VALID" in steps[-1]
    made = {path.name for path in demo.folder.iterdir()}
    assert made >= {"store", "passphrase.txt", "danh-sach-trich-ngang.pdf", "so-yeu-ly-lich-01.pdf"}
    assert [path.read_bytes()[:4] for path in demo.folder.glob("*.pdf")] == [b"%PDF"] * 3
    assert len(list(demo.folder.glob("*.asice"))) == 1


def test_the_demo_does_not_tell_the_passphrase(demo):
    assert (demo.folder / "passphrase.txt").read_text().strip() not in demo.result.out


def test_later_commands_go_on_with_what_the_demo_left(soxa, package):
    assert soxa.bare("verify", package).code == 0
    assert soxa("check").out.strip() == messages.say("cli.check_clean")
    assert soxa("check", "--store").code == 0
    assert len(json.loads(soxa("list", "person", "--json").out)) == 41
    registers = (
        "subunit",
        "position",
        "assignment",
        "building",
        "equipment",
        "vehicle",
        "workload",
        "task",
        "stocktake",
        "rating",
    )
    for form_id in registers:
        first = json.loads(soxa("list", form_id, "--json").out)[0]
        assert first["hard_problems"] == first["warnings"] == 0
        assert json.loads(soxa("show", first["id"], "--json").out)["form"] == form_id
    differing = json.loads(soxa("stocktake", "differences", "--json").out)["differences"]
    assert {one["settlement"] for one in differing} == {None, "explained"}
    status = json.loads(soxa("period", "status", "--json").out)
    kept = sum(
        len(json.loads(soxa("list", form, "--json").out))
        for form in load_forms(paths.forms(), Catalogs(paths.forms() / "catalogs"))
    )
    assert (status["records"], status["left_out"]) == (kept, [])
    name = status["periods"][0]["name"]
    exported = soxa("export", "--period", name, "-o", soxa.folder, *soxa.key_file, "--signed-only", "--json")
    assert (exported.code, json.loads(exported.out)["seq"]) == (0, 2)
    assert soxa("undo").code == 0


def test_a_second_demo_in_the_same_folder_is_refused_and_changes_nothing(soxa):
    before = contents(soxa.folder)
    refused = soxa.bare("demo", "-o", soxa.folder)
    assert refused.code == 2
    assert str(soxa.folder) in refused.err
    assert contents(soxa.folder) == before


def test_a_demo_does_not_write_over_someone_elses_passphrase_file(soxa, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "passphrase.txt").write_text("của tôi")
    assert soxa.bare("demo", "-o", tmp_path / "mine").code == 2
    assert contents(tmp_path / "mine") == {"passphrase.txt": "của tôi".encode()}


def test_a_demo_where_no_folder_can_be_made_is_refused(soxa, tmp_path):
    (tmp_path / "file").write_text("x")
    assert soxa.bare("demo", "-o", tmp_path / "file").code == 2
    assert soxa.bare("demo", "-o", tmp_path / "file" / "under").code == 2


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
