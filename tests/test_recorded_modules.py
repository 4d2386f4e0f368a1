"""Programs written with another differentiator's NumPy are taken as if with NumPy itself."""

from __future__ import annotations

import functools
import sys
import types
from collections.abc import Iterator

import numpy as np
import pytest

from tangentgen import grad
from tests.support.derivatives import Problem
from tests.support.outcomes import RIGHT, outcome
from tests.support.snippets import module_of

TEXT = """
import autograd.numpy as np
import autograd.numpy.linalg as la
from autograd.numpy import tanh


def f(w, x):
    from autograd.numpy import exp

    h = tanh(np.concatenate([w, x])) * exp(-w[0])
    return np.sum(np.stack([h, h]) ** 2) + la.norm(w) * np.linalg.norm(x)
"""


def recording(function: object) -> object:
    """A function that says what it stands for, as those do."""

    @functools.wraps(function)  # type: ignore[arg-type]  # a ufunc has what is asked for
    def recorded(*args: object, **options: object) -> object:
        return function(*args, **options)  # type: ignore[operator]  # it is called with anything

    recorded.fun = function  # type: ignore[attr-defined]  # as theirs have it
    recorded._is_autograd_primitive = True  # type: ignore[attr-defined]
    del recorded.__wrapped__
    return recorded


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module of such functions, under the other's name."""
    made = types.ModuleType("autograd.numpy")
    inner = types.ModuleType("autograd.numpy.linalg")
    for name in ("exp", "tanh", "concatenate", "stack", "sum"):
        setattr(made, name, recording(getattr(np, name)))
    inner.norm = recording(np.linalg.norm)  # type: ignore[attr-defined]
    made.linalg = inner  # type: ignore[attr-defined]
    whole = types.ModuleType("autograd")
    whole.numpy = made  # type: ignore[attr-defined]
    for module in (whole, made, inner):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    yield


@pytest.mark.usefixtures("recorder")
def test_recorded_functions_are_numpys() -> None:
    f = module_of(TEXT).f
    w, x = np.array([0.7, -0.2]), np.array([0.3, 1.1])
    assert outcome(Problem(f, ("w", "x"), (w, x)), np.random.default_rng(0)) == (RIGHT, "")
    df = grad(f, wrt=("w", "x"), cache=False)
    df(w, x)
    assert "autograd" not in df.source
