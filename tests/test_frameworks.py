"""The examples' losses and gradients equal PyTorch's, at the start and after ten steps.

The numbers were written by `python -m tests.frameworks`, which needs PyTorch and JAX.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.frameworks.problems import descended, problems

NUMBERS = json.loads((Path(__file__).parent / "frameworks/numbers.json").read_text())["numbers"]
PROBLEMS = problems()


@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_ours_equals_theirs(name: str) -> None:
    problem = PROBLEMS[name]
    for ours, theirs in zip(
        descended(problem.value_and_gradient, problem.parameters, problem.rate),
        NUMBERS[name],
        strict=True,
    ):
        assert flat(ours) == pytest.approx(flat(theirs), rel=1e-10, abs=1e-10)


def test_every_program_is_compared() -> None:
    assert set(PROBLEMS) == set(NUMBERS)


def flat(tree: Any) -> list[float]:
    if isinstance(tree, dict):
        return [x for key in sorted(tree) for x in flat(tree[key])]
    return [x for part in tree for x in flat(part)] if isinstance(tree, list) else [tree]
