"""The fifty classes in which differentiation tools have been silently wrong.

The functions of `tests/silent_wrong` are the spellings, each named for the class it belongs
to; an argument's value goes by its name. Each must come out right, in reverse and forward
mode, or be refused in our own words. `MAY_BE_REFUSED` holds those that are not taken yet: it
only ever gets shorter. The classes that are more than one function have tests of their own below.
"""

from __future__ import annotations

import importlib
import inspect
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tangentgen import grad
from tests.support.derivatives import Problem
from tests.support.outcomes import REFUSED, outcome
from tests.support.trees import is_active

FOLDER = Path(__file__).resolve().parent / "silent_wrong"

ARGUMENTS: dict[str, Any] = {
    "x": np.array([1.1, 2.3, 0.6]),
    "y": np.array([0.9, -1.4, 1.7]),
    "m": np.array([[0.8, -1.2, 2.1], [1.5, 0.4, -0.7], [-0.3, 1.9, 1.2]]),
    "signed": np.array([-1.0, 2.0, 0.5]),
    "counts": np.array([1, 2, 3]),
    "a": 1.3,
    "b": 0.7,
    "c": -0.4,
    "n": 2,
    "k": 2,
    "zero": 0,
}

MAY_BE_REFUSED = {
    # helpers that write, views that helpers return, containers that change: not in this scope yet
    "s05_list_aliased",
    "s05_list_repeated",
    "s10_array_in_list",
    "s34_append",
    "s34_attribute",
    "s33_list_of_values",
    "s33_reversed",
    "s33_items",
    "s46_list_of_one_array",
    "s46_list_of_copies",
    "s10_same_array_twice",  # a class of the standard library
    "s34_pop_and_insert",
    "s36_integer_buffer",  # what it truncates has no derivative
    "s36_integer_buffer_like",
    "s37_tolist",
    "s39_closure_over_loop_variable",
    "s42_sum_where",
    "s42_sum_initial",
}


def _spellings() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.py")):
        module = importlib.import_module(f"tests.silent_wrong.{path.stem}")
        for name, value in vars(module).items():
            if name.startswith("s") and name[1:3].isdigit():
                yield pytest.param(value, id=name)


SPELLINGS = list(_spellings())


def problem_of(function: Callable[..., Any]) -> Problem:
    names = list(inspect.signature(function).parameters)
    args = tuple(ARGUMENTS[name] for name in names)
    return Problem(function, tuple(n for n in names if is_active(ARGUMENTS[n])), args)


@pytest.mark.parametrize("function", SPELLINGS)
def test_right_or_refused(function: Callable[..., Any], rng: np.random.Generator) -> None:
    what, why = outcome(problem_of(function), rng)
    if what == REFUSED:
        assert function.__name__ in MAY_BE_REFUSED, why


@pytest.mark.parametrize("function", SPELLINGS)
def test_conservative_form_too(function: Callable[..., Any], rng: np.random.Generator) -> None:
    outcome(problem_of(function), rng, optimize=False)


def test_every_class_is_here() -> None:
    """Those without a spelling: 13, 35, 47 and 50 are tests below or belong to the templates."""
    here = {int(parameter.id[1:3]) for parameter in SPELLINGS}
    assert set(range(1, 51)) - here == {13, 35, 47, 50}


def test_may_be_refused_names_what_exists() -> None:
    assert {parameter.id for parameter in SPELLINGS} >= MAY_BE_REFUSED


def test_13_constant_changed_between_two_calls() -> None:
    """A constant array changed after the derivative was made is read as it is then."""
    weights = np.array([1.0, 2.0])

    def weighted(x):
        return np.sum(weights * x * x)

    derivative = grad(weighted)
    x = np.array([1.0, 3.0])
    np.testing.assert_allclose(derivative(x), [2.0, 12.0])
    weights[0] = 5.0
    np.testing.assert_allclose(derivative(x), [10.0, 12.0])


def test_35_global_changed_after_the_derivative_was_made(tmp_path: Path) -> None:
    module = written(tmp_path, "rates", "RATE = 2.0\n\n\ndef f(x):\n    return RATE * x * x\n")
    derivative = grad(module.f)
    assert derivative(3.0) == pytest.approx(12.0)
    module.RATE = 5.0
    assert derivative(3.0) == pytest.approx(30.0)


def test_35_helper_changed_after_the_derivative_was_made(tmp_path: Path) -> None:
    text = "def g(x):\n    return x * x\n\n\ndef f(x):\n    return 3.0 * g(x)\n"
    module = written(tmp_path, "helpers", text)
    derivative = grad(module.f)
    assert derivative(2.0) == pytest.approx(12.0)
    module.g = written(tmp_path, "other", "def g(x):\n    return x * x * x\n").g
    assert derivative(2.0) == pytest.approx(36.0)


def test_35_helper_edited_on_disk_and_loaded_again(tmp_path: Path) -> None:
    text = "def g(x):\n    return x * x\n\n\ndef f(x):\n    return 3.0 * g(x)\n"
    assert grad(written(tmp_path, "edited", text).f)(2.0) == pytest.approx(12.0)
    changed = written(tmp_path, "edited", text.replace("x * x", "x / x + 5.0 * x"))
    assert grad(changed.f)(2.0) == pytest.approx(15.0)


def inner_sum(y, x):
    return x + y


inner_slope = grad(inner_sum)


def perturbed(x):
    return x * inner_slope(1.0, x)


def test_47_perturbation_confusion() -> None:
    """D(x -> x * D(y -> x + y)(1))(1) is 1."""
    what, _ = outcome(Problem(perturbed, ("x",), (1.0,)), np.random.default_rng(0))
    if what != REFUSED:
        assert grad(perturbed)(1.0) == pytest.approx(1.0)


def written(folder: Path, name: str, text: str) -> types.ModuleType:
    """A module from a text that is on disk, as a user's module is; loaded anew each time."""
    path = folder / f"{name}.py"
    path.write_text(text)
    module = types.ModuleType(name)
    module.__file__ = str(path)
    exec(compile(text, str(path), "exec"), module.__dict__)
    return module
