"""The contract, case by case: no keyword is ignored."""

from __future__ import annotations

import inspect
import itertools

import numpy as np
import pytest

from tangentgen import grad
from tangentgen.errors import TangentgenError
from tests.support.derivatives import Problem
from tests.support.outcomes import outcome
from tests.support.snippets import function_of

X = np.array([1.1, 2.3, 0.6])
M = np.array([[0.8, -1.2, 2.1], [1.5, 0.4, -0.7]])

VALUES = {
    "axis": "0",
    "axes": "(1, 0)",
    "dtype": "np.float32",
    "out": "np.zeros((2, 3))",
    "keepdims": "True",
    "initial": "2.0",
    "where": "np.array([[True, False, True]])",
    "ddof": "1",
    "correction": "1",
    "mean": "0.5",
    "order": "'F'",
    "casting": "'unsafe'",
    "subok": "False",
    "copy": "True",
    "shape": "(3, 2)",
    "offset": "1",
    "a_min": "-1.0",
    "a_max": "1.0",
    "min": "-1.0",
    "max": "1.0",
    "shift": "1",
    "n": "1",
    "k": "1",
    "rtol": "1e-8",
    "atol": "1e-8",
    "ord": "2",
    "kind": "'stable'",
    "like": "np.zeros(1)",
    "ndmin": "3",
}
ARGUMENTS = {"roll": "m, 1", "reshape": "m, (3, 2)", "full_like": "m, 2.0", "clip": "m, -1.0, 1.0"}
FUNCTIONS = [
    *("sum", "mean", "max", "min", "prod", "var", "std", "cumsum", "cumprod", "trace"),
    *("transpose", "reshape", "squeeze", "ravel", "array", "asarray", "copy", "roll", "flip"),
    *("diff", "clip", "diag", "triu", "tril", "sort", "zeros_like", "full_like"),
]


def keyword_calls() -> list[str]:
    """Each function with each of its own keywords, from its signature."""
    calls = []
    for name in FUNCTIONS:
        given = ARGUMENTS.get(name, "m")
        try:
            parameters = list(inspect.signature(getattr(np, name)).parameters.values())
        except ValueError:
            names = ["dtype", "copy", "order", "subok", "ndmin"]
        else:
            rest = parameters[given.count(", ") + 1 :] if name != "reshape" else parameters[2:]
            names = [p.name for p in rest if p.kind is not p.VAR_KEYWORD]
        calls += [f"np.{name}({given}, {key}={VALUES[key]})" for key in names if key in VALUES]
    for name, key in itertools.product(["add", "maximum"], ["out", "dtype", "casting"]):
        calls.append(f"np.{name}(m, m, {key}={VALUES[key]})")
    return calls


@pytest.mark.parametrize("call", keyword_calls())
def test_keywords_are_never_ignored(call: str, rng: np.random.Generator) -> None:
    """Right, refused, or the exception that the call itself raises; never something else."""
    f = function_of(f"np.sum({call} ** 2) + np.sum(m)", "m")
    problem = Problem(f, ("m",), (M,))
    try:
        problem.value()
    except (TypeError, ValueError) as error:
        with pytest.raises((TangentgenError, type(error))):
            grad(f)(*problem.args)
        return
    tolerance = 1e-2 if "float32" in call else 1e-7
    outcome(problem, rng, tolerance=tolerance)


def test_where_without_out_is_refused() -> None:
    """What it leaves out is whatever was in memory."""
    f = function_of("np.sum(np.add(x, x, where=x > 1.0))")
    with pytest.raises(TangentgenError, match="where"):
        grad(f)(X)


def test_unknown_keyword_is_refused_by_name() -> None:
    f = function_of("np.sum(x, nonsense=1)")
    with pytest.raises(TangentgenError, match="nonsense"):
        grad(f)(X)
