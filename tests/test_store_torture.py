"""Files that are cut, flipped, half written, raced for and cleared: nothing wrong is ever loaded.

The short form of each runs with all tests, the long one with `-m hunt`.
"""

from __future__ import annotations

import builtins
import contextlib
import os
import random
import signal
import subprocess
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import tangentgen.pipeline
from tangentgen import grad
from tangentgen.commands import cache
from tangentgen.errors import BrokenEdit, CacheWarning
from tangentgen.generated import Generated
from tangentgen.request import Request
from tangentgen.store import header
from tests.support.store import SQUARE, Pipeline, power, write_module

CANARY = "canary_of_the_store"
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def watched(request: Request) -> Generated:
    """A derivative that says when its text is executed."""
    made = power(request)
    text = f"import builtins\n\nbuiltins.{CANARY} = True\n\n\n{made.text}"
    return Generated(text=text, entry=made.entry)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    fake = Pipeline()
    monkeypatch.setattr(tangentgen.pipeline, "derive", fake)
    monkeypatch.delenv("TANGENTGEN_CACHE", raising=False)
    return fake


@pytest.fixture
def module(tmp_path: Path, pipeline: Pipeline) -> ModuleType:
    return write_module(tmp_path, SQUARE)


@pytest.fixture
def kept(module: ModuleType, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(os, "fsync", lambda number: None)  # slow, and no power fails here
    pipeline.make = watched
    df = grad(module.square)
    assert df(3.0) == 6.0 and df.path is not None
    pipeline.make = power
    return df.path


def loaded(module: ModuleType, path: Path, content: bytes) -> tuple[bool, bool]:
    """Put a content in a file's place and ask for its derivative: executed, edited."""
    path.write_bytes(content)
    vars(builtins).pop(CANARY, None)
    df = grad(module.square)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CacheWarning)
        try:
            value, edited = df(3.0), df.edited
        except BrokenEdit:
            value, edited = 6.0, True
        except Exception:  # what is edited may raise what it likes
            value, edited = 0.0, df.edited
            assert edited
    for aside in path.parent.glob("*.kept*"):
        aside.unlink()
    assert edited or value == 6.0
    return bool(vars(builtins).pop(CANARY, False)), edited


@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.hunt)])
def test_cut_at_any_byte_it_is_not_executed(step: int, module: ModuleType, kept: Path) -> None:
    whole = kept.read_bytes()
    assert loaded(module, kept, whole) == (True, False)
    for end in sorted({*range(0, len(whole), step), *range(len(whole) - 9, len(whole))}):
        assert loaded(module, kept, whole[:end]) == (False, False), end


@pytest.mark.parametrize("count", [200, pytest.param(5000, marks=pytest.mark.hunt)])
def test_flipped_bits_are_not_executed(count: int, module: ModuleType, kept: Path) -> None:
    whole = kept.read_bytes()
    start, end = whole.index(b"\n\n"), whole.index(b"\n# base:\n")
    rng = random.Random(count)
    for _ in range(count):
        at = rng.choice([rng.randrange(start), rng.randrange(end + 1, len(whole))])
        bit = 1 << rng.randrange(8)
        flipped = bytes([*whole[:at], whole[at] ^ bit, *whole[at + 1 :]])
        assert loaded(module, kept, flipped) == (False, False), (at, bit)


def test_a_flip_in_the_text_is_an_edit_or_an_error_of_ours(module: ModuleType, kept: Path) -> None:
    whole = kept.read_bytes()
    start, end = whole.index(b"import builtins"), whole.index(b"\n\n\n# base:\n")
    for at in range(start, end):
        for bit in (1, 32):
            flipped = bytes([*whole[:at], whole[at] ^ bit, *whole[at + 1 :]])
            executed, edited = loaded(module, kept, flipped)
            # What changes only blank lines is no edit, and what is no UTF-8 no file of ours.
            assert edited or not executed or whole[at : at + 1] == b"\n"


def child(action: Callable[[], None]) -> int:
    """Fork; what the action raises ends the child with 1."""
    number = os.fork()
    if number:
        return number
    code = 1
    try:
        action()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


@forks
@pytest.mark.parametrize("kills", [150, pytest.param(2000, marks=pytest.mark.hunt)])
def test_killed_at_any_moment_nothing_half_written_is_seen(
    kills: int, module: ModuleType, tmp_path: Path
) -> None:
    folder = tmp_path / "__tangentgen__"

    def writer() -> None:
        kinds = (2, 2.0, True)
        while True:
            for n in kinds:
                assert grad(module.square)(3.0, n) in (6.0, 1.0)
            for path in folder.glob("*.py"):
                path.unlink(missing_ok=True)

    rng = random.Random(kills)
    for _ in range(kills):
        number = child(writer)
        time.sleep(rng.random() * 0.012)
        os.kill(number, signal.SIGKILL)
        _, status = os.waitpid(number, 0)
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
        for path in folder.glob("*.py"):
            file = header.parsed(path.read_text())
            assert file is not None and not file.edited
    assert grad(module.square)(3.0) == 6.0
    assert grad(module.square)(3.0, np.float64(2.0)) == 6.0  # a new file: what is left is collected
    strays = [path.name for path in folder.iterdir() if path.suffix != ".py"]
    assert strays == []


@forks
@pytest.mark.parametrize("count", [6, pytest.param(64, marks=pytest.mark.hunt)])
def test_processes_race_while_the_cache_is_cleared(
    count: int, module: ModuleType, tmp_path: Path
) -> None:
    """The same keys and different ones; one process in six clears."""
    folder = tmp_path / "__tangentgen__"
    arguments = [2, 2.0, True, 1.5]

    def user(seed: int) -> None:
        warnings.simplefilter("error")
        rng = random.Random(seed)
        for _ in range(40):
            n = rng.choice(arguments)
            df = grad(module.square)
            assert df(3.0, n) == n * 3.0 ** (n - 1)
            assert not df.edited

    def clearer() -> None:
        for _ in range(60):
            for path in list(folder.glob("*.py")):
                if cache._kept(path) is not None:
                    path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                folder.rmdir()
            time.sleep(0.001)

    numbers = [
        child(clearer if k % 6 == 5 else lambda seed=k: user(seed))  # type: ignore[misc]
        for k in range(count)
    ]
    codes = [os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) for number in numbers]
    assert codes == [0] * count
    for n in (2, 2.0, True):
        grad(module.square)(3.0, n)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert len(first) == 3 and all(name.endswith(".py") for name in first)
    for path in folder.glob("*.py"):
        path.unlink()
    for n in (True, 2.0, 2):
        grad(module.square)(3.0, n)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


@forks
def test_two_versions_side_by_side(module: ModuleType, pipeline: Pipeline, tmp_path: Path) -> None:
    """Each derives again what the other made, and neither uses it."""

    def of_version(version: str, factor: int) -> Callable[[], None]:
        def make(request: Request) -> Generated:
            made = power(request)
            return Generated(made.text.replace("n * x", f"{factor} * n * x"), made.entry)

        def act() -> None:
            tangentgen.__version__ = version
            pipeline.make = make
            for _ in range(60):
                assert grad(module.square)(3.0) == factor * 6.0

        return act

    numbers = [child(of_version(f"{k}.0", k)) for k in (1, 2, 3)]
    assert [os.waitpid(number, 0)[1] for number in numbers] == [0, 0, 0]
    assert len(list((tmp_path / "__tangentgen__").iterdir())) == 1


LIMITS = {
    "a file of 200 bytes": "resource.RLIMIT_FSIZE, (200, 200)",
    "a file of no byte": "resource.RLIMIT_FSIZE, (0, 0)",
    "no file more": "resource.RLIMIT_NOFILE, (3, 3)",
}


@forks
@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_costs_only_the_cache(name: str, module: ModuleType, tmp_path: Path) -> None:
    import resource

    def act() -> None:
        eval(f"resource.setrlimit({LIMITS[name]})", {"resource": resource})
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        df = grad(module.square)
        assert df(3.0) == 6.0 and df.path is None

    assert os.waitpid(child(act), 0)[1] == 0
    assert not list((tmp_path / "__tangentgen__").glob("*"))
    assert grad(module.square)(3.0) == 6.0


@forks
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else"
)
@pytest.mark.parametrize("where", ["folder", "home"])
def test_somebody_who_may_not_write(
    where: str, module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that can be read only, with a home and without one."""
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    if where == "home":
        os.chown(home, 12345, 12345)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)

    def act() -> None:
        os.setgid(12345)
        os.setuid(12345)
        for _ in range(2):
            df = grad(module.square)
            assert df(3.0) == 6.0
            assert (df.path is not None) == (where == "home")
            if df.path is not None:
                assert df.path.is_relative_to(home / ".cache" / "tangentgen")

    assert os.waitpid(child(act), 0)[1] == 0
    assert not (tmp_path / "__tangentgen__").exists()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount a small disk"
)
def test_a_full_disk(pipeline: Pipeline, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k,nr_inodes=99,mode=755", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        module = write_module(disk, SQUARE)
        with pytest.raises(OSError, match="No space"), open(disk / "filler", "wb") as filler:
            while True:
                filler.write(b"x" * 4096)
                filler.flush()
        df = grad(module.square)
        assert df(3.0) == 6.0 and df.path is None
        assert not list((disk / "__tangentgen__").glob("*"))
        (disk / "filler").unlink()
        df = grad(module.square)
        assert df(3.0) == 6.0 and df.path is not None
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_an_interrupt_while_writing_leaves_nothing(
    module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            grad(module.square)(3.0)
    assert not list((tmp_path / "__tangentgen__").iterdir())
    df = grad(module.square)
    assert df(3.0) == 6.0 and df.path is not None
    assert sys.exc_info() == (None, None, None)
