"""Kernels in the plain in-place style are differentiated as they stand.

Each loss calls a kernel and reads what it changed. Both modes are held against differences
and against each other, in the lean and in the conservative form.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.support.derivatives import Problem, check_all
from tests.support.hunting import check_twice

FOLDER = Path(__file__).resolve().parent / "kernels"
Sample = Callable[[np.random.Generator], Any]


def normal(*shape: int, around: float = 0.0) -> Sample:
    return lambda rng: rng.normal(size=shape) + around


def positive(low: float, high: float, *shape: int) -> Sample:
    return lambda rng: rng.uniform(low, high, size=shape)


def definite(n: int) -> Sample:
    def made(rng: np.random.Generator) -> Any:
        a = rng.normal(size=(n, n))
        return a @ a.T + n * np.eye(n)

    return made


SAMPLES: dict[str, Sample] = {
    "A": normal(6, around=1.0),
    "B": normal(6),
    "C": normal(2, 2, 3),
    "C44": normal(4, 4),
    "DD": normal(2, 2, 2, 2, 2, 2),
    "F1": normal(8, 3),
    "F9": positive(0.5, 1.0, 4, 5, 9),
    "G": normal(2, 2, 2, 2, 2),
    "H": normal(6, 6, 3),
    "Ham": normal(3, 3, 3),
    "I4": normal(2, 5, 5, 2),
    "L": normal(5, 5),
    "M": normal(5, 5, around=3.0),
    "Mp": positive(1.0, 9.0, 5, 5),
    "N": normal(5, 5),
    "P": normal(4, 3),
    "Q": normal(4, 3),
    "S": definite(5),
    "V": normal(4, 4, 4),
    "V2": normal(4, 4, 4),
    "V3": normal(4, 4, 4),
    "V4": normal(4, 4, 4),
    "W": normal(5, 4, 4),
    "W4": normal(2, 2, 2, 2),
    "Y": normal(3, 2),
    "Y3": normal(3, 3),
    "b": normal(5),
    "b2": normal(2),
    "b3": normal(3, around=2.0),
    "b3x": normal(5),
    "balls": lambda rng: np.array([[0.0, 0.1, 0.0], [0.8, 0.3, 0.5]]) + 0.01 * rng.normal(size=3),
    "c": lambda rng: 0.3,
    "dH": normal(2, 2, 2, 2, 2),
    "f3": normal(3),
    "light": lambda rng: np.array([2.0, 3.0, -4.0]),
    "line7": lambda rng: np.array([0.3, 1.5, 2.9, 4.4, 6.1, 7.6, 9.2]) + 0.01 * rng.normal(size=7),
    "m": normal(4, 3, around=1.0),
    "mass1": positive(1.0, 2.0, 4, 1),
    "n": lambda rng: 3,
    "r4": positive(0.1, 0.4, 5),
    "u1": positive(0.1, 0.9, 5),
    "u2": positive(0.1, 0.9, 5),
    "u3": positive(0.1, 0.9, 5),
    "u4": positive(0.1, 0.9, 5),
    "vals6": normal(6),
    "w20": normal(20),
    "x": normal(5, around=1.5),
    "x8": normal(8),
}


def _losses() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.py")):
        module = importlib.import_module(f"tests.kernels.{path.stem}")
        for name, value in vars(module).items():
            if name.startswith("loss_"):
                yield pytest.param(value, id=name.removeprefix("loss_"))


LOSSES = list(_losses())


@pytest.mark.parametrize("loss", LOSSES)
def test_kernel(loss: Callable[..., float], rng: np.random.Generator) -> None:
    names = list(inspect.signature(loss).parameters)
    args = tuple(SAMPLES.get(name, SAMPLES["b"])(rng) for name in names)
    wrt = tuple(n for n, a in zip(names, args, strict=True) if not isinstance(a, int))
    problem = Problem(loss, wrt, args)
    with np.errstate(divide="ignore", invalid="ignore"):  # forward, at what a mask excludes
        for optimize in (True, False):
            check_all(problem, rng, tolerance=1e-6, optimize=optimize)


@pytest.mark.parametrize("name", ["nbody", "cavity", "nuss", "mandel", "conv"])
def test_kernel_twice(name: str) -> None:
    """The Hessian's product with a vector, where arrays come back from calls in many places."""
    loss = next(case.values[0] for case in LOSSES if case.id == name)
    rng = np.random.default_rng(5)
    parameters = list(inspect.signature(loss).parameters)
    args = tuple(SAMPLES.get(name, SAMPLES["b"])(rng) for name in parameters)
    wrt = tuple(n for n, a in zip(parameters, args, strict=True) if not isinstance(a, int))
    with np.errstate(divide="ignore", invalid="ignore"):
        check_twice(Problem(loss, wrt, args))


def test_there_are_many() -> None:
    assert len(LOSSES) >= 80
