"""Whether a rewritten program's derivatives are right, as those of the program are."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

from tangentgen.errors import Refusal, TangentgenError
from tests.support import compare
from tests.support.derivatives import (
    Problem,
    check_all,
    derive,
    is_scalar,
    reverse_mode,
    run_reverse,
)
from tests.support.hunting import REFUSED, TAKEN, check_twice, said
from tests.support.rewriting.rewritten import Subject, limited, prepared, rewritten
from tests.support.trees import random_like

SAME = "same"  # nothing was rewritten, or the program as it was is no better


def outcome(subject: Subject, seed: int) -> tuple[str, Subject]:
    """`taken`, `refused`, `same`, or what is wrong, with the program after its rewritings."""
    draw = random.Random(seed)
    optimize, like, twice = draw.random() < 0.7, draw.random() < 0.4, draw.random() < 0.25
    before = prepared(subject)
    after = rewritten(before, seed)
    if not after.steps:
        return SAME, after

    def checked(program: Subject) -> str:
        return check(program, optimize, like or subject.like, twice)

    found = checked(after)
    if found != TAKEN and checked(before) != TAKEN:
        return SAME, after
    if found not in (TAKEN, REFUSED):
        found = f"{found} ({', '.join(after.steps)}; {optimize=}, {like=}, {twice=})"
    return found, after


def check(subject: Subject, optimize: bool, like: bool, twice: bool) -> str:
    """`taken`, `refused`, or what is wrong at one of the points."""
    with np.errstate(all="ignore"):
        for problem in subject.problems():
            options = {"like": problem.args} if like else {}
            found = first_order(problem, optimize=optimize, **options)
            if found != TAKEN:
                return found
        return second_order(subject.problems()[0]) if twice else TAKEN


def first_order(problem: Problem, **options: Any) -> str:
    """Along two sets of directions, one of which may cross a kink."""
    found = TAKEN
    for seed in (1, 2):
        try:
            with limited(60):
                rng = np.random.default_rng(seed)
                check_all(problem, rng, cache=False, tolerance=1e-6, **options)
            return TAKEN
        except Refusal:
            return REFUSED
        except (Exception, TangentgenError) as error:
            found = said(error)
    return found


def second_order(problem: Problem) -> str:
    """A product with the Hessian, and the pullback, which may be called twice."""
    try:
        with limited(60):
            value = problem.value()
            if is_scalar(value):
                check_twice(problem)
            cotangent = random_like(np.random.default_rng(1), value)
            mode = reverse_mode(problem)
            want = run_reverse(mode, derive(mode, problem, cache=False), problem, cotangent)
            _, back = derive("pullback", problem, cache=False)(*problem.args)
            for _ in range(2):
                given = back(1.0 if mode == "grad" else cotangent)
                got = given if len(problem.wrt) > 1 else (given,)
                compare.assert_close(got, want.gradients, "pullback", 1e-10)
    except Refusal:
        return TAKEN
    except (Exception, TangentgenError) as error:
        return f"twice: {said(error)}"
    return TAKEN
