"""What is refused of control flow: what is said, and that the rewrite it suggests is taken."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.derivatives import Problem
from tests.support.outcomes import REFUSED, RIGHT, outcome
from tests.support.snippets import module_of

HEAD = """import contextlib

import numpy as np


def doubled(u):
    u *= 2.0


def twice(u):
    return u * 2.0


def collected(u, k):
    total = 0.0
    for a, b in zip(u, u[k:], strict=True):
        total = total + a * b
    return total


@contextlib.contextmanager
def swallowing():
    try:
        yield
    except IndexError:
        print("left early")


"""

CASES = {
    "helper_changes_argument": (
        """
    y = x * 1.0
    try:
        doubled(y)
        y = y * x[n]
    except IndexError:
        y = y * y
    return np.sum(y)
""",
        "a function that changes its argument is called inside a try",
        """
    y = x * 1.0
    try:
        y = twice(y)
        y = y * x[n]
    except IndexError:
        y = y * y
    return np.sum(y)
""",
    ),
    "strict_zip": (
        """
    total = x[0]
    try:
        for a, b in zip(x, x[n:], strict=True):
            total = total + a * b
    except ValueError:
        total = total * total
    return total
""",
        "a loop inside a try with handlers",
        """
    total = x[0]
    try:
        total = collected(x, n)
    except ValueError:
        total = total * total
    return total
""",
    ),
    "arithmetic_in_place": (
        """
    y = x * 1.0
    try:
        with np.errstate(all="raise"):
            y /= x - x[0]
    except FloatingPointError:
        y = x * x
    return np.sum(y)
""",
        "an operation in place whose arithmetic may raise",
        """
    y = x * 1.0
    try:
        with np.errstate(all="raise"):
            y = y / (x - x[0])
    except FloatingPointError:
        y = x * x
    return np.sum(y)
""",
    ),
    "array_given_to_a_manager": (
        """
    with contextlib.nullcontext(x) as y:
        z = y * y
    return np.sum(z)
""",
        "an array or an active value is given to a context manager",
        """
    with contextlib.nullcontext():
        z = x * x
    return np.sum(z)
""",
    ),
    "pattern_with_ways_and_guard": (
        """
    match (n, 0):
        case (k, 1) | (k, 0) if k > 5:
            x = x * 2.0
        case _:
            x = x * x
    return np.sum(x)
""",
        "a match whose pattern has a guard and ways that bind names",
        """
    if n > 5:
        x = x * 2.0
    else:
        x = x * x
    return np.sum(x)
""",
    ),
    "global_assigned": (
        """
    global RATE
    RATE = n
    return np.sum(x * x) * RATE
""",
        "a global that is assigned",
        """
    rate = n
    return np.sum(x * x) * rate
""",
    ),
    "import_bound_again": (
        """
    try:
        import nosuchmodule as fast
    except ImportError:
        fast = None
    return np.sum(x * x) if fast is None else x[0]
""",
        "an import inside a function that fails, or whose name is bound again",
        """
    return np.sum(x * x)
""",
    ),
}


def problem_of(body: str) -> Problem:
    function = module_of(f"{HEAD}def f(x, n):\n{body.lstrip(chr(10))}").f
    return Problem(function, ("x",), (np.array([1.1, 2.3, 0.6]), 7))


@pytest.mark.parametrize("name", CASES)
def test_refused_with_a_rewrite_that_is_taken(name: str, rng: np.random.Generator) -> None:
    program, said, rewrite = CASES[name]
    what, why = outcome(problem_of(program), rng, cache=False)
    assert what == REFUSED
    assert said in why
    assert outcome(problem_of(rewrite), rng, cache=False) == (RIGHT, "")


def test_manager_of_the_users_that_swallows(rng: np.random.Generator) -> None:
    body = """
    y = x[0]
    with swallowing():
        y = y * x[1]
        y = y * x[n]
    return y * y
"""
    assert outcome(problem_of(body), rng, cache=False) == (RIGHT, "")
