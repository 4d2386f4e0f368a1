"""A library's function handed over as it is: by its template, or refused with its name."""

from __future__ import annotations

import math
import operator
import statistics
from collections.abc import Callable
from inspect import signature
from typing import Any

import numpy as np
import pytest
from scipy import integrate, linalg, special, stats

import tangentgen
from tangentgen.errors import TangentgenError
from tests.support.derivatives import Problem, check_all

MATRIX = np.array([[2.0, 1.0], [0.5, 3.0]])
VECTOR = np.array([0.3, 1.2, 0.7])
TAKEN = [
    (np.sum, (VECTOR,)),
    (np.linalg.norm, (VECTOR,)),
    (np.fft.fft, (VECTOR,)),
    (np.polynomial.chebyshev.chebval, (0.3, VECTOR)),
    (math.sin, (0.3,)),
    (math.fsum, ([0.3, 1.2],)),
    (operator.mul, (0.3, 1.2)),
    (abs, (-0.3,)),
    (sum, ([0.3, 1.2],)),
    (statistics.fmean, ([0.3, 1.2],)),
    (special.logsumexp, (VECTOR,)),
    (special.erf, (VECTOR,)),
    (linalg.inv, (MATRIX,)),
    (linalg.solve, (MATRIX, VECTOR[:2])),
    (linalg.lu_factor, (MATRIX,)),
    (stats.norm.logpdf, (0.3,)),
    (stats.gamma.logpdf, (0.3, 1.2)),
    (integrate.trapezoid, (VECTOR,)),
]


@pytest.mark.parametrize("function, args", TAKEN, ids=lambda x: getattr(x, "__name__", ""))
def test_taken(function: Callable[..., Any], args: tuple[Any, ...], rng: Any) -> None:
    """Under the names that the function's own wrapper has; ufuncs have none."""
    primal = tangentgen.vjp(function).primal
    check_all(Problem(primal, (next(iter(signature(primal).parameters)),), args), rng)


@pytest.mark.parametrize(
    "function, args, why",
    [
        (linalg.schur, (MATRIX,), "schur has no template"),
        (max, (0.3, 1.2), "max does not name its arguments"),
        (np.meshgrid, (VECTOR,), "numpy.meshgrid takes any number of arguments"),
        (np.vectorize(math.sin), (VECTOR,), "no Python source"),
        (np.exp, (VECTOR,), "exp returns an array"),
    ],
)
def test_refused(function: Callable[..., Any], args: tuple[Any, ...], why: str) -> None:
    with pytest.raises(TangentgenError, match=why):
        tangentgen.grad(function)(*args)
