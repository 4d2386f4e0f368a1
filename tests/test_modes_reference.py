"""Jacobians and Hessians against autograd, which runs the same functions with its own NumPy."""

from __future__ import annotations

import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tangentgen as tg
from tests.support import compare
from tests.support.store import write_module

autograd = pytest.importorskip("autograd", reason="the extra 'reference' is not installed")


def softmax(x):
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


def polynomial(x):
    return 1.0 + x * (2.0 + x * (3.0 + x))


def oscillation(x):
    return np.sin(x) * np.exp(-x * x)


def rosenbrock(x):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


def log_sum_exp(x):
    m = np.max(x)
    return m + np.log(np.sum(np.exp(x - m)))


def outer(x):
    return x[:, None] * np.sin(x)[None, :]


def gram(x):
    m = x[:, None] * np.cos(x)
    return m.T @ m


def norms(x):
    return np.sqrt(np.sum(x * x) + 1.0) * np.tanh(x)


def moments(x):
    return np.stack([np.mean(x), np.var(x), np.std(x)])


def running(x):
    return np.cumsum(x * x) * np.prod(x)


def loop(x):
    s = x
    for _ in range(4):
        s = s + 0.1 * np.sin(s * x)
    return s


def branches(x):
    return np.where(x > 0, np.log1p(np.abs(x)), x**3)


def solved(x):
    return np.linalg.solve(np.diag(x + 3.0) + np.outer(x, x), np.cos(x))


def determinant(x):
    return np.linalg.det(np.eye(4) * 2.0 + np.outer(np.sin(x), x))


def helper(x, k):
    return np.exp(k * np.tanh(x))


def called(x):
    return helper(x, 0.5) * helper(x[::-1], 2.0)


def einsum(x):
    return np.einsum("i,j,j->i", x, np.sin(x), x)


def sorted_(x):
    return np.sort(x) * np.arange(1.0, 5.0)


VECTORS = [
    *(softmax, polynomial, oscillation, outer, gram, norms, moments, running, loop, branches),
    *(solved, called, einsum, sorted_, rosenbrock, log_sum_exp, determinant),
]
POINT = np.array([0.7, -1.2, 0.4, 1.9])


def by_autograd(f: Any) -> Any:
    space = {**f.__globals__, "np": autograd.numpy}
    space["helper"] = types.FunctionType(helper.__code__, space)
    return types.FunctionType(f.__code__, space)


@pytest.mark.parametrize("f", VECTORS, ids=lambda f: f.__name__.strip("_"))
@pytest.mark.parametrize("mode", ["forward", "reverse"])
def test_jacobians_are_those_of_autograd(f: Any, mode: Any) -> None:
    want = np.asarray(autograd.jacobian(by_autograd(f))(POINT))
    compare.assert_close(tg.jacobian(f, mode=mode)(POINT), want, "Jacobian", 1e-10)


@pytest.mark.parametrize("f", VECTORS, ids=lambda f: f.__name__.strip("_"))
def test_hessians_are_those_of_autograd(f: Any, tmp_path: Path) -> None:
    module = write_module(tmp_path, LOSS.format(name=f.__name__))
    theirs = by_autograd(f)
    want = np.asarray(autograd.hessian(lambda x: autograd.numpy.sum(theirs(x) ** 2))(POINT))
    compare.assert_close(tg.hessian(module.loss)(POINT), want, "Hessian", 1e-10)


@pytest.mark.parametrize("f", VECTORS, ids=lambda f: f.__name__.strip("_"))
def test_sparse_ones_are_the_dense_ones(f: Any, tmp_path: Path) -> None:
    module = write_module(tmp_path, LOSS.format(name=f.__name__))
    dense = tg.jacobian(f)(POINT).reshape(-1, POINT.size)
    compare.assert_close(tg.sparse_jacobian(f)(POINT).toarray(), dense, "Jacobian", 1e-13)
    hessian = tg.sparse_hessian(module.loss)(POINT).toarray()
    compare.assert_close(hessian, tg.hessian(module.loss)(POINT), "Hessian", 1e-13)


LOSS = """
import numpy as np
from tests.test_modes_reference import {name}

def loss(x):
    y = {name}(x)
    return np.sum(y * y)
"""
