"""A library's function handed over as it is: by its template, or refused with its name."""

from __future__ import annotations

import linecache
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
    (linalg.lu, (MATRIX,)),
    (linalg.polar, (MATRIX,)),
    (linalg.pinvh, (MATRIX,)),
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


def test_what_is_written_in_memory_outlives_linecache() -> None:
    derivative = tangentgen.grad(np.linalg.det, cache=False)
    derivative([[2.0, 1.0], [0.5, 3.0]])
    linecache.clearcache()  # as debuggers and test runners do
    found = derivative(MATRIX)
    np.testing.assert_allclose(found, np.linalg.det(MATRIX) * np.linalg.inv(MATRIX).T)
    linecache.clearcache()
    found = tangentgen.grad(lambda a: derivative(a)[0, 0], cache=False)(MATRIX)
    np.testing.assert_allclose(found, [[0.0, 0.0], [0.0, 1.0]], atol=1e-15)
