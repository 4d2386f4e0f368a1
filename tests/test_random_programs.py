"""Random programs are right in both modes and in both forms; `-m hunt` tries many more.

`python -m tests.support.hunting FIRST COUNT` goes through any number of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tangentgen.errors import Refusal
from tests.support.array_programs import array_program, complex_program
from tests.support.control_programs import control_program
from tests.support.derivatives import derive, reverse_mode, run_reverse
from tests.support.features import features, pairs
from tests.support.hunting import REFUSED, TAKEN, hunt, outcome, problem_of, shrunk, usable
from tests.support.masked_programs import masked_program
from tests.support.planted import PLANTED, ROOT, Bug, found
from tests.support.programs import Program
from tests.support.random_lines import program

SHORT = range(40)
FIRST = int(os.environ.get("HUNT_FROM", "1000"))
MANY = range(FIRST, FIRST + 2000)


def check(candidate: Program) -> None:
    if not usable(candidate):
        return
    if outcome(candidate) not in (TAKEN, REFUSED):
        small = shrunk(candidate)
        pytest.fail(f"seed {candidate.seed}: {outcome(small)}\n{small.own}")


@pytest.mark.parametrize("seed", SHORT)
def test_program(seed: int) -> None:
    check(program(seed))


@pytest.mark.parametrize("seed", range(30))
def test_program_of_control_flow(seed: int) -> None:
    check(control_program(seed))


@pytest.mark.parametrize("seed", range(30))
def test_program_of_arrays(seed: int) -> None:
    check(array_program(seed))


@pytest.mark.parametrize("seed", range(20))
def test_program_of_complex_arrays(seed: int) -> None:
    check(complex_program(seed))


@pytest.mark.parametrize("seed", range(20))
def test_program_of_masks(seed: int) -> None:
    check(masked_program(seed))


DRAWN = [program, control_program, array_program, complex_program, masked_program]


@pytest.mark.hunt
@pytest.mark.parametrize("draw", DRAWN)
@pytest.mark.parametrize("seed", MANY)
def test_many_programs(draw: Callable[[int], Program], seed: int) -> None:
    check(draw(seed))


def test_most_programs_are_usable() -> None:
    """The generator draws programs that can be checked, not only ones that are thrown away."""
    assert sum(usable(program(seed)) for seed in SHORT) > 0.9 * len(SHORT)


def test_most_programs_are_taken() -> None:
    """Views, stores, containers and helpers that write are all among what is counted."""
    problems = [problem_of(p) for p in map(program, range(60, 84)) if usable(p)]
    taken = 0
    for problem in problems:
        try:
            run_reverse(
                mode := reverse_mode(problem),
                derive(mode, problem, cache=False),
                problem,
                problem.value(),
            )
        except Refusal:
            continue
        taken += 1
    assert taken >= 0.9 * len(problems)


def test_every_pair_of_features_is_drawn() -> None:
    """Of 20,000 programs with views, stores and so on, at least 500 have any two of them."""
    drawn = [features(program(seed)) for seed in range(400)]
    for pair in pairs():
        assert sum(set(pair) <= found for found in drawn) > 400 * 500 / 20_000, pair


@pytest.mark.hunt
def test_programs_are_taken_and_right() -> None:
    counts = hunt(MANY)
    assert counts["wrong"] == 0
    assert counts[TAKEN] >= 0.95 * (counts[TAKEN] + counts[REFUSED])
    for a, b in pairs():
        assert counts[f"{a} + {b}"] >= len(MANY) * 500 / 20_000, (a, b)


def test_bugs_to_plant_are_up_to_date() -> None:
    """Twenty and more, each in a line that is there."""
    assert len(PLANTED) >= 20
    for bug in PLANTED:
        text = (ROOT / "tangentgen" / bug.path).read_text()
        compile(bug.planted(text), bug.path, "exec")


@pytest.mark.hunt
@pytest.mark.parametrize("bug", PLANTED, ids=lambda bug: bug.what)
def test_planted_bug_is_found(bug: Bug, tmp_path: Path) -> None:
    assert found(bug, tmp_path), f"{bug.what}: not found within 2,000 programs"
