"""What makes a derivative stale, on disk and in memory, and what does not."""

from __future__ import annotations

import linecache
import sys
import types
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import tangentgen.pipeline
from tangentgen import grad
from tangentgen.generated import Generated
from tangentgen.request import Request
from tests.support.store import Pipeline, write_module

HELPERS = """
    SCALE = 2.0

    def helper(x, rate=3.0):
        return rate * x
"""
PRIMAL = '''
    import numpy as np

    import {helpers} as utils
    from {helpers} import helper

    RATE = 0.5

    class Base:
        def weight(self):
            return 2.0

    class Model(Base):
        SIZE = 3

        def __init__(self, w):
            self.w = w

        def apply(self, x):
            return self.weight() * x

    def loss(x, model, n=2):
        """Doc."""
        return RATE * helper(x) * utils.SCALE + model.apply(x)
'''
CALLEES = ("stale_utils:helper", "stale_primal:Model.apply", "stale_primal:Base.weight")


def made(request: Request) -> Generated:
    text = (
        "import stale_primal\n\n\n"
        f"def {request.name}(x, model, n=2):\n    return stale_primal.RATE\n"
    )
    callees = (*CALLEES, "stale_primal:Model", "stale_primal:Base")
    modules = (("stale_primal", "stale_primal"),)
    return Generated(text=text, entry=request.name, modules=modules, callees=callees)


@pytest.fixture(autouse=True, params=["called", "pasted"])
def entry_of(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test with both forms of the entry: see `tangentgen.inline`."""
    monkeypatch.setattr("tangentgen.entry.CALLS", 0 if request.param == "pasted" else 1000)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    fake = Pipeline(made)
    monkeypatch.setattr(tangentgen.pipeline, "derive", fake)
    monkeypatch.delenv("TANGENTGEN_CACHE", raising=False)
    return fake


def write(folder: Path, helpers: str = HELPERS, primal: str = PRIMAL) -> ModuleType:
    write_module(folder, helpers, "stale_utils")
    return write_module(folder, primal.replace("{helpers}", "stale_utils"), "stale_primal")


def run(module: ModuleType, **options: Any) -> float:
    df = grad(module.loss, **options)
    result = df(1.0, module.Model(2.0))
    assert df.path is not None
    assert isinstance(result, float)
    return result


HITS = [
    ("\n    # new comment\n" + PRIMAL, HELPERS),
    (PRIMAL.replace('"""Doc."""', '"""Another one."""'), HELPERS),
    (PRIMAL.replace("return RATE", "# why\n\n        return RATE"), HELPERS),
    (PRIMAL.replace("RATE * helper", "(RATE) *  helper"), HELPERS),
    (PRIMAL.replace("RATE = 0.5", "RATE = 0.25"), HELPERS),
    (PRIMAL, HELPERS.replace("SCALE = 2.0", "SCALE = 3.0")),
    (PRIMAL, HELPERS.replace("return rate", "# why\n        return rate")),
    (PRIMAL + "\n    def other(): ...\n", HELPERS),
]
MISSES = [
    (PRIMAL.replace("RATE * helper", "2 * helper"), HELPERS),
    (PRIMAL.replace("n=2", "n=3"), HELPERS),
    (PRIMAL.replace("RATE = 0.5", "RATE = 1"), HELPERS),
    (PRIMAL.replace("RATE = 0.5", "RATE = np.ones(2)"), HELPERS),
    (PRIMAL.replace("SIZE = 3", "SIZE = 3.0"), HELPERS),
    (PRIMAL.replace("return 2.0", "return 4.0"), HELPERS),
    (PRIMAL.replace("class Base:", "class Root: ...\n\n    class Base(Root):"), HELPERS),
    (PRIMAL.replace("self.weight() * x", "x"), HELPERS),
    (PRIMAL, HELPERS.replace("rate * x", "x")),
    (PRIMAL, HELPERS.replace("rate=3.0", "rate=4.0")),
    (PRIMAL, HELPERS.replace("SCALE = 2.0", "SCALE = 2")),
    (PRIMAL.replace("from {helpers} import helper", "helper = np.sin"), HELPERS),
    (PRIMAL.replace("from {helpers} import helper", "def helper(x): return x"), HELPERS),
]


@pytest.mark.parametrize("primal, helpers", HITS)
def test_the_same_meaning_is_a_hit(
    primal: str, helpers: str, tmp_path: Path, pipeline: Pipeline
) -> None:
    run(write(tmp_path))
    module = write(tmp_path, helpers, primal)
    assert run(module) == module.RATE  # read when it is called
    assert pipeline.count == 1


@pytest.mark.parametrize("primal, helpers", MISSES)
def test_another_meaning_derives_again(
    primal: str, helpers: str, tmp_path: Path, pipeline: Pipeline
) -> None:
    before = grad(write(tmp_path).loss)
    before(1.0, sys.modules["stale_primal"].Model(2.0))
    module = write(tmp_path, helpers, primal)
    after = grad(module.loss)
    after(1.0, module.Model(2.0))
    assert pipeline.count == 2
    after(1.0, module.Model(2.0))
    grad(module.loss)(1.0, module.Model(2.0))
    assert pipeline.count == 2


CHANGES = [
    "stale_primal.helper = lambda x: x",
    "stale_primal.RATE = 1",
    "stale_primal.RATE = np.float64(1)",
    "del stale_primal.RATE",
    "stale_utils.SCALE = 1j",
    "stale_primal.Model.apply = lambda self, x: x",
    "stale_primal.Base.weight = lambda self: 1.0",
    "stale_primal.Model.weight = lambda self: 1.0",
    "stale_primal.helper.__code__ = (lambda x, rate: x).__code__",
    "stale_primal.helper.__defaults__ = (4.0,)",
    "stale_primal.utils = stale_primal",
    "stale_primal.loss.__code__ = (lambda x, model, n: x).__code__",
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_the_running_program_is_noticed(
    change: str, tmp_path: Path, pipeline: Pipeline
) -> None:
    module = write(tmp_path)
    df = grad(module.loss, cache=False)
    model = module.Model(2.0)
    df(1.0, model)
    df(2.0, model)
    assert pipeline.count == 1
    exec(change, {"np": np, "stale_primal": module, "stale_utils": sys.modules["stale_utils"]})
    if change.startswith("del"):
        with pytest.raises(AttributeError):
            df(1.0, model)
    else:
        df(1.0, model)
        df(2.0, model)
    assert pipeline.count == 2


def test_values_of_globals_are_live(tmp_path: Path, pipeline: Pipeline) -> None:
    module = write(tmp_path)
    df = grad(module.loss)
    model = module.Model(2.0)
    assert df(1.0, model) == 0.5
    module.RATE = 0.75
    assert df(1.0, model) == 0.75 and pipeline.count == 1


def test_a_subclass_is_another_kind(tmp_path: Path, pipeline: Pipeline) -> None:
    module = write(tmp_path)

    class Other(module.Model):  # type: ignore[misc, name-defined]
        def weight(self) -> float:
            return 7.0

    df = grad(module.loss)
    df(1.0, module.Model(2.0))
    df(1.0, Other(2.0))
    assert pipeline.count == 2
    df(1.0, module.Model(2.0))
    df(1.0, Other(2.0))
    assert pipeline.count == 2


def test_globals_that_belong_to_no_module(pipeline: Pipeline, tmp_path: Path) -> None:
    path = tmp_path / "executed.py"
    path.write_text("def f(x):\n    return RATE * x\n")
    space: dict[str, Any] = {"__name__": "executed", "RATE": 2.0}
    exec(compile(path.read_text(), str(path), "exec"), space)

    def make(request: Request) -> Generated:
        text = (
            "import executed\nimport executed as again\n\n\n"
            f"def {request.name}(x):\n    return executed.RATE + again.RATE\n"
        )
        modules = (("executed", "executed"), ("again", "executed"))
        return Generated(text=text, entry=request.name, modules=modules)

    pipeline.make = make
    df = grad(space["f"])
    assert df(1.0) == 4.0
    space["RATE"] = 3.0
    assert df(1.0) == 6.0 and "executed" not in sys.modules
    df2 = grad(df)
    assert df2(1.0) == 6.0


def test_names_with_dots_reach_the_live_module(pipeline: Pipeline, tmp_path: Path) -> None:
    package = types.ModuleType("stale_package")
    package.__path__ = []
    sys.modules["stale_package"] = package
    module = write_module(tmp_path, "def f(x):\n    return x\n", "stale_inner")
    module.f.__module__ = "stale_package.inner"
    module.f.__globals__["RATE"] = 5.0

    def make(request: Request) -> Generated:
        text = (
            "import stale_package.inner\nimport stale_package.inner as one\n"
            "from stale_package import inner as two\n\n\n"
            f"def {request.name}(x):\n"
            "    return one.RATE + two.RATE + stale_package.inner.RATE\n"
        )
        modules = (("one", "stale_package.inner"),)
        return Generated(text=text, entry=request.name, modules=modules)

    pipeline.make = make
    assert grad(module.f, cache=False)(1.0) == 15.0


def test_the_note_of_an_exception_finds_the_moved_line(tmp_path: Path, pipeline: Pipeline) -> None:
    module = write(tmp_path)

    def make(request: Request) -> Generated:
        path, line = module.__file__ or "", module.loss.__code__.co_firstlineno + 2
        base = made(request)
        text = base.text.replace("return stale_primal.RATE", "return 1 / 0")
        return Generated(text, base.entry, callees=base.callees, lines=((5, path, line),))

    pipeline.make = make
    moved = "\n    # a\n    # b\n" + PRIMAL.replace('"""Doc."""', '"""Doc\n\n        more."""')
    for primal in (PRIMAL, moved):
        module = write(tmp_path, primal=primal)
        df = grad(module.loss)
        with pytest.raises(ZeroDivisionError) as caught:
            df(1.0, module.Model(2.0))
        lines = Path(module.__file__ or "").read_text().splitlines()
        number = next(n for n, line in enumerate(lines, start=1) if "return RATE" in line)
        (note,) = caught.value.__notes__
        assert note == (
            f"in the derivative of loss: {module.__file__}:{number}  {lines[number - 1].strip()}"
        )
    assert pipeline.count == 1


def test_a_source_that_changed_after_import_is_not_trusted(
    tmp_path: Path, pipeline: Pipeline
) -> None:
    module = write(tmp_path)
    run(module)
    path = Path(module.__file__ or "")
    path.write_text(path.read_text().replace("RATE * helper", "3 * helper"))
    run(module)
    assert pipeline.count == 1  # what runs is still what the derivative is of
    linecache.checkcache(str(path))
    df = grad(module.loss)
    df(1.0, module.Model(2.0))  # the real pipeline refuses to read it
    assert pipeline.count == 2 and df.path is None


WATCHED = """
    from tangentgen import grad

    SETTINGS = {"rate": 0.5}

    class Scale:
        def __init__(self):
            self.factor = 2.0

        def __call__(self, x):
            return self.factor * x

    scale = Scale()
    table = [1.0, 2.0]

    @grad(cache=False)
    def slope(x):
        return x

    def loss(x):
        return abs(x) + SETTINGS["rate"] * scale(x) + sum(table) + slope(x)
"""


@pytest.mark.parametrize(
    "change, again",
    [
        ("m.SETTINGS['rate'] = 0.25", False),
        ("m.SETTINGS['rate'] = np.ones(2)", True),
        ("m.SETTINGS['other'] = 1.0", True),
        ("m.scale.factor = 3.0", False),
        ("m.scale.factor = np.ones(2)", True),
        ("m.scale = m.Scale()", False),
        ("m.table.append(3.0)", False),
        ("m.table.append(3)", True),
        ("m.abs = np.abs", True),
        ("m.other = np.abs", False),
        ("m.slope = m.scale", True),
        ("m.slope.primal.__code__ = (lambda x: 2 * x).__code__", True),
    ],
)
def test_kinds_in_globals_are_watched(
    change: str, again: bool, tmp_path: Path, pipeline: Pipeline
) -> None:
    def make(request: Request) -> Generated:
        return Generated(text=f"def {request.name}(x):\n    return 1.0\n", entry=request.name)

    pipeline.make = make
    module = write_module(tmp_path, WATCHED, "watched")
    df = grad(module.loss, cache=False)
    df(1.0)
    df(1.0)
    exec(change, {"m": module, "np": np})
    df(1.0)
    df(1.0)
    assert pipeline.count == 1 + again


def test_a_name_beyond_the_first_hundreds_is_watched(tmp_path: Path, pipeline: Pipeline) -> None:
    """Its number takes more than a byte of the code that is looked through."""

    def make(request: Request) -> Generated:
        return Generated(text=f"def {request.name}(x):\n    return 1.0\n", entry=request.name)

    pipeline.make = make
    names = [f"n{k}" for k in range(400)]
    text = "".join(f"{name} = 1.0\n" for name in names)
    module = write_module(tmp_path, f"{text}\ndef loss(x):\n    return {'+'.join(names)}\n", "many")
    df = grad(module.loss, cache=False)
    for number in (399, 200, 130, 0):
        df(1.0)
        count = pipeline.count
        setattr(module, f"n{number}", 1)
        df(1.0)
        assert pipeline.count == count + 1, number
