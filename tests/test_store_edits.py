"""Edited derivatives: used as long as they fit, and never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import tangentgen
import tangentgen.pipeline
from tangentgen import grad
from tangentgen.errors import BrokenEdit, CacheWarning, EditedAndChanged
from tangentgen.generated import Generated
from tangentgen.request import Request
from tangentgen.store import atomic, cache, header, keep
from tests.support.store import SQUARE, Pipeline, power, write_module


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    fake = Pipeline()
    monkeypatch.setattr(tangentgen.pipeline, "derive", fake)
    monkeypatch.delenv("TANGENTGEN_CACHE", raising=False)
    return fake


@pytest.fixture
def module(tmp_path: Path, pipeline: Pipeline) -> ModuleType:
    return write_module(tmp_path, SQUARE)


def edit(module: ModuleType, old: str, new: str) -> Path:
    df = grad(module.square)
    df(3.0)
    path = df.path
    assert path is not None
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return path


def test_an_edit_is_used_and_shown(module: ModuleType, pipeline: Pipeline) -> None:
    path = edit(module, "return n * x", "print('here')\n    return 10 * x")
    before = path.read_bytes()
    df = grad(module.square)
    assert df(3.0) == 30.0 and df.edited and df.path == path
    assert "print('here')" in df.source and "# base" not in df.source
    assert path.read_bytes() == before and pipeline.count == 1
    file = header.parsed(path.read_text())
    assert file is not None and "return n * x" in file.base and "10 * x" not in file.base


def test_blank_lines_and_windows_line_ends_are_no_edit(
    module: ModuleType, pipeline: Pipeline
) -> None:
    path = edit(module, "def square_grad", "\n\ndef square_grad")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    df = grad(module.square)
    assert df(3.0) == 6.0 and not df.edited and pipeline.count == 1


def test_an_edit_outlives_comments_versions_and_templates(
    module: ModuleType, pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(module, "n * x", "10 * x")
    monkeypatch.setattr(tangentgen, "__version__", "9.9")
    module = write_module(tmp_path, SQUARE.replace("# to", "# raised to"))
    df = grad(module.square)
    assert df(3.0) == 30.0 and df.edited and pipeline.count == 1


def test_edited_and_changed_is_an_error_that_names_both(
    module: ModuleType, pipeline: Pipeline, tmp_path: Path
) -> None:
    path = edit(module, "n * x", "10 * x")
    before = path.read_bytes()
    module = write_module(tmp_path, SQUARE.replace("x**n", "2 * x**n"))
    for _ in range(2):
        with pytest.raises(EditedAndChanged) as caught:
            grad(module.square)(3.0)
        message = str(caught.value)
        assert f"{module.__file__}:2:1: square has changed" in message
        assert str(path) in message and f"`tangentgen sync {path}`" in message
    assert path.read_bytes() == before and pipeline.count == 1
    path.unlink()
    assert grad(module.square)(3.0) == 6.0


@pytest.mark.parametrize(
    "old, new, message",
    [
        ("return n * x", "return n * * x", "invalid syntax"),
        ("return n * x", "  return n * x", "unexpected indent"),
        ("(x, n=2)", "(x, m=2)", "other parameters"),
        ("(x, n=2)", "(x, n=2, m=3)", "other parameters"),
        ("def square_grad", "def gradient", "no function 'square_grad'"),
        ("def square_grad", "import nowhere_to_be_found\n\n\ndef square_grad", "nowhere"),
    ],
)
def test_a_broken_edit_names_file_line_and_cure(
    old: str, new: str, message: str, module: ModuleType, pipeline: Pipeline
) -> None:
    path = edit(module, old, new)
    before = path.read_bytes()
    with pytest.raises(BrokenEdit) as caught:
        grad(module.square)(3.0)
    found = str(caught.value)
    assert found.startswith(f"{path}:") and message in found
    assert f"mend it, or `tangentgen revert {path}`" in found
    if "unexpected" in message or "syntax" in message:
        line = int(found.removeprefix(f"{path}:").split(":")[0])
        assert "return" in path.read_text().splitlines()[line - 1]
    assert path.read_bytes() == before and pipeline.count == 1


def of_another_format(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (cache, keep):
        monkeypatch.setattr(module, "FORMAT", 99)


def of_another_encoding(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(path.read_text().replace("10 * x", "10 * x  # ½").encode("latin-1"))


def open_to_others(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.chmod(0o666)
    atomic._warned.clear()


@pytest.mark.parametrize("spoil", [of_another_format, of_another_encoding, open_to_others])
def test_an_edit_that_is_not_used_is_kept_all_the_same(
    spoil: Callable[[Path, pytest.MonkeyPatch], None],
    module: ModuleType,
    pipeline: Pipeline,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = edit(module, "n * x", "10 * x")
    spoil(path, monkeypatch)
    edited = path.read_bytes()
    with pytest.warns(CacheWarning) as said:
        assert grad(module.square)(3.0) == 6.0
    assert str(said[-1].message).endswith(f"is not used - it is kept as {path.name}.kept")
    assert path.with_name(f"{path.name}.kept").read_bytes() == edited
    assert grad(module.square)(3.0) == 6.0 and pipeline.count == 2


def test_an_edit_that_is_saved_while_another_process_derives_is_kept(
    module: ModuleType, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = edit(module, "n * x", "10 * x")
    edited = path.read_text()
    path.unlink()

    def slow(request: Request) -> Generated:
        path.write_text(edited)
        return power(request)

    pipeline.make = slow
    with pytest.warns(CacheWarning, match="it is kept as"):
        assert grad(module.square)(3.0) == 6.0
    assert path.with_name(f"{path.name}.kept").read_text() == edited


def test_an_edit_of_a_namesake_with_other_parameters_is_no_earlier_one(
    tmp_path: Path, pipeline: Pipeline
) -> None:
    text = """
        def make(short):
            if short:
                def inner(x):
                    return x * x
            else:
                def inner(x, n=2):
                    return x**n
            return inner

        table = [lambda x: x * x, lambda x, n=2: x**n]
    """

    def of(request: Request) -> Generated:
        given = ", ".join(name for name, _ in request.kinds)
        return Generated(f"def {request.name}({given}):\n    return 2.0 * x\n", request.name)

    pipeline.make = of
    module = write_module(tmp_path, text)
    for one, other in ((module.make(True), module.make(False)), module.table):
        df = grad(one)
        assert df(3.0) == 6.0 and df.path is not None
        df.path.write_text(df.path.read_text().replace("2.0 * x", "7.0 * x"))
        assert grad(one)(3.0) == 21.0 and grad(other)(3.0) == 6.0
