"""Whether a random program's derivatives are right; a long run of many, as a command.

    python -m tests.support.hunting FIRST COUNT [--draw WHAT] [--first] [--twice-every N]

goes through COUNT programs from the seed FIRST (of lines and views, or of another of `DRAWERS`),
prints what is wrong with its seed, shrunk, and at the end how many were taken and how often each
pair of features stood in one of those. With `--first` it ends with the first that is wrong, which
it does not shrink. Every tenth, or Nth, is differentiated twice.
"""

from __future__ import annotations

import argparse
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from tangentgen import hvp
from tangentgen.errors import Refusal, TangentgenError
from tests.support import compare, differences
from tests.support.argument_programs import argument_program
from tests.support.array_programs import array_program, complex_program
from tests.support.control_programs import control_program
from tests.support.data_programs import data_program
from tests.support.derivatives import Problem, check_all, derive, is_scalar
from tests.support.features import features, pairs
from tests.support.helper_programs import helper_program
from tests.support.kernel_programs import kernel_program
from tests.support.language_programs import language_program
from tests.support.masked_programs import masked_program
from tests.support.object_programs import object_program
from tests.support.programs import Program, shrink
from tests.support.random_lines import program
from tests.support.self_programs import self_program
from tests.support.trees import leaves, map_leaves, random_like

TAKEN, REFUSED = "taken", "refused"
DRAWERS: dict[str, Callable[[int], Program]] = {
    "lines": program,
    "control": control_program,
    "language": language_program,
    "objects": object_program,
    "data": data_program,
    "arrays": array_program,
    "complex": complex_program,
    "arguments": argument_program,
    "helpers": helper_program,
    "itself": self_program,
    "kernels": kernel_program,
    "masked": masked_program,
}
MOST = 1e5  # how large a program's value may be, and how steep it is


def problem_of(candidate: Program) -> Problem:
    return Problem(candidate.function(), candidate.wrt, candidate.args())


def usable(candidate: Program) -> bool:
    """Whether the program runs, stays small, and has no kink near its point.

    What differences are compared with later reaches less far than is looked here.
    """
    rng = np.random.default_rng(candidate.seed)
    try:
        problem = problem_of(candidate)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            small = [*leaves(problem.value())]
            for _ in range(3):
                direction = random_like(rng, problem.point)
                slopes = [
                    differences.slope(
                        lambda *args: problem.value(args),
                        problem.args,
                        problem.index,
                        direction,
                        step,
                    )
                    for step in (5.0 * differences.STEP, differences.STEP / 3.0)
                ]
                compare.assert_close(*slopes, "slope", 1e-8)
                small += leaves(slopes[0])
    except Exception:
        return False
    return all(bool(np.all(np.abs(leaf) < MOST)) for leaf in small)


def outcome(candidate: Program, twice: bool = False) -> str:
    """`taken`, `refused`, or what is wrong with the derivatives in one line.

    Both modes, lean and conservative, against differences and each other; with `twice`, a product
    with the Hessian too.
    """
    problem = problem_of(candidate)
    for optimize in (True, False):
        try:
            wrong = first_order(problem, optimize=optimize, **candidate.options)
        except Refusal:
            return REFUSED
        if wrong:
            return f"optimize={optimize}: {wrong}"
    if twice and is_scalar(problem.value()):
        try:
            check_twice(problem)
        except Refusal:
            return TAKEN
        except (Exception, TangentgenError) as error:
            return f"twice: {said(error)}"
    return TAKEN


def first_order(problem: Problem, **options: Any) -> str:
    """What is wrong with the derivatives along two sets of directions: one may cross a kink."""
    found = ""
    for seed in (1, 2):
        try:
            check_all(problem, np.random.default_rng(seed), cache=False, **options)
        except Refusal:
            raise
        except (Exception, TangentgenError) as error:
            found = said(error)
        else:
            return ""
    return found


def said(error: BaseException) -> str:
    first = (str(error).strip().splitlines() or [""])[0]
    return f"{type(error).__name__}: {first}"


def check_twice(problem: Problem) -> None:
    """The Hessian's product with a vector against differences of the gradient."""
    rng = np.random.default_rng(2)
    vector = random_like(rng, problem.point)
    gradient = derive("grad", problem, cache=False)
    want = differences.slope(gradient, problem.args, problem.index, vector)
    bare = vector if len(vector) > 1 else vector[0]
    wrt = problem.wrt if len(problem.wrt) > 1 else problem.wrt[0]
    got = hvp(problem.function, wrt=wrt, cache=False)(*problem.args, vector=bare)
    compare.assert_close(got, map_leaves(lambda leaf: leaf, want), "product", 1e-6)


def kind(found: str) -> str:
    """The sort of a failure, which stays the same while its program is shrunk."""
    return found.split(":")[1] if ":" in found else found


def shrunk(candidate: Program, twice: bool = False) -> Program:
    """The smallest program that is wrong in the same way."""
    first = kind(outcome(candidate, twice))
    return shrink(candidate, lambda p: usable(p) and kind(outcome(p, twice)) == first)


def hunt(
    seeds: Iterable[int],
    only_first: bool = False,
    draw: Callable[[int], Program] = program,
    twice_every: int = 10,
) -> Counter[str]:
    """Go through programs, print what is wrong, and count: outcomes, features and their pairs."""
    counts: Counter[str] = Counter()
    for seed in seeds:
        candidate = draw(seed)
        if not usable(candidate):
            counts["unusable"] += 1
            continue
        twice = seed % twice_every == 0
        found = outcome(candidate, twice)
        counts[found if found in (TAKEN, REFUSED) else "wrong"] += 1
        if found == TAKEN:
            has = features(candidate)
            counts.update(has)
            counts.update(f"{a} + {b}" for a, b in pairs() if {a, b} <= has)
        elif found != REFUSED:
            small = candidate if only_first else shrunk(candidate, twice)
            print(f"seed {seed}: {found}\n{small.own}", flush=True)
            if only_first:
                break
    return counts


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(prog="python -m tests.support.hunting")
    parser.add_argument("first", type=int)
    parser.add_argument("count", type=int)
    parser.add_argument("--draw", choices=DRAWERS, default="lines")
    parser.add_argument("--first", action="store_true", dest="only_first")
    parser.add_argument("--twice-every", type=int, default=10, metavar="N")
    asked = parser.parse_args()
    seeds = range(asked.first, asked.first + asked.count)
    found = hunt(seeds, asked.only_first, DRAWERS[asked.draw], asked.twice_every)
    for name, times in sorted(found.items()):
        print(f"# {name}: {times}", flush=True)
