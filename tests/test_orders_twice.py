"""Derivatives of derivatives of every case: right or refused, and order four for some.

A derivative is given the same arguments as its primal; its cotangent or tangents are held fixed.
"""

from __future__ import annotations

import ast
import functools
import itertools
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tangentgen.errors import InactiveWarning, Refusal
from tests.support import cases
from tests.support.derivatives import (
    Problem,
    check_forward,
    check_reverse,
    derive,
    reverse_mode,
)
from tests.support.trees import random_like

COMBINATIONS = ["forward over reverse", "reverse over reverse", "forward over forward",
                "reverse over forward"]  # fmt: skip
EVERY = (1, 2, 4, 3)  # how many cases there are for one that is taken so by default
# The fourth derivatives of these, which have loops, branches, calls and writes.
FOURTH = """alias_augmented assignments branches element_store guard_clauses helper_calls
helper_keywords log_sum_exp loop_variable_after overwritten rebinding reductions
scatter_two_spellings section_store where_safe"""
TABLE = Path(__file__).parent / "support" / "orders_refused.txt"


def refused() -> dict[str, set[str]]:
    """What is not taken twice yet, by case: all others must be, and the table only shrinks."""
    lines = (line.partition(": ") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {name: set(ways.split(", ")) for name, colon, ways in lines if colon}


NOT_TAKEN = refused()


def pairs() -> Iterator[Any]:
    """Every case in every combination; by default all products with Hessians, and some others."""
    for number, name in enumerate(cases.names()):
        for combination, every in zip(COMBINATIONS, EVERY, strict=True):
            often = number % every == 0
            yield pytest.param(name, combination, marks=() if often else pytest.mark.hunt)


@pytest.mark.parametrize(("name", "combination"), [*pairs()])
def test_twice(name: str, combination: str, rng: np.random.Generator) -> None:
    case = cases.load(name)
    if not case.flag("TWICE", True):
        return  # the case says why beside the flag
    problem = case.problems()[0]
    outer, inner = combination.split(" over ")
    tolerance = 10 * case.flag("TOLERANCE", 1e-7)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InactiveWarning)
        try:
            first = fixed(problem, inner, case.mode, rng)
            second = Problem(first, case.wrt, problem.args)
            derived = derive("jvp" if outer == "forward" else "vjp", second)
            if outer == "forward":
                check_forward(second, derived, rng, tolerance)
            else:
                check_reverse(second, derived, "vjp", rng, tolerance)
        except Refusal as error:
            if combination not in NOT_TAKEN.get(name, ()):
                raise AssertionError("this was taken") from error


def fixed(problem: Problem, direction: str, mode: str, rng: np.random.Generator) -> Any:
    """The derivative of a problem as a function of its arguments alone."""
    if direction == "reverse":
        mode = reverse_mode(problem, mode)
        derived = derive(mode, problem)
        if mode != "vjp":
            return derived
        return functools.partial(derived, **{derived.extra: random_like(rng, problem.value())})
    derived = derive("jvp", problem)
    tangents = random_like(rng, problem.point)
    return functools.partial(derived, **{derived.extra: bare(tangents)})


def bare(tangents: tuple[Any, ...]) -> Any:
    return tangents if len(tangents) > 1 else tangents[0]


def test_the_table_names_cases() -> None:
    ways = set().union(*NOT_TAKEN.values())
    assert set(NOT_TAKEN) <= set(cases.names()) and ways <= set(COMBINATIONS)


@pytest.mark.parametrize("name", FOURTH.split())
def test_the_fourth_derivative_twice(name: str, rng: np.random.Generator) -> None:
    """Forward mode three times over the gradient, against differences of the third derivative."""
    case = cases.load(name)
    problem = case.problems()[0]
    first = derive(reverse_mode(problem, case.mode), problem)
    current = Problem(first, case.wrt, problem.args)
    lines = [code_lines(first, current)]
    for _ in range(2):
        derived = derive("jvp", current)
        tangents = random_like(rng, problem.point)
        once = functools.partial(derived, **{derived.extra: bare(tangents)})
        current = Problem(once, case.wrt, problem.args)
        lines.append(code_lines(derived, current))
    last = derive("jvp", current)
    check_forward(current, last, rng, 1e-5)
    assert all(new <= 3 * old + 2 for old, new in itertools.pairwise(lines)), lines


def code_lines(derived: Any, problem: Problem) -> int:
    """Lines of the function itself: neither blank nor comments nor the docstring."""
    problem.value()  # kinds come from the first call
    tree = ast.parse(derived.source)
    entry = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
    text = derived.source.splitlines()[entry.body[1].lineno - 1 : entry.end_lineno]
    return 1 + len([line for line in text if line.strip() and not line.strip().startswith("#")])
