"""The checks themselves are seen to fail: a wrong derivative of every sort is noticed.

Class 50 of silently wrong tools is a test with a typo that never ran.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.support import compare, differences
from tests.support.derivatives import Problem, check_forward, check_reverse, check_transposed
from tests.support.programs import shrink
from tests.support.random_lines import program
from tests.support.trees import dot, leaves, map_leaves, random_like

X = np.array([1.0, 2.0, 3.0])


def primal(x, s):
    return np.sum(x * x) * s


def primal_grad(x, s):
    return 2.0 * x * s, float(np.sum(x * x))


PROBLEM = Problem(primal, ("x", "s"), (X, 0.5))


def test_a_right_gradient_passes(rng: np.random.Generator) -> None:
    check_reverse(PROBLEM, primal_grad, "grad", rng)


def changes_argument(x, s):
    x *= 1.0 + 1e-12
    return primal_grad(x, s)


def gives_argument_back(x, s):
    x[...] = X  # the caller sees the same numbers, but the memory is its own
    return np.multiply(x, 2.0 * s, out=x), float(np.sum(X * X))


WRONG: dict[str, Callable[..., Any]] = {
    "a factor": lambda x, s: (2.00001 * x * s, float(np.sum(x * x))),
    "a sign": lambda x, s: (2.0 * x * s, -float(np.sum(x * x))),
    "one element": lambda x, s: (2.0 * x * s * np.array([1, 1, 0]), float(np.sum(x * x))),
    "a shape": lambda x, s: ((2.0 * x * s)[None], float(np.sum(x * x))),
    "a dtype": lambda x, s: ((2.0 * x * s).astype(np.float32), float(np.sum(x * x))),
    "a kind": lambda x, s: (2.0 * x * s, np.array(np.sum(x * x))),
    "a missing one": lambda x, s: (2.0 * x * s,),
    "None": lambda x, s: (2.0 * x * s, None),
    "NaN": lambda x, s: (2.0 * x * s * np.nan, float(np.sum(x * x))),
    "a changed argument": changes_argument,
    "shared memory": gives_argument_back,
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_gradient_is_noticed(what: str, rng: np.random.Generator) -> None:
    problem = Problem(primal, ("x", "s"), (X.copy(), 0.5))
    with pytest.raises((AssertionError, ValueError)):
        check_reverse(problem, WRONG[what], "grad", rng)


def test_a_wrong_value_is_noticed(rng: np.random.Generator) -> None:
    def with_value(x, s):
        return primal(x, s) * (1.0 + 1e-9), primal_grad(x, s)

    with pytest.raises(AssertionError, match="value"):
        check_reverse(PROBLEM, with_value, "value_and_grad", rng)


def test_a_wrong_tangent_is_noticed(rng: np.random.Generator) -> None:
    def right(x, s, *, tangents):
        return primal(x, s), dot(primal_grad(x, s), tangents)

    def wrong(x, s, *, tangents):
        return primal(x, s), dot(primal_grad(x, s), tangents) * 1.00001

    result, cotangent = check_reverse(PROBLEM, primal_grad, "grad", rng)
    tangents, tangent = check_forward(PROBLEM, right, rng)
    check_transposed(result, cotangent, tangents, tangent)
    with pytest.raises(AssertionError):
        check_transposed(result, cotangent, tangents, tangent * (1.0 + 1e-8))
    with pytest.raises(AssertionError):
        check_forward(PROBLEM, wrong, rng)


def test_differences_and_complex_step_agree(rng: np.random.Generator) -> None:
    def f(x, s):
        return {"a": np.sin(x) * s, "b": [np.sum(np.exp(x / s))]}

    direction = random_like(rng, (X, 0.5))
    slope = differences.slope(f, (X, 0.5), (0, 1), direction)
    exact = differences.complex_step(f, (X, 0.5), (0, 1), direction)
    compare.assert_close(slope, exact, "slope", 1e-9)


def test_trees_keep_their_structure() -> None:
    tree = {"w": [X, (1.0, "name")], "n": 3}
    doubled = map_leaves(lambda leaf: leaf * 2, tree)
    assert doubled["w"][1] == (2.0, "namename") and doubled["n"] == 6
    assert len(leaves(tree)) == 4
    assert random_like(np.random.default_rng(0), tree)["w"][1][1] is None


def test_separate_notices_two_names_of_one_array() -> None:
    with pytest.raises(AssertionError):
        compare.assert_separate((X, X[1:]), (), "a gradient")


def test_shrinking_keeps_what_fails() -> None:
    """The smallest program that still has a `relax` in it."""
    found = next(
        p for p in (program(seed) for seed in range(50)) if "relax(" in p.text.partition("def f")[2]
    )
    small = shrink(found, lambda p: "relax(" in p.text.partition("def f")[2])
    body = small.text.split("def f")[1].strip().splitlines()[1:]
    assert len(body) == 2 and "relax(" in body[0]
