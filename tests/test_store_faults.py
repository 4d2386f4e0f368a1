"""What goes wrong outside: a kill, a full disk, a fork, other owners."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import warnings
from pathlib import Path
from types import ModuleType

import pytest

import tangentgen.pipeline
from tangentgen import grad
from tangentgen.errors import CacheWarning
from tangentgen.generated import Generated
from tangentgen.request import Request
from tangentgen.store import atomic, header, where
from tests.support.store import SQUARE, Pipeline, power, write_module

ROOT = Path(__file__).resolve().parent.parent
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away"
)
SOMEBODY = 12345


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    fake = Pipeline()
    monkeypatch.setattr(tangentgen.pipeline, "derive", fake)
    monkeypatch.delenv("TANGENTGEN_CACHE", raising=False)
    return fake


@pytest.fixture
def module(tmp_path: Path, pipeline: Pipeline) -> ModuleType:
    return write_module(tmp_path, SQUARE)


def process(folder: Path, before: str) -> subprocess.CompletedProcess[str]:
    """Another process that does something first and then asks for the derivative."""
    code = (
        "import os, signal, sys; sys.path[:0] = sys.argv[1:]\n"
        "import primal, tangentgen.pipeline\n"
        "from tangentgen.store import atomic\n"
        "from tests.support.store import power\n"
        "tangentgen.pipeline.derive = power\n"
        f"{before}\n"
        "df = tangentgen.grad(primal.square)\n"
        "print(df(3.0), df.path is not None)\n"
    )
    environment = {k: v for k, v in os.environ.items() if k != "TANGENTGEN_CACHE"}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code, str(folder), str(ROOT)],
        env=environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("step", ["open", "mkdir", "chmod", "fchmod", "fsync", "replace"])
def test_a_kill_at_any_step(step: str, tmp_path: Path, module: ModuleType) -> None:
    kill = (
        f"real = os.{step}\n"
        f"def killed(*args, **options):\n"
        f"    if '{step}' != 'open' or str(args[0]).endswith('.tmp'):\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return real(*args, **options)\n"
        f"os.{step} = killed"
    )
    assert process(tmp_path, kill).returncode == -9
    for path in (tmp_path / "__tangentgen__").glob("*.py"):
        assert header.parsed(path.read_text()) is not None
    done = process(tmp_path, "")
    assert done.stdout == "6.0 True\n", done.stderr
    names = [path.name for path in (tmp_path / "__tangentgen__").iterdir()]
    assert len(names) == 1 and names[0].endswith(".py")


def test_a_limit_of_file_sizes(tmp_path: Path, module: ModuleType) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))"
    done = process(tmp_path, limit)
    assert done.stdout == "6.0 False\n", done.stderr
    assert not list((tmp_path / "__tangentgen__").iterdir())


def test_a_folder_that_can_not_be_made(tmp_path: Path, module: ModuleType) -> None:
    (tmp_path / "__tangentgen__").write_text("in the way")
    df = grad(module.square)
    assert df(3.0) == 6.0 and df.path is None


def test_a_fork_while_another_thread_derives(pipeline: Pipeline, module: ModuleType) -> None:
    deriving, go_on = threading.Event(), threading.Event()

    def slow(request: Request) -> Generated:
        deriving.set()
        go_on.wait(20)
        return power(request)

    pipeline.make = slow
    thread = threading.Thread(target=grad(module.square, cache=False), args=(3.0,))
    thread.start()
    deriving.wait(20)
    pipeline.make = power
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking with threads, which is so
        child = os.fork()
    if child == 0:
        os._exit(int(grad(module.square, cache=False)(3.0)))
    _, status = os.waitpid(child, 0)
    go_on.set()
    thread.join()
    assert os.waitstatus_to_exitcode(status) == 6


@as_root
def test_a_file_of_somebody_else_is_not_executed(module: ModuleType) -> None:
    df = grad(module.square)
    df(3.0)
    assert df.path is not None
    poison = df.path.read_text().replace("n * x", "0 * x")
    df.path.write_text(poison)
    os.chown(df.path, SOMEBODY, SOMEBODY)
    atomic._warned.clear()
    with pytest.warns(CacheWarning, match="is not used"):
        assert grad(module.square)(3.0) == 6.0


@as_root
def test_a_source_of_somebody_else_keeps_to_the_users_cache(
    module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    os.chown(module.__file__ or "", SOMEBODY, SOMEBODY)
    df = grad(module.square)
    assert df(3.0) == 6.0 and df.path is not None
    assert df.path.is_relative_to(tmp_path / "cache")
    assert not (tmp_path / "__tangentgen__").exists()


@as_root
def test_a_home_of_somebody_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert where.user_cache() is not None
    os.chown(tmp_path, SOMEBODY, SOMEBODY)
    assert where.user_cache() is None
