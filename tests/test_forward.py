"""Forward mode: programs against differences, and what its text looks like."""

from __future__ import annotations

import importlib
import inspect
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from tangentgen import grad, jvp
from tangentgen.errors import UnsupportedSyntax
from tests.support.derivatives import Problem, check_forward, derive
from tests.support.snippets import dedented, function_of, module_of
from tests.support.trees import is_active, leaves

ARGUMENTS: dict[str, Any] = {
    "x": np.array([0.7, 1.3, -0.4, 2.1]),
    "y": np.array([1.7, 0.2, -1.4, 0.9]),
    "m": np.arange(12.0).reshape(3, 4) / 7 + 0.3,
    "a": np.eye(4) * 2.0 + 0.5,
    "pair": ([np.eye(4) * 0.3, np.full((4, 4), 0.2)], [np.ones(4), np.arange(4.0)]),
    "s": 0.7,
    "t": -0.6,
    "h": 0.1,
    "n": 3,
    "yes": True,
    "no": False,
}


def _programs() -> Iterator[Any]:
    for name in ("memory", "values"):
        module = importlib.import_module(f"tests.forward.{name}")
        for key, value in vars(module).items():
            own = isinstance(value, types.FunctionType) and value.__module__ == module.__name__
            if own and set(inspect.signature(value).parameters) <= ARGUMENTS.keys():
                yield pytest.param(value, id=key)


def problems(function: Callable[..., Any]) -> Iterator[Problem]:
    """With respect to all that may vary, and to each alone: the rest is inactive then."""
    names = list(inspect.signature(function).parameters)
    args = tuple(ARGUMENTS[name] for name in names)
    active = tuple(n for n in names if any(map(is_active, leaves(ARGUMENTS[n]))))
    yield Problem(function, active, args)
    if len(active) > 1:
        yield from (Problem(function, (n,), args) for n in active)


@pytest.mark.parametrize("optimize", [True, False])
@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize("function", list(_programs()))
def test_against_differences(
    function: Callable[..., Any], typed: bool, optimize: bool, rng: np.random.Generator
) -> None:
    for problem in problems(function):
        options = {"like": problem.args} if typed else {}
        derivative = derive("jvp", problem, optimize=optimize, cache=False, **options)
        check_forward(problem, derivative, rng, 1e-6)


def text_of(function: Any, *args: Any, **options: Any) -> str:
    """The derivative's functions, for arguments like these."""
    source = jvp(function, like=args, cache=False, **options).source
    return source[source.index("def ") :]


def test_van_der_pol_reads_as_by_hand() -> None:
    module = module_of(
        dedented(
            """
            import numpy as np


            def trajectory(x, v, mu, dt, steps):
                path = np.empty(steps + 1)
                path[0] = x
                for k in range(steps):
                    v = v + dt * (mu * v - x)  # the force
                    x = x + dt * v
                    path[k + 1] = x
                return path
            """
        )
    )
    want = '''
        def trajectory_jvp(x, v, mu, dt, steps, *, tangents):
            """Value of `trajectory` and its tangent, for tangents of x, v and mu."""
            x_dot, v_dot, mu_dot = tangents
            path = np.empty(steps + 1)
            path_dot = np.zeros_like(path)
            path_dot[0] = x_dot
            path[0] = x
            for k in range(steps):
                v_dot = v_dot + dt * (v * mu_dot + mu * v_dot - x_dot)
                v = v + dt * (mu * v - x)  # the force
                x_dot = x_dot + dt * v_dot
                x = x + dt * v
                path_dot[k + 1] = x_dot
                path[k + 1] = x
            return path, path_dot
        '''
    got = text_of(module.trajectory, 1.0, 0.5, 1.4, 0.05, 30, wrt=("x", "v", "mu"))
    assert got.strip() == dedented(want).strip()


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("x = np.exp(x); x", ["x = np.exp(x)", "x_dot = x * x_dot"]),
        ("y = np.tanh(x * s); y", ["y = np.tanh(x * s)", "y_dot = (1 - y**2) * s * x_dot"]),
        ("x = x * np.exp(x); x", ["exp_x = np.exp(x)", "x = x * exp_x"]),
        ("y = x / (s * x); y", ["y = x / (s * x)", "y_dot = (1 - y * s) * x_dot / (s * x)"]),
        ("x @ x", ["return x @ x, 2 * (x @ x_dot)"]),
        ("y = 3; y = x * y; y", ["y = 3", "y_dot = y * x_dot"]),
        (
            "y = x.reshape(2, 2); y.sum(axis=0)",
            ["y_dot = x_dot.reshape(2, 2)", "return y.sum(axis=0), y_dot.sum(axis=0)"],
        ),
    ],
)
def test_lines(body: str, lines: list[str]) -> None:
    x = np.array([0.7, 1.3, -0.4, 2.1])
    text = text_of(function_of(body, "x, s"), x, 0.3, wrt="x")
    found = [line.strip() for line in text.splitlines()]
    assert [line for line in lines if line not in found] == [], text


def test_a_callee_is_derived_once_for_calls_that_say_the_same() -> None:
    module = module_of(
        "def square(u):\n    return u * u\n\n\n"
        "def f(x):\n    y = square(x)\n    return square(y) + square(y * x)\n"
    )
    assert text_of(module.f, 1.5).count("def square") == 1


def test_counters_of_the_reverse_sweep_are_not_there() -> None:
    module = module_of(
        "def f(x):\n    while x < 3.0:\n        if x < 0.0:\n            break\n"
        "        x = x * 2.0\n    return x\n"
    )
    text = text_of(module.f, 1.5)
    assert "trips" not in text and "condition" not in text, text


def test_tangents_of_numbers_given_as_arrays_are_left_alone() -> None:
    given = np.array(1.0)
    value, tangent = jvp(function_of("y = x; y += x * x; y"), cache=False)(1.5, tangents=given)
    assert (value, float(tangent), float(given)) == (3.75, 4.0, 1.0)


@pytest.mark.parametrize("same", ["np.linalg.matrix_power(y, 1)", "np.nan_to_num(y, copy=False)"])
def test_a_value_that_is_its_argument_has_no_tangent_apart(same: str) -> None:
    f = function_of(f"y = 2.0 * x; z = {same}; z[0] *= 3.0; np.sum(y * y)")
    with pytest.raises(UnsupportedSyntax, match="may share memory with one that is changed"):
        jvp(f, cache=False)(np.eye(2), tangents=np.eye(2))
    assert grad(f, cache=False)(np.eye(2)) == pytest.approx(np.diag([72.0, 8.0]))


WEIGHTS = np.array([1.0, 0.2, 3.0])


def largest_added_to(x: Any, w: Any) -> Any:
    z = np.maximum(x, WEIGHTS)
    z[:] = z * w
    return z


def spread_added_to(x: Any, w: Any) -> Any:
    z = np.broadcast_to(x[0], (3,)) + WEIGHTS
    z[0] += w[0]
    return z


@pytest.mark.parametrize("f", [largest_added_to, spread_added_to])
def test_a_tangent_that_is_written_to_is_as_precise_as_the_value(f: Callable[..., Any]) -> None:
    single, double = np.array([0.3, 0.7, 1.2], "f4"), np.array([0.1, 0.2, 0.3])
    dots = np.array([0.5, 0.25, 2.0], "f4"), np.array([0.1, 0.7, 1.3])
    tangent = jvp(f, wrt=("x", "w"))

    _, found = tangent(single, double, tangents=dots)
    _, exact = tangent(single.astype(float), double, tangents=(dots[0].astype(float), dots[1]))

    np.testing.assert_array_equal(found, exact)
