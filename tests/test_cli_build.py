"""`build`, `cache verify`, frozen mode: derivatives made ahead of time, and kept current."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import tangentgen
from tangentgen import cli

ROOT = Path(__file__).resolve().parent.parent
MODULE = """
import numpy as np

from tangentgen import grad, value_and_grad


@grad
def loss(x: float):
    s = np.exp(x)
    return np.sin(x) * s


def plain(x, n=2):
    return x**n


both = value_and_grad(plain, like="x=float")


class Model:
    def __init__(self, w):
        self.w = w

    @grad(wrt="x")
    def apply(self, x):
        return self.w * x
"""
USE = "import built; print(built.loss(1.0), built.both(2.0), built.Model(3.0).apply(2.0))"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TANGENTGEN_CACHE", raising=False)
    monkeypatch.setattr(sys, "path", list(sys.path))
    (tmp_path / "built.py").write_text(MODULE)
    (tmp_path / "other.py").write_text("raise SystemExit('nobody asked for this')\n")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    sys.modules.pop("built", None)
    code = cli.main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def used(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The module in another process; prints which generators were imported."""
    generators = "{'gast', 'astor', 'tangentgen.pipeline'}"
    code = f"{USE}\nimport sys; print(sorted({generators} & set(sys.modules)))"
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        text=True,
    )


def names(folder: Path) -> list[str]:
    return sorted(p.name.rsplit(".", 2)[0] for p in (folder / "__tangentgen__").iterdir())


def test_what_is_declared_is_built(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "build", "--check", folder)
    assert code == 1 and "built:loss_grad: missing: grad wrt x of (x=float)" in err
    assert not (folder / "__tangentgen__").exists()
    code, out, err = run(capsys, "build", folder)
    assert code == 0 and out.endswith("2 current, 2 derived, 0 left\n")
    assert "built:apply_grad: skipped: of what kind is self, x?" in err
    assert names(folder) == ["built.loss.grad.x", "built.plain.value_and_grad.x"]
    before = {p: p.read_bytes() for p in (folder / "__tangentgen__").iterdir()}
    assert run(capsys, "build", "--check", folder)[:2] == (
        0,
        "2 current, 0 derived, 0 not current\n",
    )
    assert used(folder).returncode == 0  # the third one is made by a call
    assert names(folder)[0] == "built.Model.apply.grad.x"
    assert run(capsys, "build", "--check", folder / "built.py")[0] == 0
    assert {p: p.read_bytes() for p in before} == before


def test_check_finds_what_is_stale_and_build_derives_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "build", folder)
    (folder / "built.py").write_text(MODULE.replace("x**n", "x**n * 3.0"))
    code, out, err = run(capsys, "build", "--check", folder)
    assert (code, out) == (1, "1 current, 0 derived, 1 not current\n")
    assert "built.plain.value_and_grad" in err and "stale" in err
    code, out, _ = run(capsys, "build", folder)
    assert code == 0 and "derived again" in out
    assert run(capsys, "build", "--check", folder)[0] == 0


def test_edits_are_left_and_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "build", folder)
    (path,) = (folder / "__tangentgen__").glob("built.loss.*")
    text = path.read_text()
    path.write_text(text.replace('"""Gradient of', '"""My gradient of'))
    edit = path.read_text()
    assert run(capsys, "build", "--check", folder)[0] == 0
    (folder / "built.py").write_text(MODULE.replace("np.sin(x) * s", "np.cos(x) * s"))
    for words in (("build",), ("build", "--check")):
        code, _, err = run(capsys, *words, folder)
        assert code == 1 and f"edited, stale: `tangentgen sync {path}`" in err
    assert path.read_text() == edit
    assert run(capsys, "sync", path)[0] == 0
    code, _, err = run(capsys, "build", "--check", folder)
    assert code == 0, err
    path.write_text(path.read_text().replace("return ", "return 1.5 * "))
    code, _, err = run(capsys, "build", "--check", folder)
    assert code == 1 and "wrong: forward mode gives other numbers" in err


def test_an_edit_of_what_another_version_made_is_reported(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "build", folder)
    (path,) = (folder / "__tangentgen__").glob("built.loss.*")
    path.write_text(path.read_text().replace('"""Gradient of', '"""My gradient of'))
    monkeypatch.setattr(tangentgen, "__version__", "9.9")
    for words in (("build",), ("build", "--check")):
        code, _, err = run(capsys, *words, folder)
        assert code == 0 and f"made by another version; `tangentgen sync {path}`" in err
    assert "merged" in run(capsys, "sync", path)[1]
    assert "another version" not in run(capsys, "build", "--check", folder)[2]
    assert '"""My gradient of' in path.read_text()


def test_what_no_function_belongs_to_goes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "build", folder)
    renamed = MODULE.replace("def plain", "def pure").replace("(plain", "(pure")
    (folder / "built.py").write_text(renamed)
    code, _, err = run(capsys, "build", "--check", folder)
    assert code == 1 and "orphan: its function or its parameters" in err
    code, out, _ = run(capsys, "build", folder)
    assert code == 0 and "deleted; its function or its parameters" in out
    assert names(folder) == ["built.loss.grad.x", "built.pure.value_and_grad.x"]


def test_one_function_is_built_for_given_kinds(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = f"{folder}/built.py:plain"
    assert run(capsys, "build", target, "--like", "x=f8[n]", "--mode", "vjp")[0] == 0
    assert names(folder) == ["built.plain.vjp.x"]
    code, _, err = run(capsys, "build", f"{folder}/no.py")
    assert code == 2 and "no such file" in err
    (folder / "broken.py").write_text("import tangentgen\n1 / 0\n")
    code, _, err = run(capsys, "build", folder)
    assert code == 1 and "not imported" in err and "broken.py:2: ZeroDivisionError" in err


def test_a_package_is_built_with_all_that_is_in_it(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = folder / "built_package" / "inner"
    inner.mkdir(parents=True)
    for place in (inner.parent, inner):
        (place / "__init__.py").write_text("")
    (inner / "module.py").write_text(MODULE)
    environment = folder / "environment"
    environment.mkdir()
    (environment / "pyvenv.cfg").write_text("")
    (environment / "installed.py").write_text("import tangentgen\n1 / 0\n")
    monkeypatch.chdir(folder)
    code, out, _ = run(capsys, "build", "built_package")
    assert code == 0 and out.endswith("2 current, 2 derived, 0 left\n")
    assert all(name.startswith("built_package.inner.module.") for name in names(inner))
    assert run(capsys, "build", "--check", "built_package.inner.module")[0] == 0
    assert run(capsys, "build", ".")[0] == 0
    for name in [name for name in sys.modules if name.startswith("built_package")]:
        del sys.modules[name]


def test_a_module_that_is_imported_under_two_names(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `python FILE`, and from the folder above: each name has its own files."""
    (folder / "built.py").write_text(MODULE + "\n\nif __name__ == '__main__':\n    both(2.0)\n")
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    for words in (["built.py"], ["-c", f"import {folder.name}.built as b; b.both(2.0)"]):
        where = folder if len(words) == 1 else folder.parent
        subprocess.run([sys.executable, *words], cwd=where, env=variables, check=True)
    files = folder / "__tangentgen__"
    assert len(list(files.iterdir())) == 2
    assert run(capsys, "build", "--check", folder / "built.py")[1].startswith("2 current")
    (folder / "built.py").write_text(MODULE.replace("x**n", "x**n * 3.0"))
    code, out, _ = run(capsys, "build", folder / "built.py")
    assert code == 0 and out.count("derived again") == 2
    code, out, _ = run(capsys, "diff", f"{folder}/built.py:plain")
    assert code == 0
    assert run(capsys, "revert", f"{folder}/built.py:plain")[1].count("as generated") == 3


def test_frozen_uses_what_was_built_and_imports_no_generator(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "build", folder)
    done = used(folder, TANGENTGEN_FROZEN="1")
    assert done.returncode == 1 and "NotBuilt" in done.stderr
    assert "no current derivative is built: grad wrt x of (self=built:Model(w=float)" in done.stderr
    expected = used(folder).stdout.splitlines()[0]
    before = {p: p.read_bytes() for p in (folder / "__tangentgen__").iterdir()}
    for _ in range(2):
        done = used(folder, TANGENTGEN_FROZEN="1")
        assert done.stdout == f"{expected}\n[]\n", done.stderr
        assert {p: p.read_bytes() for p in (folder / "__tangentgen__").iterdir()} == before
    (folder / "built.py").write_text(MODULE.replace("x**n", "x**n * 3.0"))
    assert "NotBuilt" in used(folder, TANGENTGEN_FROZEN="1").stderr


def test_verify_finds_a_file_that_should_not_be_used(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tangentgen.store import header

    run(capsys, "build", folder)
    assert used(folder, TANGENTGEN_CACHE="verify").returncode == 0
    assert used(folder, TANGENTGEN_CACHE=f"verify:{folder}/elsewhere").returncode == 0
    assert len(list((folder / "elsewhere").rglob("*.py"))) == 3
    code, out, _ = run(capsys, "cache", "verify", folder)
    assert (code, out) == (0, "3 the same, 0 not\n")
    (path,) = (folder / "__tangentgen__").glob("built.loss.*")
    file = header.parsed(path.read_text())
    assert file is not None
    wrong = file.text.replace("np.cos", "np.tan")
    content = header.written("built:loss", "", (), file.meaning, file.load, wrong)
    path.write_text(content)  # whole and current, and another text than is derived
    done = used(folder, TANGENTGEN_CACHE="verify")
    assert done.returncode == 1 and "WrongCache" in done.stderr
    code, _, err = run(capsys, "cache", "verify", folder)
    assert code == 1 and "another text than is derived now" in err


def test_the_hook_names_a_command_that_there_is() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text()
    (entry,) = [line.split(": ")[1] for line in text.splitlines() if "entry" in line]
    options = cli.parser().parse_args(entry.split()[1:])
    assert options.check and options.targets == ["."]


def test_an_edit_of_a_function_that_is_gone_is_not_deleted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "build", folder)
    (path,) = (folder / "__tangentgen__").glob("built.plain.*")
    path.write_text(path.read_text().replace('"""Value', '"""My value'))
    edit = path.read_text()
    renamed = MODULE.replace("def plain", "def pure").replace("(plain", "(pure")
    (folder / "built.py").write_text(renamed)
    code, _, err = run(capsys, "build", folder)
    assert code == 1 and f"{path}: orphan: its function or its parameters" in err
    assert path.read_text() == edit


def test_verify_finds_a_header_that_should_be_another_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tangentgen.store import header

    run(capsys, "build", folder)
    (path,) = (folder / "__tangentgen__").glob("built.loss.*")
    file = header.parsed(path.read_text())
    assert file is not None
    load = {**file.load, "assumptions": ["x > 0.0"]}
    path.write_text(header.written("built:loss", "", (), file.meaning, load, file.text))
    code, _, err = run(capsys, "cache", "verify", folder)
    assert code == 1 and "its header is another one than is written now" in err


def test_files_of_a_function_that_has_other_parameters(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "build", folder)
    changes = [
        ("x, n=2, k=3.0", "derived again", 1),
        ("x, n, k, other", "deleted", 0),  # nobody says what the other is
    ]
    for parameters, said, left in changes:
        (old,) = (folder / "__tangentgen__").glob("built.plain.*")
        (folder / "built.py").write_text(MODULE.replace("plain(x, n=2)", f"plain({parameters})"))
        code, _, err = run(capsys, "build", "--check", folder)
        assert code == 1 and f"{old}: " in err
        code, out, _ = run(capsys, "build", folder)
        assert code == 0 and said in out and not old.exists()
        assert len(list((folder / "__tangentgen__").glob("built.plain.*"))) == left
        assert run(capsys, "build", "--check", folder)[0] == 0
