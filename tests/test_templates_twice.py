"""Second derivatives where formulas have cases of their own: at 0, 1 and other whole numbers."""

from __future__ import annotations

import inspect
import itertools
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.special
import scipy.stats  # noqa: F401 - its templates are there once it is imported

import tangentgen
from tangentgen.errors import Refusal
from tangentgen.rules import library
from tests.test_templates import OPERATORS, load

POINTS = (0.0, 1.0, -1.0, 0.5, 2.0)
STEP = 1e-5
MOST = 3  # parameters


def is_split(rule: library.Rule) -> bool:
    """Whether its formula chooses between cases."""
    texts = [inspect.getsource(template.function) for template in rule.reverses]
    return any("where(" in text or " else " in text for text in texts)


def numbers_of(rule: library.Rule) -> list[str]:
    """The parameters that are not whole numbers."""
    samples = rule.reverses[0].samples.items()
    return [n for n, s in samples if not (isinstance(s, list) and isinstance(s[0], int))]


RULES = [
    pytest.param(rule, marks=() if is_split(rule) else pytest.mark.hunt, id=rule.name)
    for rule in library.all_rules()
    if rule.kind == "elementwise" and numbers_of(rule) and len(rule.reverses[0].samples) <= MOST
]


def functions(rule: library.Rule, folder: Path) -> Iterator[Callable[..., Any]]:
    """The function with its whole numbers written down."""
    names = list(rule.reverses[0].samples)
    numbers = numbers_of(rule)
    called = rule.name.replace("numpy.", "np.").replace("scipy.", "")
    form = OPERATORS.get(rule.name, f"{called}({', '.join(f'{{{k}}}' for k in range(len(names)))})")
    for whole in itertools.product(range(4), repeat=len(names) - len(numbers)):
        given = iter(whole)
        arguments = [n if n in numbers else next(given) for n in names]
        text = f"def f({', '.join(numbers)}):\n    return 1.0 * {form.format(*arguments)}\n"
        yield load(folder / f"call_{'_'.join(map(str, whole))}.py", text).f


@pytest.mark.parametrize("rule", RULES)
def test_a_template_twice(rule: library.Rule, tmp_path: Path) -> None:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for function in functions(rule, tmp_path):
            names = tuple(inspect.signature(function).parameters)
            gradient = tangentgen.grad(function, wrt=names)
            for point in itertools.product(POINTS, repeat=len(names)):
                for column in range(len(names)):
                    check(function, gradient, names, point, column)


def check(
    function: Callable[..., Any],
    gradient: Callable[..., Any],
    names: tuple[str, ...],
    point: tuple[float, ...],
    column: int,
) -> None:
    """One column of the Hessian, where both the function and its gradient are smooth."""
    unit = np.eye(len(names))[column]

    def moved(of: Callable[..., Any], steps: float) -> Any:
        return np.atleast_1d(np.asarray(of(*map(float, point + steps * STEP * unit)), float))

    try:
        values = [moved(function, k) for k in (-1, 0, 1)]
        gradients = [moved(gradient, k) for k in (-3, -1, 0, 1, 3)]
    except (Refusal, TypeError, ValueError, ZeroDivisionError, OverflowError):
        return  # refused, or not defined here
    if not all(np.all(np.isfinite(each)) for each in (*values, *gradients)):
        return
    far_left, left, here, right, far_right = gradients
    slope = (values[2] - values[0]) / (2 * STEP)
    want = (right - left) / (2 * STEP)
    is_smooth = np.allclose((right - here) / STEP, (here - left) / STEP, 1e-2, 1e-2)
    is_smooth &= np.allclose(values[1], [values[0], values[2]], 1e-2, 1e-2)
    is_smooth &= np.allclose(want, (far_right - far_left) / (6 * STEP), 1e-3, 1e-3)
    if not is_smooth or not np.allclose(slope, here[column], 1e-4, 1e-4):
        return
    tangents = tuple(unit) if len(names) > 1 else 1.0
    try:
        _, got = tangentgen.jvp(gradient, wrt=names)(*point, tangents=tangents)
    except Refusal:
        return
    np.testing.assert_allclose(np.atleast_1d(got), want, 1e-3, 1e-3, err_msg=f"{names} = {point}")
