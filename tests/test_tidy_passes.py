"""Any of the passes that make the text shorter may be left out: the gradients stay."""

import itertools

import numpy as np
import pytest

from tangentgen.tidy import switches
from tests.support import cases, compare
from tests.support.derivatives import derive, random_like, reverse_mode, run_reverse

NAMES = (
    "batch_norm",
    "cholesky_loops",
    "helper_tuples",
    "log_sum_exp",
    "loop_carried_pair",
    "option_price",
    "particle_box",
    "prefix_maximum",
    "rk4_pendulum",
    "same_twice",
    "sections_survive",
    "section_scaled_and_added",
    "softmax_loss",
    "tridiagonal",
    "view_written",
    "weighted_by_softmax",
)


def subsets() -> list[frozenset[str]]:
    """Each pass left out alone, each alone left, all, and twenty subsets at random."""
    every = frozenset(switches.PASSES)
    single = [frozenset([p]) for p in every]
    rng = np.random.default_rng(11)
    some = [frozenset(p for p in switches.PASSES if rng.random() < 0.5) for _ in range(20)]
    return sorted({*single, *(every - s for s in single), every, *some}, key=sorted)


SUBSETS = subsets()


@pytest.mark.parametrize(
    ("name", "off"),
    # Each subset on two of the cases, each case under several subsets.
    [
        (name, off)
        for number, off in enumerate(SUBSETS)
        for name in itertools.islice(itertools.cycle(NAMES), number, number + 2)
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(sorted(value)),
)
def test_gradients_stay(name, off, monkeypatch):
    case = cases.load(name)
    problem = case.problems()[0]
    mode = reverse_mode(problem, case.mode)
    cotangent = random_like(np.random.default_rng(3), problem.value())
    whole = run_reverse(
        mode, derive(mode, problem, cache=False, **case.options()), problem, cotangent
    )
    monkeypatch.setattr(switches, "OFF", set(off))
    part = run_reverse(
        mode, derive(mode, problem, cache=False, **case.options()), problem, cotangent
    )
    compare.assert_close(whole.gradients, part.gradients, "with passes left out", 1e-10)
