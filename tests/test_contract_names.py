"""The contract, case by case: names and scope."""

from __future__ import annotations

import linecache
from typing import Any

import numpy as np
import pytest

from tangentgen import grad
from tests.support.derivatives import Problem, check_all
from tests.support.outcomes import REFUSED, or_refused, outcome
from tests.support.snippets import dedented, function_of, module_of

OURS = ["x_bar", "x_dot", "x_stack", "ans", "ans_bar", "saved", "back", "cotangent", "tangents"]
OURS += ["vector", "y_old", "steps", "trips"]


@pytest.mark.parametrize(
    "name", [*OURS, "np_", "reversed_", "result", "x_bar_bar", "x_bar2", "s_bar"]
)
def test_user_names_equal_to_ours(name: str, rng: np.random.Generator) -> None:
    body = f"{name} = x * x; y = {name} * x; {name} = y * {name}; np.sum({name} * y)"
    check_all(Problem(function_of(body), ("x",), (np.array([1.5, -0.4]),)), rng)


@pytest.mark.parametrize("name", OURS)
def test_parameters_named_like_ours(name: str, rng: np.random.Generator) -> None:
    f = function_of(f"y = x * {name}; y * y", f"x, {name}")
    check_all(Problem(f, ("x", name), (1.5, 0.7)), rng)


@pytest.mark.parametrize(
    "name", ["reversed", "range", "len", "list", "zip", "float", "np", "isinstance"]
)
def test_shadowed_builtins(name: str, rng: np.random.Generator) -> None:
    text = f"""
        def f(x, {name}):
            s = 1.0
            for k in (0, 1, 2):
                s = s * x * {name}
                if s > 2.0:
                    s = s * 0.5
            return s
    """
    f = module_of(dedented(text)).f
    check_all(Problem(f, ("x", name), (1.5, 0.9)), rng)


def test_local_module_names(rng: np.random.Generator) -> None:
    text = """
        import numpy
        import math as np

        def f(x):
            range = np.sin(x) * x
            math = numpy.exp(range)
            return math * x
    """
    check_all(Problem(module_of(dedented(text)).f, ("x",), (0.8,)), rng)


def test_aliases_resolve_by_object() -> None:
    text = """
        import numpy as xp
        from numpy import sin as cos

        def f(x):
            return xp.sum(cos(x))
    """
    x = np.array([0.3, 1.0])
    np.testing.assert_allclose(grad(module_of(dedented(text)).f)(x), np.cos(x))


def test_global_changed_later() -> None:
    module = module_of("RATE = 2.0\n\n\ndef f(x):\n    return RATE * x * x\n")
    df = grad(module.f)
    assert df(1.0) == pytest.approx(4.0)
    module.RATE = 3.0
    assert df(1.0) == pytest.approx(6.0)


def test_global_of_another_kind_later(rng: np.random.Generator) -> None:
    module = module_of(
        "import numpy as np\n\nW = 2.0\n\n\ndef f(x):\n    return np.sum(W * x * x)\n"
    )
    df = grad(module.f)
    assert df(1.0) == pytest.approx(4.0)
    module.W = np.array([1.0, 2.0])
    assert df(1.0) == pytest.approx(6.0)  # 1.0 is broadcast against W


def test_default_changed_later() -> None:
    f = module_of("def f(x, rate=2.0):\n    return rate * x * x\n").f
    df = grad(f)
    assert df(1.0) == pytest.approx(4.0)
    f.__defaults__ = (5.0,)
    with or_refused():
        assert df(1.0) == pytest.approx(10.0)


def test_closure_cell_changed_later() -> None:
    def make(rate):
        def f(x):
            return rate * x * x

        def change(to):
            nonlocal rate
            rate = to

        return f, change

    f, change = make(2.0)
    df = grad(f)
    assert df(1.0) == pytest.approx(4.0)
    change(5.0)
    assert df(1.0) == pytest.approx(10.0)


def test_two_closures_of_one_factory() -> None:
    def make(rate):
        def f(x):
            return rate * x * x

        return f

    one, other = grad(make(1.0)), grad(make(10.0))
    assert (one(1.0), other(1.0)) == (pytest.approx(2.0), pytest.approx(20.0))


def test_two_lambdas_on_one_line() -> None:
    module = module_of("f, g = lambda x: x * x, lambda x: x * x * x\n")
    told_apart_or_refused([(module.f, 4.0), (module.g, 12.0)])


def test_two_lambdas_on_one_line_that_differ_in_a_constant() -> None:
    module = module_of("f, g = lambda x: 2.0 * x, lambda x: 3.0 * x\n")
    told_apart_or_refused([(module.f, 2.0), (module.g, 3.0)])


def test_two_functions_of_one_name() -> None:
    text = "def f(x):\n    return x * x\n\n\ng = f\n\n\ndef f(x):\n    return x * x * x\n"
    module = module_of(text)
    told_apart_or_refused([(module.g, 4.0), (module.f, 12.0)])


def told_apart_or_refused(pairs: list[tuple[Any, float]]) -> None:
    for function, want in pairs:
        with or_refused():
            assert grad(function)(2.0) == pytest.approx(want)


def test_same_name_in_two_notebook_cells() -> None:
    """Two texts executed in one namespace, each known to linecache alone, as IPython does."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    made = []
    for number, text in enumerate(
        ["def f(x):\n    return x * x\n", "def f(x):\n    return x ** 3\n"]
    ):
        path = f"<ipython-input-{number}-0>"
        linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
        exec(compile(text, path, "exec"), namespace)
        made.append(namespace["f"])
    assert grad(made[0])(2.0) == pytest.approx(4.0)
    assert grad(made[1])(2.0) == pytest.approx(12.0)


def test_globals_of_a_notebook() -> None:
    text, path = "RATE = 2.0\ndef f(x):\n    return RATE * x\n", "<ipython-input-9-0>"
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(text, path, "exec"), namespace)
    df = grad(namespace["f"])
    assert df(1.0) == pytest.approx(2.0)
    namespace["RATE"] = 7.0
    assert df(1.0) == pytest.approx(7.0)


def test_two_thousand_terms() -> None:
    f = function_of(" + ".join(["x * x"] * 2000))
    what, _ = outcome(Problem(f, ("x",), (0.5,)), np.random.default_rng(0))
    if what != REFUSED:
        assert grad(f)(0.5) == pytest.approx(2000.0)
