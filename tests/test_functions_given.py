"""Functions that are arguments: a derivative is made for each, and noticed to be another one."""

import importlib
import linecache
import sys

import numpy as np
import pytest

from tangentgen import grad
from tangentgen.errors import Refusal
from tests.support.snippets import module_of

TEXT = """\
import numpy as np


def squared(v):
    return v * v


def total(x, f, last=None):
    y = f(x)
    return np.sum(y if last is None else last(y))
"""
X = np.array([0.3, -0.7, 1.1])


@pytest.fixture
def module():
    return module_of(TEXT)


def test_each_function_has_its_derivative(module) -> None:
    derivative = grad(module.total)
    for _ in range(2):
        np.testing.assert_allclose(derivative(X, module.squared), 2 * X)
        np.testing.assert_allclose(derivative(X, np.sin), np.cos(X))
        np.testing.assert_allclose(derivative(X, np.sin, np.exp), np.cos(X) * np.exp(np.sin(X)))
        np.testing.assert_allclose(derivative(X, f=np.exp), np.exp(X))


def test_a_function_that_is_defined_again_is_another_one(module) -> None:
    derivative = grad(module.total)
    np.testing.assert_allclose(derivative(X, module.squared), 2 * X)
    exec("def squared(v):\n    return 3.0 * v\n", other := {"__name__": module.__name__})
    module.squared.__code__ = other["squared"].__code__
    with pytest.raises(Refusal):  # its text is not that of its file
        derivative(X, module.squared)


def test_what_a_kept_derivative_was_given_is_looked_at(tmp_path, monkeypatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    file = tmp_path / "given_functions.py"
    for factor, want in ((1, 2 * X), (3, 6 * X)):
        file.write_text(TEXT.replace("return v * v", f"return {factor} * v * v"))
        sys.modules.pop("given_functions", None)
        importlib.invalidate_caches()
        linecache.clearcache()
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
        given = importlib.import_module("given_functions")
        np.testing.assert_allclose(grad(given.total)(X, given.squared), want)


def test_a_function_without_a_place_is_refused(module) -> None:
    with pytest.raises(Refusal, match="call a function by its name"):
        grad(module.total)(X, lambda v: v * v)
