"""Random programs are right in both modes and in both forms; `-m hunt` tries many more."""

from __future__ import annotations

import os
import warnings

import numpy as np
import pytest

from tangentgen import grad
from tangentgen.errors import Refusal, TangentgenError
from tests.support import compare, differences
from tests.support.control_programs import control_program
from tests.support.derivatives import Problem, check_all
from tests.support.programs import Program, program, shrink
from tests.support.trees import random_like

WRT = ("x", "y", "t")
SHORT = range(60)
FIRST = int(os.environ.get("HUNT_FROM", "1000"))
MANY = range(FIRST, FIRST + 2000)


def usable(candidate: Program) -> bool:
    """Whether the program runs, stays small, and has no kink near its point."""
    rng = np.random.default_rng(candidate.seed)
    try:
        problem = Problem(candidate.function(), WRT, candidate.args())
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            direction = random_like(rng, problem.point)
            slopes = [
                differences.slope(problem.function, problem.args, problem.index, direction, step)
                for step in (differences.STEP, differences.STEP / 3.0)
            ]
            compare.assert_close(*slopes, "slope", 1e-8)
    except Exception:
        return False
    return bool(np.isfinite(slopes[0])) and abs(slopes[0]) < 1e6


def failure(candidate: Program) -> str:
    """What is wrong with the derivatives of a program, in one line; empty where nothing is."""
    problem = Problem(candidate.function(), WRT, candidate.args())
    for optimize in (True, False):
        try:
            check_all(problem, np.random.default_rng(1), optimize=optimize)
        except Refusal:
            continue  # right or refused; how many are taken is a test of its own
        except (Exception, TangentgenError) as error:
            first = (str(error).strip().splitlines() or [""])[0]
            return f"optimize={optimize}: {type(error).__name__}: {first}"
    return ""


def check(seed: int) -> None:
    candidate = program(seed)
    if not usable(candidate):
        return
    found = failure(candidate)
    if found:
        kind = found.split(":")[1]
        small = shrink(candidate, lambda p: usable(p) and failure(p).split(":")[1:2] == [kind])
        pytest.fail(f"seed {seed}: {failure(small)}\n{small.text}")


@pytest.mark.parametrize("seed", SHORT)
def test_program(seed: int) -> None:
    check(seed)


@pytest.mark.hunt
@pytest.mark.parametrize("seed", MANY)
def test_many_programs(seed: int) -> None:
    check(seed)


def test_most_programs_are_taken() -> None:
    taken, count = 0, 0
    for candidate in filter(usable, map(program, SHORT)):
        problem = Problem(candidate.function(), WRT, candidate.args())
        count += 1
        try:
            grad(problem.function, wrt=WRT, cache=False)(*candidate.args())
        except Refusal:
            continue
        taken += 1
    assert taken > 0.75 * count


@pytest.mark.parametrize("seed", range(20))
def test_program_with_writers_is_right_or_refused(seed: int) -> None:
    candidate = program(seed, writers=True)
    if usable(candidate):
        assert failure(candidate) == ""


def test_most_programs_are_usable() -> None:
    """The generator draws programs that can be checked, not only ones that are thrown away."""
    assert sum(usable(program(seed)) for seed in SHORT) > 0.6 * len(SHORT)


@pytest.mark.parametrize("seed", range(40))
def test_program_of_control_flow(seed: int) -> None:
    candidate = control_program(seed)
    if usable(candidate):
        assert failure(candidate) == ""


@pytest.mark.hunt
@pytest.mark.parametrize("seed", MANY)
def test_many_programs_of_control_flow(seed: int) -> None:
    candidate = control_program(seed)
    if usable(candidate):
        assert failure(candidate) == "", candidate.text


@pytest.mark.parametrize("seed", range(15))
def test_program_of_control_flow_with_writers(seed: int) -> None:
    candidate = control_program(seed, writers=True)
    if usable(candidate):
        assert failure(candidate) == ""
