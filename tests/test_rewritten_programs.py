"""A program that is written otherwise has the derivative it had; `-m hunt` rewrites every case.

`python -m tests.support.rewriting SEED` goes through all of them, with any seed.
"""

from __future__ import annotations

import ast
import os
import random

import numpy as np
import pytest

from tests.support import cases
from tests.support.hunting import REFUSED, TAKEN
from tests.support.rewriting.checking import SAME, outcome
from tests.support.rewriting.rewritten import (
    prepared,
    rewritten,
    same_values,
    stepped,
    values,
)
from tests.support.rewriting.subjects import of_cases
from tests.support.rewriting.table import REWRITINGS

NAMES = [subject.name for subject in of_cases(cases.names())]
SHORT = """branches dict_stores early_returns for_enumerate helper_mutates helper_tuples
moving_average ternary while_true""".split()  # noqa: SIM905 - read as text
SEED = int(os.environ.get("HUNT_FROM", "1000"))


def check(name: str, seed: int) -> None:
    (subject,) = of_cases([name])
    found, program = outcome(subject, seed)
    if found not in (TAKEN, REFUSED, SAME):
        pytest.fail(f"seed {seed}: {found}\n{program.text}")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", SHORT)
def test_rewritten(name: str) -> None:
    check(name, SHORT.index(name))


@pytest.mark.hunt
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", NAMES)
def test_rewritten_with_many_seeds(name: str) -> None:
    for seed in range(SEED, SEED + 3):
        check(name, seed)


@pytest.mark.filterwarnings("ignore")
def test_what_is_rewritten_computes_the_same() -> None:
    for subject in map(prepared, of_cases(SHORT[:4])):
        after = rewritten(subject, 1)
        assert after.steps and after.text != subject.text
        assert same_values(values(after), values(subject))


@pytest.mark.filterwarnings("ignore")
def test_another_value_is_noticed() -> None:
    (subject,) = map(prepared, of_cases(["alias_augmented"]))
    found = values(subject)
    (value, given), *rest = found
    assert not same_values([(value + 1e-6, given), *rest], found)
    assert not same_values([(value, [np.zeros_like(given[0])]), *rest], found)


@pytest.mark.filterwarnings("ignore")
def test_rewritings_find_places() -> None:
    """A few draws for each program make most of the rewritings that there are."""
    made = set()
    for subject in map(prepared, of_cases(SHORT)):
        for number in range(20):
            after = stepped(subject, random.Random(f"{subject.name} {number}"))
            if after is not None:
                ast.parse(after.text)
                made.update(after.steps)
    assert len(made) > len(REWRITINGS) // 2
