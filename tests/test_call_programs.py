"""Programs with calls of every kind, in both modes, with and without optimisation.

Each function `p_…` in `programs/` is right; those that its module names may be refused. Its
parameters say what it is given: x and y are vectors, a and b numbers, w a matrix, n an integer.
"""

import importlib
import inspect
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tangentgen
from tests.support.derivatives import Problem
from tests.support.outcomes import RIGHT, outcome

FOLDER = Path(__file__).parent / "programs"
GIVEN: dict[str, Any] = {
    "x": np.array([0.7, 1.3, 0.4]),
    "y": np.array([0.3, -0.8, 1.1]),
    "a": 1.3,
    "b": 0.6,
    "w": np.array([[0.2, 0.5], [1.1, -0.3]]),
    "n": 3,
}


def programs() -> list[tuple[str, str]]:
    found = []
    for path in sorted(FOLDER.glob("*.py")):
        module = importlib.import_module(f"tests.programs.{path.stem}")
        found += [(path.stem, name) for name in vars(module) if name.startswith("p_")]
    return found


@pytest.mark.parametrize("optimize", [True, False], ids=["lean", "conservative"])
@pytest.mark.parametrize(("file", "name"), programs())
def test_program(file: str, name: str, optimize: bool) -> None:
    module = importlib.import_module(f"tests.programs.{file}")
    function = getattr(module, name)
    names = list(inspect.signature(function).parameters)
    args = tuple(np.copy(GIVEN[n[0]]) if n[0] in "xyw" else GIVEN[n[0]] for n in names)
    problem = Problem(function, tuple(n for n in names if n[0] != "n"), args)
    found, text = outcome(problem, np.random.default_rng(0), optimize=optimize, cache=False)
    assert found == RIGHT or name in module.REFUSED, text


def test_what_is_called_again_finds_what_was_made() -> None:
    """`type` has a `__call__` too, which is bound anew whenever it is looked up in a class."""
    from tests.programs.objects import p_object_mapped_beside_a_class_without_call as mapped

    derivative = tangentgen.grad(mapped, cache=False)
    first = derivative(GIVEN["x"], GIVEN["a"])
    made = derivative._current()
    np.testing.assert_array_equal(derivative(GIVEN["x"], GIVEN["a"]), first)
    assert derivative._current() is made
