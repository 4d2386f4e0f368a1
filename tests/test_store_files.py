"""Files of derivatives: what is read, what is not, who may write, where they stand."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import tangentgen
from tangentgen import grad
from tangentgen.errors import CacheWarning
from tangentgen.generated import Generated
from tangentgen.request import Request
from tangentgen.store import atomic, fresh, header, where
from tests.support.store import SQUARE, Pipeline, power, write_module

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    import tangentgen.pipeline

    fake = Pipeline(power)
    monkeypatch.setattr(tangentgen.pipeline, "derive", fake)
    monkeypatch.delenv("TANGENTGEN_CACHE", raising=False)
    return fake


@pytest.fixture
def module(tmp_path: Path, pipeline: Pipeline) -> ModuleType:
    return write_module(tmp_path, SQUARE)


@pytest.fixture
def kept(module: ModuleType) -> Path:
    """The file of a derivative that was made."""
    df = grad(module.square)
    assert df(3.0) == 6.0
    path = df.path
    assert path is not None
    return path


def test_it_stands_beside_the_source(kept: Path, tmp_path: Path) -> None:
    assert kept.parent == tmp_path / "__tangentgen__"
    assert kept.name.startswith("primal.square.grad.x.") and kept.suffix == ".py"
    assert list(kept.parent.iterdir()) == [kept]


def test_the_next_one_is_found(kept: Path, module: ModuleType, pipeline: Pipeline) -> None:
    before = kept.read_bytes()
    df = grad(module.square)
    assert df(3.0) == 6.0 and df.path == kept and not df.edited
    assert df.source == power(pipeline.requests[0]).text
    assert pipeline.count == 1 and kept.read_bytes() == before


def test_without_cache_nothing_is_written(module: ModuleType, tmp_path: Path) -> None:
    df = grad(module.square, cache=False)
    assert df(3.0) == 6.0 and df.path is None
    assert not (tmp_path / "__tangentgen__").exists()


def test_switched_off_nothing_is_read_or_written(
    kept: Path, module: ModuleType, monkeypatch: pytest.MonkeyPatch, pipeline: Pipeline
) -> None:
    monkeypatch.chdir(kept.parent.parent)
    monkeypatch.setenv("TANGENTGEN_CACHE", "off")
    df, before = grad(module.square), pipeline.count
    assert df(3.0) == 6.0 and df.path is None
    assert pipeline.count == before + 1
    assert list(kept.parent.iterdir()) == [kept] and not Path("off").exists()


def test_each_request_has_its_own_file(module: ModuleType, kept: Path) -> None:
    grad(module.square)(3.0, 2.0)
    grad(module.square, optimize=False)(3.0)
    tangentgen.value_and_grad(module.square)(3.0)
    grad(module.square, "n")(3.0, 2.0)
    assert len(list(kept.parent.iterdir())) == 5


def test_what_is_written_passes_ruff(kept: Path) -> None:
    rules = ["--config", str(ROOT / "tests/support/generated_ruff.toml"), "--no-cache", str(kept)]
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *rules], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert max(map(len, kept.read_text().splitlines())) <= 88


def test_the_base_is_kept(kept: Path) -> None:
    file = header.parsed(kept.read_text())
    assert file is not None and file.base == file.text
    lines = kept.read_text().splitlines()
    assert lines[file.lines_above] == "def square_grad(x, n=2):"


def test_names_do_not_escape_into_the_text(kept: Path) -> None:
    nasty = "a\nimport os\n'\"\\ \u202e\x00"
    content = header.written(nasty, nasty, (nasty,), "0", {"x": nasty}, "y = 1\n")
    above = content.split("\n\n")[0]
    assert above.isascii() and all(line.startswith("# ") for line in above.split("\n"))
    file = header.parsed(content)
    assert file is not None and file.load == {"x": nasty}


def broken(content: bytes) -> list[bytes]:
    flipped = [
        bytes([*content[:i], content[i] ^ 4, *content[i + 1 :]])
        for i in range(0, content.index(b"\n\n"), 7)
    ]
    below = range(content.index(b"# base"), len(content) - 1, 7)
    flipped += [bytes([*content[:i], content[i] ^ 4, *content[i + 1 :]]) for i in below]
    cut = [content[:i] for i in range(len(content))]
    return [*cut, *flipped, b"\x00\xff\xfe", b"def square_grad(x, n=2):\n    return 7.0\n"]


def test_a_broken_file_is_never_executed(kept: Path) -> None:
    for content in broken(kept.read_bytes()):
        if content == kept.read_bytes():
            continue
        text = content.decode(errors="replace")
        assert header.parsed(text) is None, text


def test_a_broken_file_is_made_anew(kept: Path, module: ModuleType, pipeline: Pipeline) -> None:
    whole = kept.read_bytes()
    for number, content in enumerate(broken(whole)[::97], start=2):
        kept.write_bytes(content)
        df = grad(module.square)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CacheWarning)
            assert df(3.0) == 6.0 and df.path == kept
        assert pipeline.count == number and kept.read_bytes() == whole


def test_a_file_of_someone_else_is_put_aside(kept: Path, module: ModuleType) -> None:
    for number, text in enumerate(("mine = 1\n", "mine = 2\n", "mine = 3\n"), start=1):
        kept.write_text(text)
        suffix = f".py.kept{number if number > 1 else ''}"
        with pytest.warns(CacheWarning, match=f"is not used - it is kept as .*{suffix}$"):
            assert grad(module.square)(3.0) == 6.0
        assert kept.with_suffix(suffix).read_text() == text


def test_what_can_not_be_put_aside_is_left_alone(
    kept: Path, module: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def impossible(*args: object, **options: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    kept.write_text("mine = 1\n")
    monkeypatch.setattr(os, "link", impossible)
    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", impossible)
        with pytest.warns(CacheWarning, match="move it away"):
            assert grad(module.square)(3.0) == 6.0
    assert kept.read_text() == "mine = 1\n"
    with pytest.warns(CacheWarning, match="kept as"):
        assert grad(module.square)(3.0) == 6.0
    assert kept.with_suffix(".py.kept").read_text() == "mine = 1\n"


def test_what_is_cut_short_is_written_again_without_a_word(kept: Path, module: ModuleType) -> None:
    whole = kept.read_bytes()
    kept.write_bytes(whole[:300])
    assert grad(module.square)(3.0) == 6.0
    assert kept.read_bytes() == whole and list(kept.parent.iterdir()) == [kept]


def test_written_anew_within_a_second_at_the_same_size(
    kept: Path, module: ModuleType, pipeline: Pipeline, tmp_path: Path
) -> None:
    size = kept.stat().st_size

    def other(request: Request) -> Generated:
        made = power(request)
        return Generated(text=made.text.replace("n * x", "7 * x"), entry=made.entry)

    for number, factor in enumerate((7, 2, 7, 2)):
        pipeline.make = other if factor == 7 else power
        changed = SQUARE.replace("x**n", f"x**n * {factor + number}")
        module = write_module(tmp_path, changed)
        assert grad(module.square)(3.0) == factor * 3.0
    assert abs(kept.stat().st_size - size) < 400


def test_edited_within_a_second_at_the_same_size(kept: Path, module: ModuleType) -> None:
    """As the import system does not notice: it knows a file by its time and its size."""
    content, before = kept.read_text(), kept.stat()
    for factor, expected in (("7", 21.0), ("5", 15.0), ("n", 6.0), ("9", 27.0)):
        kept.write_text(content.replace("n * x", f"{factor} * x"))
        os.utime(kept, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert kept.stat().st_size == before.st_size
        assert grad(module.square)(3.0) == expected


def test_another_version_derives_again(
    kept: Path, module: ModuleType, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tangentgen, "__version__", "9.9")
    assert grad(module.square)(3.0) == 6.0 and pipeline.count == 2
    monkeypatch.setattr(fresh, "templates", lambda: "other")
    assert grad(module.square)(3.0) == 6.0 and pipeline.count == 3
    assert grad(module.square)(3.0) == 6.0 and pipeline.count == 3


def test_another_hash_seed_gives_the_same_bytes(kept: Path, tmp_path: Path) -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "import primal, tangentgen.pipeline\n"
        "from tests.support.store import power\n"
        "tangentgen.pipeline.derive = power\n"
        "print(tangentgen.grad(primal.square)(3.0))\n"
    )
    before = kept.read_bytes()
    for seed in ("1", "2"):
        kept.unlink()
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path), str(ROOT)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        assert kept.read_bytes() == before


def test_a_hit_imports_no_generator(kept: Path, tmp_path: Path) -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "import primal, tangentgen\n"
        "assert tangentgen.grad(primal.square)(3.0) == 6.0\n"
        "names = {'gast', 'astor', 'tangentgen.pipeline', 'tangentgen.derive', 'ast_'}\n"
        "print(sorted(names & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), str(ROOT)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


OBSTACLES: list[Callable[[Path], Any]] = [
    lambda path: path.mkdir(),
    lambda path: os.mkfifo(path),
    lambda path: path.symlink_to("/nowhere/at/all"),
    lambda path: path.symlink_to("/dev/zero"),
    lambda path: path.symlink_to(path.parent.parent / "victim"),
]


@pytest.mark.parametrize("put", OBSTACLES)
def test_nothing_is_read_or_written_through_an_obstacle(
    put: Callable[[Path], Any], kept: Path, module: ModuleType
) -> None:
    victim = kept.parent.parent / "victim"
    victim.write_text("precious")
    kept.unlink()
    put(kept)
    for _ in range(2):
        assert grad(module.square)(3.0) == 6.0
    assert victim.read_text() == "precious"


def test_a_linked_folder_is_not_used(module: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "__tangentgen__").symlink_to(tmp_path / "elsewhere")
    assert grad(module.square)(3.0) == 6.0
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_file_open_to_others_is_not_executed(kept: Path, module: ModuleType) -> None:
    poison = kept.read_text().replace("n * x", "0 * x")
    kept.write_text(poison)
    for mode in (0o666, 0o664):
        kept.chmod(mode)
        atomic._warned.clear()
        with pytest.warns(CacheWarning) as said:
            assert grad(module.square)(3.0) == 6.0
        assert "others could have written it - give it the owner" in str(said[0].message)
        assert "it is kept as" in str(said[1].message)  # an edit may be the user's own
        kept.write_text(poison)
    kept.parent.chmod(0o777)
    atomic._warned.clear()
    with pytest.warns(CacheWarning):
        assert grad(module.square)(3.0) == 6.0


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_modes_do_not_depend_on_the_umask(
    umask: int, module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(module.__file__ or "").chmod(0o644)
    tmp_path.chmod(0o755)
    before = os.umask(umask)
    try:
        beside = grad(module.square)
        assert beside(3.0) == 6.0
        monkeypatch.setenv("TANGENTGEN_CACHE", str(tmp_path / "a" / "b"))
        private = grad(module.square)
        assert private(3.0) == 6.0
    finally:
        os.umask(before)
    assert beside.path is not None and private.path is not None
    assert stat.S_IMODE(beside.path.stat().st_mode) == 0o644
    assert stat.S_IMODE(beside.path.parent.stat().st_mode) == 0o755
    assert stat.S_IMODE(private.path.stat().st_mode) == 0o600
    for folder in list(private.path.parents)[:3]:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert private.path.is_relative_to(tmp_path / "a" / "b")


@pytest.mark.parametrize("home", [None, "", "relative", "/nowhere/at/all", "/proc"])
def test_without_a_usable_home_it_works_in_memory(
    home: str | None, pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site-packages"
    folder.mkdir()
    module = write_module(folder, SQUARE)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if home is None:
        monkeypatch.delenv("HOME", raising=False)
    else:
        monkeypatch.setenv("HOME", home)
    df = grad(module.square)
    assert df(3.0) == 6.0
    assert df.path is None and not (folder / "__tangentgen__").exists()


def test_installed_packages_use_the_users_cache(
    pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site-packages"
    folder.mkdir()
    module = write_module(folder, SQUARE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for _ in range(2):
        df = grad(module.square)
        assert df(3.0) == 6.0 and df.path is not None
        assert df.path.parent.parent == tmp_path / "cache" / "tangentgen"
    assert pipeline.count == 1


def test_a_failure_to_write_costs_only_the_cache(
    module: ModuleType, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    for name in ("replace", "fsync", "mkdir", "open"):
        with monkeypatch.context() as patch:
            patch.setattr(os, name, full)
            df = grad(module.square)
            assert df(3.0) == 6.0 and df.path is None
    folder = Path(module.__file__ or "").parent / "__tangentgen__"
    assert not list(folder.iterdir())


def test_strays_of_processes_that_are_gone_are_collected(kept: Path, module: ModuleType) -> None:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    stray = kept.parent / f".{done.pid}-0.tmp"
    ours = kept.parent / f".{os.getppid()}-0.tmp"
    stray.write_text("")
    ours.write_text("")
    grad(module.square)(3.0, 1.5)
    assert not stray.exists() and ours.exists()


def test_long_and_odd_names(pipeline: Pipeline, tmp_path: Path) -> None:
    names = ["con", "numpy", "x" * 300, "größe", "_"]
    text = "".join(f"def {name}(x, n=2):\n    return x**n\n" for name in names)
    module = write_module(tmp_path, text, "aux")
    for name in names:
        df = grad(getattr(module, name))
        assert df(3.0) == 6.0 and df.path is not None
        assert len(df.path.name) < 160 and df.path.name.isascii()
        assert df.path.name.startswith("_aux.")
        assert max(map(len, df.path.read_text().splitlines())) <= 88 or len(name) > 88


def test_namesakes_are_told_apart(pipeline: Pipeline, tmp_path: Path) -> None:
    text = (
        "def f(x, n=2):\n    return x**n\n\nfirst = f\n\n"
        "def f(x, n=2):\n    return x**n + 1\n\n"
        "g = [lambda x, n=2: x**n,\n     lambda x, n=2: x**n + 1]\n"
    )
    module = write_module(tmp_path, text)
    functions = [module.first, module.f, *module.g]
    paths = []
    for function in [*functions, *functions]:
        df = grad(function)
        assert df(3.0) == 6.0
        paths.append(df.path)
    assert len(set(paths)) == 4 and pipeline.count == 4


def test_many_processes_at_once(module: ModuleType, tmp_path: Path) -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "import primal, tangentgen.pipeline\n"
        "from tests.support.store import power\n"
        "tangentgen.pipeline.derive = power\n"
        "for n in (2, 2.0):\n"
        "    assert tangentgen.grad(primal.square)(3.0, n) == 6.0\n"
    )
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path), str(ROOT)]
    running = [subprocess.Popen(command) for _ in range(4)]
    assert [process.wait() for process in running] == [0] * 4
    names = [path.name for path in (tmp_path / "__tangentgen__").iterdir()]
    assert len(names) == 2 and all(name.endswith(".py") for name in names)


def test_a_killed_writer_leaves_nothing_half_written(tmp_path: Path, pipeline: Pipeline) -> None:
    module = write_module(tmp_path, SQUARE)
    place = where.places(module.square)[0]
    seen: set[str | None] = set()
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            seen.add(atomic.read(place, "x.py"))

    watcher = threading.Thread(target=watch)
    watcher.start()
    contents = [letter * 200_000 for letter in "ab"]
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        for content in contents:
            assert atomic.write(place, "x.py", content) is not None
    stop.set()
    watcher.join()
    assert seen <= {None, *contents}
