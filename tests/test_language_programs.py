"""Random programs of the language are right or refused; `-m hunt` tries many more."""

from __future__ import annotations

import os

import pytest

from tests.support.argument_programs import argument_program
from tests.support.data_programs import data_program
from tests.support.hunting import REFUSED, TAKEN, outcome, shrunk, usable
from tests.support.language_programs import language_program
from tests.support.object_programs import object_program
from tests.support.programs import Program

FIRST = int(os.environ.get("HUNT_FROM", "1000"))
MANY = range(FIRST, FIRST + 2000)


def check(seed: int, candidate: Program) -> None:
    if not usable(candidate):
        return
    found = outcome(candidate)
    if found not in (TAKEN, REFUSED):
        small = shrunk(candidate)
        pytest.fail(f"seed {seed}: {outcome(small)}\n{small.own}")


@pytest.mark.parametrize("seed", range(20))
def test_program(seed: int) -> None:
    check(seed, language_program(seed))


@pytest.mark.parametrize("seed", range(10))
def test_program_with_objects(seed: int) -> None:
    check(seed, object_program(seed))


@pytest.mark.parametrize("seed", range(20))
def test_program_with_data(seed: int) -> None:
    check(seed, data_program(seed))


@pytest.mark.parametrize("seed", range(20))
def test_program_with_arguments(seed: int) -> None:
    check(seed, argument_program(seed))


@pytest.mark.hunt
@pytest.mark.parametrize("seed", MANY)
def test_many_programs_with_arguments(seed: int) -> None:
    check(seed, argument_program(seed))


@pytest.mark.hunt
@pytest.mark.parametrize("seed", MANY)
def test_many_programs(seed: int) -> None:
    check(seed, language_program(seed))


@pytest.mark.hunt
@pytest.mark.parametrize("seed", MANY)
def test_many_programs_with_objects(seed: int) -> None:
    check(seed, object_program(seed))


@pytest.mark.hunt
@pytest.mark.parametrize("seed", MANY)
def test_many_programs_with_data(seed: int) -> None:
    check(seed, data_program(seed))


def test_most_programs_are_usable() -> None:
    assert sum(usable(language_program(seed)) for seed in range(40)) > 10
    assert sum(usable(data_program(seed)) for seed in range(40)) > 30
