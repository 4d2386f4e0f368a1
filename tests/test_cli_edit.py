"""`edit`, `diff`, `sync`, `revert`, `check`: edits by hand, through changes of the primal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import tangentgen
from tangentgen import cli, grad, value_and_grad
from tangentgen.errors import BrokenEdit, EditedAndChanged, MergeFailed, WrongEdit
from tangentgen.store import header
from tests.support.store import write_module

ROOT = Path(__file__).resolve().parent.parent
HEAT = """
    import numpy as np

    RATE = 0.5

    def loss(w, x):
        h = np.sin(w * x)
        for k in range(3):
            h = h * RATE
        scale = np.exp(w)
        return np.sum(h * scale)
"""
W, X = 0.7, np.array([0.1, 0.4, 0.9])


@pytest.fixture(autouse=True)
def own_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TANGENTGEN_CACHE", raising=False)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.delenv("VISUAL", raising=False)


@pytest.fixture
def module(tmp_path: Path) -> ModuleType:
    made = write_module(tmp_path, HEAT, "heated")
    grad(made.loss)(W, X)
    return made


def kept(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "__tangentgen__").glob("*.py")
    return path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def is_unchecked(path: Path) -> bool:
    file = header.parsed(path.read_text())
    return file is not None and bool(file.load.get("unchecked"))


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """A command; it imports the module itself, as another process would."""
    ours = sys.modules.pop("heated", None)
    code = cli.main([str(word) for word in words])
    said = capsys.readouterr()
    if ours is not None:
        sys.modules["heated"] = ours
    return code, said.out, said.err


def editor(monkeypatch: pytest.MonkeyPatch, folder: Path, old: str, new: str) -> None:
    """An editor that replaces a text by another."""
    script = folder / "my editor.py"
    script.write_text(
        "import pathlib, sys; p = pathlib.Path(sys.argv[-1])\n"
        f"p.write_text(p.read_text().replace({old!r}, {new!r}))\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} '{script}'")


def slope(function: Any) -> float:
    step = 1e-6
    return float(function(W + step, X) - function(W - step, X)) / (2 * step)


def test_an_edit_lives_through_a_change_of_the_primal(
    module: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, path = f"{tmp_path}/heated.py:loss", kept(tmp_path)
    change(path, "# Reverse sweep\n", "# My own reverse sweep\n")
    code, out, _ = run(capsys, "diff", target)
    assert code == 0 and "-    # Reverse sweep\n+    # My own reverse sweep\n" in out
    module = write_module(tmp_path, HEAT.replace("np.sin(w * x)", "np.cos(w * x)"), "heated")
    with pytest.raises(EditedAndChanged, match="tangentgen sync"):
        grad(module.loss)(W, X)
    code, out, err = run(capsys, "sync", target)
    assert (code, err) == (0, "") and out == f"{path}: merged; its next call checks it once\n"
    df = grad(module.loss)
    assert df(W, X) == pytest.approx(slope(module.loss)) and df.edited
    assert "# My own reverse sweep" in df.source and "np.sin(w * x)" in df.source
    assert not is_unchecked(path)
    assert run(capsys, "sync", target)[1] == f"{path}: edited, nothing to do\n"
    assert grad(module.loss)(W, X) == df(W, X)
    code, out, _ = run(capsys, "check", target, "--args", "0.7, np.ones(3)")
    assert code == 0 and out.count("agree") == 2


def test_conflicts_are_marked_and_nothing_is_lost(
    module: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, path = f"{tmp_path}/heated.py:loss", kept(tmp_path)
    change(path, "    h = np.sin(w * x)\n", "    h = np.sin(x * w)  # mine\n")
    module = write_module(tmp_path, HEAT.replace("np.sin(w * x)", "np.cos(w * x)"), "heated")
    code, out, err = run(capsys, "sync", target)
    assert (code, out) == (1, "") and "merged with 1 conflict, marked in it" in err
    text = path.read_text()
    before, marks, after = text.partition("<<<<<<< edited\n")
    mine, _, rest = after.partition("=======\n")
    theirs, end, _ = rest.partition(">>>>>>> generated now\n")
    assert marks and end and "# mine" in mine and "np.cos(w * x)" in theirs
    with pytest.raises(BrokenEdit, match="there are conflicts in it - settle them"):
        grad(module.loss)(W, X)
    code, _, err = run(capsys, "sync", target)
    assert code == 1 and "there are conflicts in it" in err and path.read_text() == text
    path.write_text(before + theirs + rest.partition(end)[2])
    df = grad(module.loss)
    assert df(W, X) == pytest.approx(slope(module.loss)) and not df.edited


@pytest.mark.parametrize("wrong", [False, True])
def test_a_merged_edit_is_checked_once(
    wrong: bool, module: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, path = f"{tmp_path}/heated.py:loss", kept(tmp_path)
    factor = "2.0" if wrong else "1.0"
    change(path, "    return float(w_bar)", f"    return float({factor} * w_bar)")
    module = write_module(tmp_path, HEAT.replace("range(3)", "range(4)"), "heated")
    run(capsys, "sync", target)
    df = grad(module.loss)
    if wrong:
        for _ in range(2):
            with pytest.raises(WrongEdit, match="as forward mode does - mend it") as caught:
                df(W, X)
        assert is_unchecked(path) and f"check --accept {path}" in str(caught.value)
        code, out, err = run(capsys, "check", path)
        assert code == 1 and "DISAGREE" in out and "forward mode gives other numbers" in err
        assert run(capsys, "check", "--accept", path)[0] == 0
        assert df(W, X) == pytest.approx(2.0 * slope(module.loss))
    else:
        assert df(W, X) == pytest.approx(slope(module.loss))
    assert not is_unchecked(path) and df.edited


def test_revert_keeps_the_edit_beside(
    module: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = kept(tmp_path)
    generated = path.read_text()
    for suffix in (".py.kept", ".py.kept2"):
        change(path, "float(w_bar)", "7.0")
        edited = path.read_text()
        code, out, _ = run(capsys, "revert", f"{tmp_path}/heated.py:loss")
        assert code == 0 and out.endswith(f"{path.with_suffix(suffix).name}\n")
        assert path.read_text() == generated and path.with_suffix(suffix).read_text() == edited


def test_edit_checks_what_was_written(
    module: ModuleType,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target, path = f"{tmp_path}/heated.py:loss", kept(tmp_path)
    editor(monkeypatch, tmp_path, "nothing like it", "")
    assert run(capsys, "edit", target) == (0, "nothing was changed\n", "")
    editor(monkeypatch, tmp_path, "# Reverse sweep", "# Backwards")
    code, out, err = run(capsys, "edit", target)
    assert (code, err) == (0, "") and "agree" in out
    for old, new, said in [
        ("float(w_bar)", "float(w_bar", "was never closed"),
        ("float(w_bar", "2.0 * float(w_bar)", "forward mode gives other numbers"),
        ("(w, x)", "(w, x, y)", "other parameters"),
    ]:
        editor(monkeypatch, tmp_path, old, new)
        code, out, err = run(capsys, "edit", path)
        assert code == 1 and said in err, err
        assert f"`tangentgen edit {path}` once more, or `tangentgen revert {path}`" in err
    assert run(capsys, "revert", path)[0] == 0
    monkeypatch.setenv("EDITOR", "false")
    code, _, err = run(capsys, "edit", path)
    assert code == 2 and "ended with 1" in err
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    code, _, err = run(capsys, "edit", path)
    assert code == 2 and "set EDITOR" in err


def test_an_edit_that_made_up_arguments_do_not_fit_is_checked_by_its_next_call(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = """
        import numpy as np

        def loss(x, stiff):
            return np.sum(stiff * (x[1:] - x[:-1]) ** 2)
    """
    made = write_module(tmp_path, text, "heated")
    x, stiff = np.array([1.0, 2.0, 4.0]), np.array([1.0, 3.0])
    grad(made.loss)(x, stiff)
    editor(monkeypatch, tmp_path, "return ", "return 1.0 * ")
    assert run(capsys, "edit", f"{tmp_path}/heated.py:loss")[::2] == (0, "")
    assert is_unchecked(kept(tmp_path))
    np.testing.assert_array_equal(grad(made.loss)(x, stiff), [-2.0, -10.0, 12.0])
    assert not is_unchecked(kept(tmp_path))
    editor(monkeypatch, tmp_path, "return 1.0 * ", "return 2.0 * ")
    assert run(capsys, "edit", kept(tmp_path))[0] == 0
    with pytest.raises(WrongEdit):
        grad(made.loss)(x, stiff)


def test_edit_puts_a_header_back(
    module: ModuleType,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = kept(tmp_path)
    base = path.read_text().partition("# base:\n")[2]
    for cut in (base, "# meaning: "):
        editor(monkeypatch, tmp_path, cut, "")
        code, _, err = run(capsys, "edit", path)
        assert (code, err) == (0, "the header and the comment at the end were put back\n")
        assert not grad(module.loss).edited
    code, *_ = run(capsys, "edit", path)
    df = grad(module.loss)
    assert df(W, X) == pytest.approx(slope(module.loss)) and not df.edited


def test_several_files_are_told_apart(
    module: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    grad(module.loss)(W, 0.3)
    value_and_grad(module.loss)(W, X)
    target = f"{tmp_path}/heated.py:loss"
    code, _, err = run(capsys, "edit", target)
    assert code == 2 and err.count("grad wrt w of") == 3 and "give the path of one" in err
    assert run(capsys, "revert", target)[1].count("as generated") == 3
    assert run(capsys, "revert", target, "--mode", "value_and_grad")[1].count("as generated") == 1
    code, _, err = run(capsys, "revert", target, "--wrt", "x")
    assert code == 2 and err.count("grad wrt w of") == 3
    code, _, err = run(capsys, "diff", f"{tmp_path}/__tangentgen__/no.py")
    assert code == 2 and "no such file" in err


def test_the_derivative_itself_can_do_it(module: ModuleType, tmp_path: Path) -> None:
    path = kept(tmp_path)
    change(path, "# Reverse sweep", "# Backwards")
    df = grad(module.loss)
    df(W, X)
    assert df.edited and "# Backwards" not in df.base and "+    # Backwards" in df.diff()
    module = write_module(tmp_path, HEAT.replace("range(3)", "range(2)"), "heated")
    df = grad(module.loss)
    assert df.sync() == 0
    assert df(W, X) == pytest.approx(slope(module.loss)) and df.edited
    df.revert()
    assert df(W, X) == pytest.approx(slope(module.loss)) and not df.edited
    assert df.diff() == "" and df.base == df.source


def test_what_was_reverted_is_read_again_at_the_next_call(
    module: ModuleType, tmp_path: Path
) -> None:
    change(kept(tmp_path), "return float(w_bar)", "return 7.0")
    df = grad(module.loss)
    for _ in range(30):
        assert df(W, X) == 7.0
    df.revert()
    for _ in range(2):
        assert df(W, X) == pytest.approx(slope(module.loss))


def test_the_derivative_of_a_derivative(
    module: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = grad(grad(module.loss))
    assert second(W, X) == pytest.approx(slope(grad(module.loss)), rel=1e-4)
    path = second.path
    assert path is not None and path.parent == tmp_path / "__tangentgen__"
    change(path, "\n    return", "\n    # mine\n    return")
    module = write_module(tmp_path, HEAT.replace("range(3)", "range(2)"), "heated")
    code, out, err = run(capsys, "sync", f"{tmp_path}/heated.py:loss")
    assert (code, err) == (0, "") and "merged" in out and "derived again" in out
    second = grad(grad(module.loss))
    assert second(W, X) == pytest.approx(slope(grad(module.loss)), rel=1e-4)
    assert second.edited and second.path == path
    second.revert()
    assert "# mine" not in path.read_text()


@pytest.mark.parametrize("mode", ["pullback", "jacobian", "hessian", "hvp", "vjp", "jvp"])
def test_every_mode_is_merged_and_checked(mode: str, module: ModuleType, tmp_path: Path) -> None:
    def call(df: Any) -> Any:
        extra = {} if df.extra is None else {df.extra: 0.5}
        value = df(W, X, **extra)
        return value[1](1.0) if mode == "pullback" else value

    make = getattr(tangentgen, mode)
    df = make(module.loss)
    call(df)
    path = df.path
    assert path is not None
    text = path.read_text()
    text = text[: text.index("# base:")]
    at = text.rindex('."""\n') + 5 if mode == "pullback" else text.index('."""\n') + 5
    whole = path.read_text()
    path.write_text(whole[:at] + "    # mine\n" + whole[at:])
    module = write_module(tmp_path, HEAT.replace("range(3)", "range(4)"), "heated")
    df = make(module.loss)
    with pytest.raises(EditedAndChanged):
        call(df)
    df.sync()
    assert is_unchecked(path)
    np.testing.assert_allclose(call(df), call(make(module.loss, cache=False)))
    assert df.edited and not is_unchecked(path)


def test_the_files_of_a_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "heated.py"
    body = HEAT.replace("\n    ", "\n").replace(
        "def loss", "class Model:\n    size = 1\n\n\ndef loss"
    )
    end = (
        "\n\nif __name__ == '__main__':\n    import tangentgen\n"
        "    df = tangentgen.grad(loss)\n    print(df(0.7, np.ones(2)), df.edited)\n"
    )
    script.write_text(body + end)

    def called() -> str:
        variables = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, str(script)]
        return subprocess.run(command, env=variables, capture_output=True, text=True).stdout

    first = called()
    assert first.endswith("False\n")
    path = kept(tmp_path)
    change(path, "# Reverse sweep", "# Backwards")
    script.write_text(body.replace("range(3)", "range(2)") + end)
    assert run(capsys, "sync", f"{script}:loss")[0] == 0
    again = called()
    assert again.endswith("True\n") and float(again.split()[0]) == 2 * float(first.split()[0])
    assert run(capsys, "diff", path)[1].count("Backwards") == 1
    assert sys.modules["__main__"].__name__ == "__main__"


def test_an_exception_in_an_edited_text_names_the_primal_s_line(
    module: ModuleType, tmp_path: Path
) -> None:
    path = kept(tmp_path)
    change(path, '."""\n', '."""\n    # some\n    # more\n    # lines\n')
    change(path, "    scale = np.exp(w)\n", "    scale = np.exp(w) + (1 / 0)\n")
    change(path, "    h_bar = ", "    h_bar = 0 * ")
    with pytest.raises(ZeroDivisionError) as caught:
        grad(module.loss)(W, X)
    (note,) = caught.value.__notes__
    assert note.endswith("h = h * RATE")  # the statement before: the line itself is the user's
    assert "heated.py:9  " in note


def test_without_git_the_edit_stays(
    module: ModuleType,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = kept(tmp_path)
    change(path, "# Reverse sweep", "# Backwards")
    before = path.read_text()
    module = write_module(tmp_path, HEAT.replace("range(3)", "range(2)"), "heated")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MergeFailed, match="git is needed to merge"):
        grad(module.loss).sync()
    assert path.read_text() == before


def test_an_edit_that_can_not_be_written_back_is_said(
    module: ModuleType,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = kept(tmp_path)
    change(path, "# Reverse sweep", "# Backwards")
    before = path.read_text()
    write_module(tmp_path, HEAT.replace("range(3)", "range(2)"), "heated")
    monkeypatch.setattr("tangentgen.store.atomic.write", lambda *words: None)
    for name in ("sync", "revert"):
        code, _, err = run(capsys, name, f"{tmp_path}/heated.py:loss")
        assert code == 1 and "the file can't be written - make its folder writable" in err
        found = [p for p in path.parent.iterdir() if p.read_text() == before]
        assert len(found) == 1, name


def test_an_edit_lives_through_a_new_parameter(
    module: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its file has another name then."""
    target, old = f"{tmp_path}/heated.py:loss", kept(tmp_path)
    change(old, "# Reverse sweep\n", "# My own reverse sweep\n")
    longer = HEAT.replace("loss(w, x)", "loss(w, x, factor=2.0)").replace("h * RATE", "h * factor")
    module = write_module(tmp_path, longer, "heated")
    for _ in range(2):
        with pytest.raises(EditedAndChanged, match=f"sync {old}"):
            grad(module.loss)(W, X)
    code, out, err = run(capsys, "sync", target)
    path = kept(tmp_path)
    assert (code, err) == (0, "") and path != old
    assert out == f"{path}: merged; its next call checks it once\n"
    df = grad(module.loss)
    assert df(W, X) == pytest.approx(slope(module.loss)) and df.edited and df.path == path
    assert "# My own reverse sweep" in df.source and "factor" in df.source
    assert run(capsys, "sync", target)[1] == f"{path}: edited, nothing to do\n"


def test_a_new_parameter_of_an_unknown_kind(
    module: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, old = f"{tmp_path}/heated.py:loss", kept(tmp_path)
    change(old, "# Reverse sweep\n", "# Backwards\n")
    edit = old.read_text()
    longer = HEAT.replace("loss(w, x)", "loss(w, x, factor)").replace("h * RATE", "h * factor")
    module = write_module(tmp_path, longer, "heated")
    with pytest.raises(EditedAndChanged):
        grad(module.loss)(W, X, 2.0)
    code, _, err = run(capsys, "sync", target)
    assert code == 1 and "of what kind is factor, which was not there before? - annotate it" in err
    assert old.read_text() == edit
    write_module(tmp_path, longer.replace("factor)", "factor: float)"), "heated")
    assert run(capsys, "sync", target)[0] == 0
    module = write_module(tmp_path, longer, "heated")
    df = grad(module.loss)
    with pytest.raises(EditedAndChanged):  # the annotation is no longer there
        df(W, X, 2.0)
    assert run(capsys, "sync", target)[0] == 0
    assert df(W, X, 2.0) == pytest.approx(slope(lambda w, x: module.loss(w, x, 2.0)))
    assert df.edited and "# Backwards" in df.source


def test_revert_of_what_has_a_new_parameter(
    module: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = kept(tmp_path)
    change(old, "# Reverse sweep\n", "# Backwards\n")
    edit = old.read_text()
    longer = HEAT.replace("loss(w, x)", "loss(w, x, factor)").replace("h * RATE", "h * factor")
    module = write_module(tmp_path, longer, "heated")
    assert run(capsys, "revert", f"{tmp_path}/heated.py:loss")[0] == 0
    assert old.with_suffix(".py.kept").read_text() == edit and not old.exists()
    expected = slope(lambda w, x: module.loss(w, x, 2.0))
    assert grad(module.loss)(W, X, 2.0) == pytest.approx(expected)


def test_an_edit_of_the_first_derivative_does_not_hide_the_second(
    module: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second is derived from the first, which can't be used before it is synchronised."""
    first = kept(tmp_path)
    second = grad(grad(module.loss))
    second(W, X)
    assert second.path is not None
    change(first, "# Reverse sweep", "# Backwards")
    change(second.path, "\n    return", "\n    # mine\n    return")
    module = write_module(tmp_path, HEAT.replace("range(3)", "range(2)"), "heated")
    with pytest.raises(EditedAndChanged):
        grad(grad(module.loss))(W, X)
    for name in ("diff", "sync"):
        code, out, err = run(capsys, name, f"{tmp_path}/heated.py:loss")
        assert (code, err) == (0, "")
    assert out.count("merged") == 2
    second = grad(grad(module.loss))
    assert second(W, X) == pytest.approx(slope(grad(module.loss)), rel=1e-4)
    assert second.edited and "# mine" in second.source


def test_what_has_changed_is_said(module: ModuleType, tmp_path: Path) -> None:
    change(kept(tmp_path), "# Reverse sweep", "# Backwards")
    for old, new, said in [
        ("RATE = 0.5", "RATE = np.ones(3)", "something that loss uses has changed"),
        ("range(3)", "range(2)", "1: loss has changed"),
    ]:
        module = write_module(tmp_path, HEAT.replace(old, new), "heated")
        with pytest.raises(EditedAndChanged, match=said):
            grad(module.loss)(W, X)
