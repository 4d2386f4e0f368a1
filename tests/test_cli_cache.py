"""`cache`: what is kept is listed and cleared, what was edited stays."""

import pytest

from tangentgen import cli
from tangentgen.store import header


def written(path, of="model:loss", text="x = 1\n"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header.written(of, "grad wrt w of ()", (), "0" * 64, {}, text))
    return path


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TANGENTGEN_CACHE", str(tmp_path / "common"))
    project = tmp_path / "project"
    beside = project / "src" / "__tangentgen__"
    written(beside / "model.loss.grad.w.01234567.py")
    edited = written(beside / "model.edited.grad.w.01234567.py", "model:edited")
    edited.write_text(edited.read_text().replace("x = 1", "x = 2"))
    damaged = written(beside / "model.damaged.grad.w.01234567.py", "model:damaged")
    damaged.write_text(damaged.read_text()[:-20])
    (beside / "mine.py").write_text("print('not ours')\n")
    (beside / "link.py").symlink_to("/dev/zero")
    written(project / ".venv" / "__tangentgen__" / "hidden.py")
    written(
        tmp_path / "common" / "heat-4ed319c55d" / "heat.energy.grad.u.01234567.py", "heat:energy"
    )
    return project


def run(capsys, *words):
    assert cli.main([str(word) for word in words]) == 0
    return capsys.readouterr().out.splitlines()


def test_list_tells_what_was_edited_from_what_was_generated(folder, capsys):
    lines = run(capsys, "cache", "list", folder)
    assert [(line.split()[0], line.split()[-1]) for line in lines] == [
        ("generated", "heat:energy"),
        ("damaged", "model:damaged"),
        ("edited", "model:edited"),
        ("generated", "model:loss"),
    ]


def test_path_names_the_folders(folder, capsys, tmp_path):
    assert run(capsys, "cache", "path", folder) == [
        str(tmp_path / "common"),
        str(folder / "src" / "__tangentgen__"),
    ]


def test_clear_keeps_edits_and_what_is_not_ours(folder, capsys, tmp_path):
    beside = folder / "src" / "__tangentgen__"
    assert run(capsys, "cache", "clear", folder) == [
        "2 deleted; 2 edited or damaged kept (--edited deletes them too)"
    ]
    assert not (tmp_path / "common" / "heat-4ed319c55d").exists()
    assert {path.name.split(".")[1] for path in beside.iterdir()} == {"edited", "damaged", "py"}
    assert run(capsys, "cache", "clear", "--edited", folder) == ["2 deleted"]
    assert sorted(path.name for path in beside.iterdir()) == ["link.py", "mine.py"]
    assert (folder / ".venv" / "__tangentgen__" / "hidden.py").exists()


def test_a_file_that_another_process_deletes_first(folder, capsys, monkeypatch):
    from pathlib import Path

    unlink = Path.unlink

    def twice(path):
        unlink(path)
        unlink(path)

    monkeypatch.setattr(Path, "unlink", twice)
    assert run(capsys, "cache", "clear", folder)[0].startswith("0 deleted")


def test_no_such_folder(capsys, tmp_path):
    assert cli.main(["cache", "list", str(tmp_path / "no")]) == 2
    assert "no such folder" in capsys.readouterr().err
