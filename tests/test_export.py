"""`export`: one file that gives the same bytes where neither we nor the user's modules are."""

from __future__ import annotations

import copy
import subprocess
import sys
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import tangentgen
from tangentgen import cli
from tangentgen.errors import NotExported
from tests.support import cases
from tests.support.store import write_module
from tests.support.trees import leaves

UTILS = """
    import math
    import numpy as np
    from math import exp as power

    SCALE = 2.0
    TABLE = np.array([[1.0, -np.inf], [0.1, 3.0]])[:, 0]
    np_of_utils = np

    def count(n):
        return n + 1

    def helper(x, rate=3.0):
        return rate * np_of_utils.sin(x) * SCALE

    def fine(x, k=math.pi):
        return helper(x) * power(0.5) * k
"""
PROGRAMS: dict[str, tuple[str, str, str]] = {
    "alone": (
        """
            def loss(x):
                return np.sum(np.sin(x) * x)
        """,
        "grad(m.loss)",
        "np.array([0.3, 1.7])",
    ),
    "helpers in two modules": (
        """
            import export_utils as utils
            from export_utils import fine

            def own(x):
                return x * utils.SCALE

            def loss(x):
                for i in range(utils.count(2)):
                    x = x + fine(x) * own(x)
                return np.sum(x * utils.TABLE)
        """,
        "grad(m.loss)",
        "np.array([0.3, 1.7])",
    ),
    "namesakes": (
        """
            import export_utils as utils
            SCALE = 5.0
            RATE = [1.0, {'a': (2.0, np.float32(3.0))}]

            def helper(x):
                return SCALE * x * x * RATE[1]['a'][0]

            def count(n):
                return n + 10

            def loss(x):
                helper_2 = utils.helper(x)
                for i in range(count(0) + utils.count(0)):
                    x = helper_2 * helper(x) / 9.0
                return x * utils.SCALE
        """,
        "grad(m.loss)",
        "0.1",
    ),
    "classes": (
        """
            from dataclasses import dataclass

            class Base:
                SIZE = 2

                def weight(self, x):
                    return x * self.SIZE

            @dataclass
            class Layer(Base):
                w: np.ndarray
                b: float = 0.5

                def apply(self, x: 'np.ndarray'):
                    return self.weight(x) * self.w + self.b

            def loss(layer: Layer, x):
                return np.sum(layer.apply(x) ** 2)
        """,
        "grad(m.loss, wrt=('layer', 'x'))",
        "m.Layer(np.array([1.0, 2.0])), np.array([0.3, 0.4])",
    ),
    "decorated methods": (
        """
            import tangentgen
            from tangentgen import grad

            class Model:
                def __init__(self, w):
                    self.w = w

                @grad(
                    wrt="x"
                )
                def slope(self, x):
                    return self.w * x

                @tangentgen.value_and_grad
                @staticmethod
                def other(x):
                    return x

                def apply(self, x):
                    return self.w * x * x

            def loss(model, x):
                return model.apply(x)
        """,
        "grad(m.loss, wrt='model')",
        "m.Model(2.0), 0.3",
    ),
    "globals": (
        """
            from collections import namedtuple
            Point = namedtuple('Point', 'a b')
            class Setting:
                def __init__(self):
                    self.rate = 0.5

            SETTING = Setting()
            LIMIT = float('inf')
            THIRD = 1.0 / 3.0
            MASK = np.array([True, False])
            WEIGHTS = {'w': np.array([0.5, -1.0], dtype='f4'), 3: None}
            BLANK = np.zeros((0, 3))

            def loss(x):
                y = np.where(MASK, x, x * x) * SETTING.rate * WEIGHTS['w']
                return np.sum(np.minimum(y, LIMIT)) * THIRD + np.sum(BLANK)
        """,
        "value_and_grad(m.loss)",
        "np.array([0.3, 1.7])",
    ),
    "single precision": (
        """
            WEIGHTS = np.array([0.1, 0.7], dtype='f4')

            def loss(x):
                return np.sum(np.sin(x * WEIGHTS))
        """,
        "value_and_grad(m.loss)",
        "np.array([0.3, 1.7], dtype='f4')",
    ),
    "closure": (
        """
            def make(scale, table):
                def inner(x, n=2):
                    return np.sum(scale * x**n * table)
                return inner

            f = make(3.0, np.array([1.0, 2.0]))
        """,
        "grad(m.f)",
        "np.array([0.3, 1.7])",
    ),
    "recursion": (
        """
            def power(x, n):
                if n == 0:
                    return 1.0
                return x * power(x, n - 1)
        """,
        "vjp(m.power)",
        "1.3, 4, cotangent=2.0",
    ),
    "lambda": (
        """
            square = lambda x: x * x
            loss = lambda x, k=2.0: k * square(x) + np.exp(x)
        """,
        "grad(m.loss)",
        "0.7",
    ),
    "defaults": (
        """
            START = np.array([1.0, 2.0])

            def loss(x, w=START, k=0.5):
                return np.sum(x * w * k)
        """,
        "grad(m.loss)",
        "np.array([0.3, 1.7])",
    ),
    "forward mode": (
        """
            import export_utils as utils

            def f(x, y):
                return utils.fine(x) * y, np.sum(y)
        """,
        "jvp(m.f, wrt=('x', 'y'))",
        "0.3, np.array([0.3, 1.7]), tangents=(1.0, np.array([1.0, 0.5]))",
    ),
    "pullback": (
        """
            import export_utils as utils

            def f(x):
                return utils.fine(x) * x
        """,
        "pullback(m.f)",
        "0.3",
    ),
    "hessian": (
        """
            from export_utils import SCALE

            def loss(x):
                return np.sum(np.sin(x) * SCALE * x)
        """,
        "hessian(m.loss)",
        "np.array([0.3, 1.7])",
    ),
    "second order": (
        """
            RATE = 0.7

            def loss(x):
                return np.sum(np.sin(x) * RATE * x)
        """,
        "grad(grad(m.loss))",
        "0.3",
    ),
    "static method and nested class": (
        """
            class Outer:
                class Inner:
                    K = 3.0

                    @staticmethod
                    def scaled(x):
                        return 2.0 * x

            def loss(x):
                return Outer.Inner.scaled(x) * Outer.Inner.K * x
        """,
        "grad(m.loss)",
        "0.3",
    ),
    "functions as tables": (
        """
            from math import sqrt

            def first(n):
                return sqrt(n)

            ORDER = (2, 3)

            def loss(x):
                total = 0.0
                for n in ORDER:
                    total = total + first(n) * x**n
                return total
        """,
        "grad(m.loss)",
        "0.3",
    ),
}
RUN = """
import sys
sys.modules["tangentgen"] = None
sys.path.insert(0, sys.argv[1])
import numpy as np
import exported as m

def shown(value):
    if isinstance(value, np.ndarray):
        return f"{value.dtype}{value.shape}{value.tobytes().hex()}"
    if callable(value):
        value = value(2.0)
    if isinstance(value, (tuple, list)):
        return f"({','.join(map(shown, value))})"
    state = getattr(value, "__dict__", None)
    return type(value).__name__ + shown(list(state.values())) if state else repr(value)
"""


def bytes_of(folder: Path, call: str) -> str:
    """What the exported file gives in a process that has NumPy and nothing else."""
    code = f"{RUN}\nprint(shown(m.{call}))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, str(folder)],
        cwd=folder,
        env={"PATH": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(autouse=True)
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TANGENTGEN_CACHE", raising=False)


def program(folder: Path, text: str) -> ModuleType:
    write_module(folder, UTILS, "export_utils")
    text = f"import numpy as np\n{textwrap.dedent(text)}"
    return write_module(folder, text, "export_primal")


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_same_bytes_with_numpy_alone(name: str, tmp_path: Path) -> None:
    text, call, arguments = PROGRAMS[name]
    module = program(tmp_path, text)
    names: dict[str, Any] = {"m": module, "np": np, **vars(tangentgen)}
    df = eval(call, names)
    exec(RUN.partition("def shown")[1] + RUN.partition("def shown")[2], names)
    expected = eval(f"shown(df({arguments}))", {**names, "df": df})
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "exported.py").write_text(df.export())
    assert "tangentgen" not in df.export().replace("Exported by tangentgen", "")
    for unset in ("export_utils", "export_primal"):
        sys.modules.pop(unset)
    entry = df.source[df.source.index("def ") + 4 :].partition("(")[0]
    assert bytes_of(tmp_path / "elsewhere", f"{entry}({arguments})") == f"{expected}\n"


def empty_module(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """An empty module that is found by its name, as dataclasses expect."""
    made = ModuleType("exported_of_tests")
    monkeypatch.setitem(sys.modules, made.__name__, made)
    return made


@pytest.mark.hunt
@pytest.mark.parametrize("name", cases.names())
def test_every_case_is_exported(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = cases.load(name)
    problem = case.problems()[0]
    make = getattr(tangentgen, case.mode)
    df = make(case.function, wrt=case.wrt, cache=False, **case.options())
    names = vars(empty_module(monkeypatch))
    extra: dict[str, Any] = {}
    if case.mode == "vjp":
        extra[df.extra] = problem.value()
    elif case.mode == "jvp":
        points = [problem.args[list(df.__signature__.parameters).index(w)] for w in df.wrt]
        extra[df.extra] = tuple(points) if len(points) > 1 else points[0]
    expected = df(*copy.deepcopy(problem.args), **copy.deepcopy(extra))
    exec(df.export(), names)
    got = names[df._current().function.__name__](*copy.deepcopy(problem.args), **extra)
    for one, other in zip(leaves(got), leaves(expected), strict=True):
        np.testing.assert_array_equal(one, other)


REFUSED = {
    "a random generator": (
        """
            RNG = np.random.default_rng(1)

            def loss(x):
                return x * RNG.random()
        """,
        "RNG",
    ),
    "a module as a value": (
        """
            import export_utils

            def loss(x):
                return x * vars(export_utils)['SCALE']
        """,
        "used as a value",
    ),
    "an array too large": (
        """
            BIG = np.ones(50_000)

            def loss(x):
                return x * BIG.sum()
        """,
        "50000 numbers",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_written_down_is_refused(name: str, tmp_path: Path) -> None:
    text, said = REFUSED[name]
    df = tangentgen.grad(program(tmp_path, text).loss)
    with pytest.raises(NotExported, match=said):
        df(0.5)
        df.export()


def test_what_was_assumed_of_shapes_is_checked(tmp_path: Path) -> None:
    module = program(tmp_path, "def loss(w, x):\n    return np.sum((x @ w) ** 2)\n")
    df = tangentgen.grad(module.loss, like="w=f8[d] x=f8[n,d]")
    names: dict[str, Any] = {}
    exec(df.export(), names)
    w, x = np.array([1.0, 2.0]), np.ones((3, 2))
    np.testing.assert_array_equal(names["loss_grad"](w, x), df(w, x))
    with pytest.raises(AssertionError, match="made for"):
        names["loss_grad"](w, np.ones((3, 1)))


def test_the_command_exports_what_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    module = program(tmp_path, PROGRAMS["globals"][0])
    df = tangentgen.grad(module.loss)
    df(np.array([0.3, 1.7]))
    assert df.path is not None
    df.path.write_text(df.path.read_text().replace("# Reverse sweep", "# Mine"))
    sys.modules.pop("export_primal")
    out = tmp_path / "out" / "made.py"
    words = ["export", f"{tmp_path}/export_primal.py:loss", "-o", str(out)]
    assert cli.main(words) == 2 and "cannot be written" in capsys.readouterr().err
    out.parent.mkdir()
    assert cli.main(words) == 0, capsys.readouterr().err
    text = out.read_text()
    assert "# Mine" in text and list(out.parent.iterdir()) == [out]
    assert cli.main([*words[:-1], "-"]) == 0 and capsys.readouterr().out == text
    assert cli.main([*words[:2], "--like", "x=f8[n]", "-o", str(out)]) == 0
    assert "# Mine" not in out.read_text()
    assert cli.main([*words[:-1], str(tmp_path)]) == 2


def test_it_is_formatted(tmp_path: Path) -> None:
    text = """
        RATE, LEAST = 3, 1

        def part(w):
            return w[:LEAST] * 2.0

        def loss(w, x, labels):
            total = np.sum(w[:RATE]) + np.sum(part(w[1:])) * np.sum(x[RATE:, :] @ labels["first"])
            return total
    """
    module = program(tmp_path, text)
    kinds = "w=f8[4] x=f8[n,d] labels={'first': f8[d]}"
    file = tmp_path / "exported.py"
    file.write_text(tangentgen.grad(module.loss, like=kinds).export())
    for command in (["format", "--check"], ["check", "--select", "E,F,W,B,I,UP,SIM"]):
        words = ["ruff", *command, "--isolated", str(file)]
        done = subprocess.run(words, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + file.read_text()
