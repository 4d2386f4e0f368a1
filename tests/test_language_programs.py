"""Random programs of the language are right or refused; `-m hunt` tries many more."""

from __future__ import annotations

import os

import pytest

from tests.support.hunting import DRAWERS, REFUSED, TAKEN, outcome, shrunk, usable
from tests.support.programs import Program

FIRST = int(os.environ.get("HUNT_FROM", "1000"))
MANY = range(FIRST, FIRST + 2000)
KINDS = ("language", "objects", "data", "arguments", "helpers", "itself", "kernels")
FEWER = ("objects", "kernels")
FEW = [(kind, seed) for kind in KINDS for seed in range(10 if kind in FEWER else 20)]


def check(seed: int, candidate: Program) -> None:
    if not usable(candidate):
        return
    found = outcome(candidate)
    if found not in (TAKEN, REFUSED):
        small = shrunk(candidate)
        pytest.fail(f"seed {seed}: {outcome(small)}\n{small.own}")


@pytest.mark.parametrize(("kind", "seed"), FEW)
def test_program(kind: str, seed: int) -> None:
    check(seed, DRAWERS[kind](seed))


@pytest.mark.hunt
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", MANY)
def test_many_programs(kind: str, seed: int) -> None:
    check(seed, DRAWERS[kind](seed))


@pytest.mark.parametrize("kind", KINDS)
def test_most_programs_are_usable(kind: str) -> None:
    assert sum(usable(DRAWERS[kind](seed)) for seed in range(20)) > 15
