"""What stands where a derivative is looked for and is not to be trusted: never run, never hurt."""

from __future__ import annotations

import itertools
import os
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import tangentgen.pipeline
from tangentgen import grad
from tangentgen.errors import CacheWarning
from tangentgen.store import atomic, where
from tests.support.store import SQUARE, Pipeline, write_module

as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away"
)
SOMEBODY = 12345


@pytest.fixture(autouse=True)
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    fake = Pipeline()
    monkeypatch.setattr(tangentgen.pipeline, "derive", fake)
    monkeypatch.delenv("TANGENTGEN_CACHE", raising=False)
    atomic._warned.clear()
    return fake


@pytest.fixture
def module(tmp_path: Path) -> ModuleType:
    return write_module(tmp_path, SQUARE)


@pytest.fixture
def kept(module: ModuleType) -> Path:
    """The file of a derivative, which would give another number if it were run."""
    df = grad(module.square)
    assert df(3.0) == 6.0 and df.path is not None
    df.path.write_text(df.path.read_text().replace("n * x", "0 * x"))
    return df.path


def called(module: ModuleType) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CacheWarning)
        value = grad(module.square)(3.0)
    assert isinstance(value, float)
    return value


def test_a_link_to_a_file_that_would_do_is_not_followed(kept: Path, module: ModuleType) -> None:
    assert called(module) == 0.0
    other = kept.parent.parent / "other.py"
    kept.rename(other)
    kept.symlink_to(other)
    assert called(module) == 6.0
    assert "0 * x" in other.read_text()


def test_nothing_is_read_from_a_pipe(kept: Path, module: ModuleType) -> None:
    content = kept.read_bytes()
    kept.unlink()
    os.mkfifo(kept, 0o644)
    both = os.open(kept, os.O_RDWR)  # never waits, as the reader and the writer it is
    try:
        os.write(both, content)
        assert called(module) == 6.0
    finally:
        os.close(both)


def test_a_file_of_any_size_costs_nothing(kept: Path, module: ModuleType) -> None:
    os.truncate(kept, 1 << 40)
    assert called(module) == 6.0


TAKEN: list[Callable[[Path, Path], None]] = [
    lambda path, victim: os.link(victim, path),
    lambda path, victim: path.symlink_to(victim),
    lambda path, victim: os.mkfifo(path),
    lambda path, victim: path.mkdir(),
]


@pytest.mark.parametrize("take", TAKEN)
def test_nothing_is_written_through_what_has_a_temporary_name(
    take: Callable[[Path, Path], None],
    module: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = where.places(module.square)[0]
    place.folder.mkdir(mode=0o755)
    victim = tmp_path / "victim"
    victim.write_text("precious")
    monkeypatch.setattr(atomic, "_numbers", itertools.count(7))
    take(place.folder / f".{os.getpid()}-7.tmp", victim)
    assert called(module) == 6.0
    assert victim.read_text() == "precious"
    df = grad(module.square)
    assert df(3.0) == 6.0 and df.path is not None  # the next name is free


@pytest.fixture
def private(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same file in the user's cache directory, and nothing beside the source."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "cache" / "tangentgen"
    folder = root / where.folder_name(kept.parent.parent)
    folder.mkdir(parents=True)
    for each in (root, folder):
        each.chmod(0o700)
    made = folder / kept.name
    kept.rename(made)
    made.chmod(0o600)
    shutil.rmtree(kept.parent)
    monkeypatch.setattr(where, "is_installed", lambda path: True)
    return made


def test_what_is_the_users_alone_is_run(private: Path, module: ModuleType) -> None:
    assert grad(module.square)(3.0) == 0.0


OPEN: list[tuple[int, int, int]] = [  # modes of the file, its folder, the folder above
    (0o640, 0o700, 0o700),
    (0o604, 0o700, 0o700),
    (0o600, 0o750, 0o700),
    (0o600, 0o701, 0o700),
    (0o600, 0o700, 0o770),
    (0o600, 0o700, 0o702),
]


@pytest.mark.parametrize("modes", OPEN, ids=["-".join(f"{m:o}" for m in each) for each in OPEN])
def test_what_is_private_and_open_to_others_is_not_run(
    modes: tuple[int, int, int], private: Path, module: ModuleType
) -> None:
    for path, mode in zip((private, private.parent, private.parent.parent), modes, strict=True):
        path.chmod(mode)
    with pytest.warns(CacheWarning) as said:
        for _ in range(2):
            assert grad(module.square)(3.0) == 6.0
    (warned,) = [str(one.message) for one in said if "others could have" in str(one.message)]
    assert "is not used" in warned and "chmod go= " in warned


@as_root
@pytest.mark.parametrize("level", [0, 1, 2])
def test_what_is_private_and_somebody_elses_is_not_run(
    level: int, private: Path, module: ModuleType
) -> None:
    os.chown([private, *private.parents][level], SOMEBODY, SOMEBODY)
    with pytest.warns(CacheWarning, match="chown it to yourself"):
        assert called_loudly(module) == 6.0


def called_loudly(module: ModuleType) -> float:
    warnings.filterwarnings("ignore", message=".*it is kept as")
    value = grad(module.square)(3.0)
    assert isinstance(value, float)
    return value


def test_one_warning_says_what_and_how_to_cure_it(kept: Path, module: ModuleType) -> None:
    kept.parent.chmod(0o777)
    with pytest.warns(CacheWarning) as said:
        for _ in range(3):
            assert grad(module.square)(3.0) == 6.0
    (warned,) = [str(one.message) for one in said]
    assert str(kept.parent) in warned and "give it the owner and the mode of" in warned


def test_what_was_put_aside_before_is_not_overwritten(
    kept: Path, module: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a file system without links, where a file is renamed."""

    def impossible(*args: object, **options: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", impossible)
    for text in ("first\n", "second\n"):
        kept.write_text(text)
        assert called(module) == 6.0
    asides = sorted(kept.parent.glob("*.kept*"))
    assert [aside.read_text() for aside in asides] == ["first\n", "second\n"]


def test_without_cache_nothing_is_read(kept: Path, module: ModuleType) -> None:
    assert grad(module.square, cache=False)(3.0) == 6.0
    assert called(module) == 0.0
