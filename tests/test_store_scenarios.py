"""Staleness with the real generator: what is derived again and what is not; always right.

A program of three files is changed between two runs, then changed back.
"""

from __future__ import annotations

import copy
import importlib
import linecache
import multiprocessing
import pickle
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tangentgen
import tangentgen.pipeline
from tangentgen import grad
from tangentgen.errors import SourceChanged
from tangentgen.generated import Generated
from tangentgen.request import Request
from tangentgen.store import fresh

ROOT = Path(__file__).resolve().parent.parent
DEEP = """
def deep(x):
    # the deepest
    return x * x
"""
UTILS = """
import numpy as np

from scenario_package.deep import deep

SCALE = 2.0
FACTOR = 1.0


def helper(x, rate=3.0, factor=FACTOR):
    return rate * deep(x) * SCALE * factor


def other(x):
    return np.cos(x)
"""
PRIMAL = '''
import numpy as np

import scenario_utils as utils
from scenario_utils import helper

RATE = 0.5


class Base:
    SIZE = 3

    def weight(self, x):
        return x * self.SIZE


class Model(Base):
    def __init__(self, w):
        self.w = w

    def apply(self, x):
        return self.weight(x) * self.w


def make(scale):
    def inner(x):
        """Of a closure."""
        return scale * np.sin(x)

    return inner


def loss(x, model, n=2):
    """Doc."""
    y = helper(x) * RATE + utils.SCALE
    # the end
    return np.sum(model.apply(y) ** n)


def swapped(self, x):
    return x * x


def unrelated(x):
    return x


inner = make(2.0)
'''
FILES = {
    "scenario_package/__init__.py": "",
    "scenario_package/deep.py": DEEP,
    "scenario_utils.py": UTILS,
    "scenario_primal.py": PRIMAL,
}
PRIMAL_FILE, UTILS_FILE, DEEP_FILE = list(FILES)[3], list(FILES)[2], list(FILES)[1]


class Counter:
    """The real generator, counted."""

    def __init__(self, real: Callable[[Request], Generated]) -> None:
        self.real, self.count = real, 0

    def __call__(self, request: Request) -> Generated:
        self.count += 1
        return self.real(request)


@pytest.fixture(autouse=True)
def counter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Counter]:
    made = Counter(tangentgen.pipeline.derive)
    monkeypatch.setattr(tangentgen.pipeline, "derive", made)
    monkeypatch.delenv("TANGENTGEN_CACHE", raising=False)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    yield made
    forget()


def forget() -> None:
    for name in [name for name in sys.modules if name.startswith("scenario_")]:
        del sys.modules[name]


def program(folder: Path, **changed: str) -> Any:
    """The program as another process would import it."""
    forget()
    for name, text in {**FILES, **changed}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    linecache.checkcache()
    importlib.invalidate_caches()
    return importlib.import_module("scenario_primal")


X = np.array([0.3, 0.8])


def run(module: Any, function: str = "loss", **options: Any) -> None:
    """The derivative is right."""
    f, x = getattr(module, function), X
    df = grad(f, **options)
    if function == "inner":
        x = 0.7
    else:
        f = partial(f, model=module.Model(1.5))
    got = df(x, **getattr(f, "keywords", {}))
    steps = np.eye(np.size(x)).reshape(np.size(x), *np.shape(x)) * 1e-6
    want = [(f(x + h) - f(x - h)) / 2e-6 for h in steps]
    np.testing.assert_allclose(np.ravel(got), np.ravel(want), rtol=1e-7)


OVERRIDING = "    def weight(self, x):\n        return x\n\n    def __init__"
# what it is called, the file, what stands there, what comes instead, derived again or not
CHANGES: list[tuple[str, str, str, str, bool]] = [
    ("the function", PRIMAL_FILE, "* RATE +", "* RATE -", True),
    ("its comment", PRIMAL_FILE, "    # the end", "    # the very end", False),
    ("its docstring", PRIMAL_FILE, '"""Doc."""', '"""Another one."""', False),
    ("no docstring", PRIMAL_FILE, '    """Doc."""\n', "", False),
    ("blank lines", PRIMAL_FILE, "    # the end", "\n\n    # the end", False),
    ("its layout", PRIMAL_FILE, "helper(x) * RATE", "(helper(\n        x) * RATE)", False),
    ("its place", PRIMAL_FILE, "def loss", "def early(x):\n    return x\n\n\ndef loss", False),
    ("another function", PRIMAL_FILE, "    return x\n\n\ninner", "    return -x\n\n\ninner", False),
    ("a default", PRIMAL_FILE, "n=2", "n=3", True),
    ("a default's value", UTILS_FILE, "FACTOR = 1.0", "FACTOR = 2.0", True),
    ("an annotation", PRIMAL_FILE, "n=2", "n: int = 2", True),
    ("a global's value", PRIMAL_FILE, "RATE = 0.5", "RATE = 0.25", False),
    ("a global's kind", PRIMAL_FILE, "RATE = 0.5", "RATE = np.array([0.5, 0.25])", True),
    ("a global's spelling", PRIMAL_FILE, "RATE = 0.5", "RATE = 1.0 / 2.0", False),
    ("a helper", UTILS_FILE, "rate * deep(x)", "deep(x)", True),
    ("a helper's comment", UTILS_FILE, "    return rate", "    # why\n    return rate", False),
    ("a helper's default", UTILS_FILE, "rate=3.0", "rate=4.0", True),
    ("a helper's global", UTILS_FILE, "SCALE = 2.0", "SCALE = 3.0", False),
    ("a helper's helper", DEEP_FILE, "x * x", "x * x * x", True),
    ("a helper's helper's comment", DEEP_FILE, "# the deepest", "# deeper still", False),
    ("a helper rebound", PRIMAL_FILE, "import helper", "import other as helper", True),
    ("NumPy's helper", PRIMAL_FILE, "from scenario_utils import helper", "helper = np.sin", True),
    ("a method", PRIMAL_FILE, "* self.w", "* self.w * self.w", True),
    ("an inherited method", PRIMAL_FILE, "x * self.SIZE", "x + self.SIZE", True),
    ("a method overridden", PRIMAL_FILE, "    def __init__", OVERRIDING, True),
    ("a class variable's value", PRIMAL_FILE, "SIZE = 3", "SIZE = 4", False),
    ("a class variable's kind", PRIMAL_FILE, "SIZE = 3", "SIZE = 4.0", True),
    ("an import's alias", PRIMAL_FILE, "utils", "tools", True),
    ("a decorator", PRIMAL_FILE, "def unrelated", "@staticmethod\ndef unrelated", False),
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=[change[0] for change in CHANGES])
def test_a_change_between_two_runs(
    change: tuple[str, str, str, str, bool], tmp_path: Path, counter: Counter
) -> None:
    name, file, old, new, again = change
    text = FILES[file]
    assert old in text
    new_text = text.replace(old, new)
    if name == "an import's alias":
        new_text = text.replace("scenario_utils as utils", "scenario_utils as tools")
        new_text = new_text.replace("utils.SCALE", "tools.SCALE")
    run(program(tmp_path))
    run(program(tmp_path))
    assert counter.count == 1
    for number, current in enumerate([new_text, text], start=1):
        for _ in range(2):
            run(program(tmp_path, **{file: current}))
        assert counter.count == 1 + number * again, name
    assert len(list((tmp_path / "__tangentgen__").iterdir())) == 1


@pytest.mark.parametrize(
    "old, new, again",
    [
        ("make(2.0)", "make(5.0)", False),
        ("make(2.0)", "make(2)", True),
        ("scale * np.sin", "scale * np.cos", True),
        ('"""Of a closure."""', "# Of a closure", False),
    ],
)
def test_a_change_of_a_closure(
    old: str, new: str, again: bool, tmp_path: Path, counter: Counter
) -> None:
    run(program(tmp_path), "inner")
    for _ in range(2):
        run(program(tmp_path, **{PRIMAL_FILE: PRIMAL.replace(old, new)}), "inner")
    assert counter.count == 1 + again


def test_options_kinds_versions_and_templates(
    tmp_path: Path, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = program(tmp_path)
    everything: list[dict[str, Any]] = [{}, {"optimize": False}, {"like": "x=f8[n]"}]
    for _ in range(2):
        for options in everything:
            run(module, **options)
    assert counter.count == 3  # each has its own file
    model = module.Model(1.5)
    grad(module.loss)(0.3, model)
    grad(module.loss)(X.astype(np.float32), model)
    grad(module.loss)(0.4, model)
    assert counter.count == 5
    monkeypatch.setattr(np, "__version__", "99.9")
    run(module)
    assert counter.count == 5
    with monkeypatch.context() as patch:
        patch.setattr(tangentgen, "__version__", "99.9")
        run(module)
        run(module)
        assert counter.count == 6
    with monkeypatch.context() as patch:
        patch.setattr(fresh, "templates", lambda: "other")
        run(module)
        run(module)
        assert counter.count == 7
    run(module)
    assert counter.count == 8


RUNNING: list[tuple[str, bool]] = [
    ("m.helper = m.utils.other", True),
    ("m.utils.deep = m.utils.other", True),
    ("m.utils.SCALE = 9.0", False),
    ("m.RATE = np.array([1.0, 2.0])", True),
    ("m.Model.weight = m.swapped", True),
    ("m.Base.SIZE = 5", False),
    ("m.unrelated = None", False),
    ("m.Base.SIZE = np.array([1.0, 2.0])", True),
    ("m.Model.SIZE = 2.0", True),
]  # fmt: skip


@pytest.mark.parametrize("change, again", RUNNING)
def test_a_change_in_the_running_program(
    change: str, again: bool, tmp_path: Path, counter: Counter
) -> None:
    """The same derivative, called before and after."""
    module = program(tmp_path)
    df, model = grad(module.loss), module.Model(1.5)
    for _ in range(30):
        df(X, model)
    assert counter.count == 1
    exec(change, {"m": module, "np": np})
    for _ in range(3):
        steps = np.eye(2) * 1e-6
        want = [(module.loss(X + h, model) - module.loss(X - h, model)) / 2e-6 for h in steps]
        np.testing.assert_allclose(df(X, model), want, rtol=1e-7)
    assert counter.count == 1 + again


def test_a_default_that_is_replaced_is_refused(tmp_path: Path) -> None:
    module = program(tmp_path)
    df, model = grad(module.loss), module.Model(1.5)
    df(X, model)
    module.loss.__defaults__ = (3,)
    with pytest.raises(SourceChanged, match="the default 2 changed since import"):
        df(X, model)


def test_a_module_that_is_reloaded(tmp_path: Path, counter: Counter) -> None:
    module = program(tmp_path)
    run(module)
    (tmp_path / PRIMAL_FILE).write_text(PRIMAL.replace("* RATE +", "* RATE * 2.0 +"))
    linecache.checkcache()
    importlib.reload(module)
    run(module)
    assert counter.count == 2
    importlib.reload(module)
    run(module)
    assert counter.count == 2


SIMPLE = """
import numpy as np

from scenario_utils import helper
from tangentgen import grad, value_and_grad


@value_and_grad(wrt='x')
def own(x, k=2.0):
    return np.sum(helper(x) * k)


def loss(x):
    return np.sum(np.exp(x) * helper(x))


named = grad(loss)


def two(x, k):
    return np.sum(x * k)
"""


def decorated(folder: Path) -> Any:
    return program(folder, **{PRIMAL_FILE: SIMPLE})


def test_pickled_and_copied(tmp_path: Path, counter: Counter) -> None:
    module = decorated(tmp_path)
    other = tangentgen.vjp(module.two, "k")
    for df in (module.own, module.named, grad(module.own), other):
        again = pickle.loads(pickle.dumps(df))
        assert again.wrt == df.wrt and again.mode == df.mode
        assert copy.copy(df) is df and copy.deepcopy(df) is df
    assert pickle.loads(pickle.dumps(module.own)) is module.own
    expected = module.named(X)
    code = (
        "import pickle, sys; sys.path[:0] = sys.argv[1:3]\n"
        "df = pickle.loads(bytes.fromhex(sys.argv[3]))\n"
        "import numpy as np\n"
        "print(df(np.array([0.3, 0.8])).tobytes().hex(), 'gast' in sys.modules)\n"
    )
    words = [str(tmp_path), str(ROOT), pickle.dumps(module.named).hex()]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{expected.tobytes().hex()} False\n"


def test_processes_that_are_spawned(tmp_path: Path) -> None:
    module = decorated(tmp_path)
    expected = module.own(X)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        values = pool.map(module.own, [X, 2 * X, X])
    np.testing.assert_array_equal(values[0][1], expected[1])
    np.testing.assert_array_equal(values[1][1], module.own(2 * X)[1])


def test_many_threads_build_and_call(tmp_path: Path, counter: Counter) -> None:
    """One derivative and many, called with kinds that are new to all at the same moment."""
    module = decorated(tmp_path)
    shared = grad(module.loss)
    points: list[Any] = [0.3, X, X.astype(np.float32), np.ones((2, 2))]
    expected = [grad(module.loss, cache=False)(point) for point in points]
    counter.count = 0
    failures: list[BaseException] = []
    start = threading.Barrier(12)

    def work(number: int) -> None:
        try:
            start.wait(20)
            for k in range(12):
                at = (number + k) % len(points)
                df = shared if k % 2 else grad(module.loss)
                np.testing.assert_array_equal(df(points[at]), expected[at])
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert counter.count == len(points)
    assert len(list((tmp_path / "__tangentgen__").iterdir())) == len(points)


def test_an_interrupt_in_mid_derivation_and_a_call_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counter: Counter
) -> None:
    module = decorated(tmp_path)
    df = grad(module.loss)
    real = counter.real

    def interrupted(request: Request) -> Generated:
        real(request)
        raise KeyboardInterrupt

    for _ in range(2):
        counter.real = interrupted
        with pytest.raises(KeyboardInterrupt):
            df(X)
        counter.real = real
        np.testing.assert_array_equal(df(X), grad(module.loss, cache=False)(X))
        df = grad(module.loss, optimize=False)
    results = []
    thread = threading.Thread(target=lambda: results.append(grad(module.loss)(0.5)))
    thread.start()
    thread.join(20)
    assert len(results) == 1  # the lock was given back


def test_the_argument_of_a_decorator(tmp_path: Path, counter: Counter) -> None:
    both = SIMPLE.replace("wrt='x'", "wrt=('x', 'k')")
    for text, results, count in ((SIMPLE, 1, 1), (both, 2, 2), (SIMPLE, 1, 2), (both, 2, 2)):
        module = program(tmp_path, **{PRIMAL_FILE: text})
        _, found = module.own(X)
        assert (1 if isinstance(found, np.ndarray) else len(found)) == results
        assert counter.count == count  # each has its own file


NAMELESS = """
from scenario_utils import helper


def make():
    def inner(x):
        return x * helper(x)

    return inner


TABLE = [make()]


def loss(x):
    return TABLE[0](x)
"""


def test_what_a_helper_without_a_name_makes_is_not_kept(tmp_path: Path, counter: Counter) -> None:
    """The next process would not find it, so it could not see that it has changed."""
    for power, text in ((3, NAMELESS), (4, NAMELESS.replace("x * helper", "x * x * helper"))):
        df = grad(program(tmp_path, **{PRIMAL_FILE: text}).loss)
        assert df(0.5) == pytest.approx(6.0 * power * 0.5 ** (power - 1)) and df.path is None
    assert counter.count == 2


def test_a_traceback_shows_the_lines_that_ran(tmp_path: Path) -> None:
    """Those of the file, under its own path, even after it was written anew."""
    df = grad(decorated(tmp_path).loss)
    df(X)
    assert df.path is not None
    lines = df.path.read_text().splitlines()
    with pytest.raises(TypeError) as caught:
        df._specialised({"x": X}, {"x": X}).function("no number")
    df.path.write_text("# something else\n" * len(lines))
    frames = traceback.extract_tb(caught.value.__traceback__)
    (frame,) = [frame for frame in frames if Path(frame.filename) == df.path]
    assert frame.line == lines[(frame.lineno or 0) - 1].strip()
