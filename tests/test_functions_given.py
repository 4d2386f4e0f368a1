"""Functions that are arguments: a derivative is made for each, and noticed to be another one."""

import importlib
import linecache
import sys
import types
from functools import partial

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


def steps(x, functions):
    for f in functions:
        x = f(x)
    return np.sum(x)


class Line:
    def __init__(self, slope):
        self.slope = slope

    def at(self, v):
        return self.slope * v


class Bent(Line):
    def at(self, v):
        return np.exp(v)


def calling():
    return lambda v: inner(v)
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


def closure(slope):
    return lambda v: slope * v


def around(inner):
    return lambda v: inner(v)


def test_lambdas_are_told_by_what_they_are_made_of(module) -> None:
    derivative = grad(module.total, cache=False)
    for slope in (2.0, 3.0):
        given = (lambda v, k=slope: k * v, closure(slope), partial(np.multiply, slope))
        for function in given:
            np.testing.assert_allclose(derivative(X, function), slope + 0 * X)
    np.testing.assert_allclose(derivative(X, lambda v, k=3: k * v), 3 + 0 * X)
    np.testing.assert_allclose(derivative(X, closure(X)), X)
    np.testing.assert_allclose(derivative(X, around(np.sin)), np.cos(X))
    np.testing.assert_allclose(derivative(X, around(np.exp)), np.exp(X))
    np.testing.assert_allclose(derivative(X, around(around(closure(2.0)))), 2.0 + 0 * X)
    known = len(derivative._prepared)
    for slope in (4.0, 5.0):  # of no other kind than before
        np.testing.assert_allclose(derivative(X, closure(slope)), slope + 0 * X)
    assert len(derivative._prepared) == known


def test_what_a_lambda_calls_is_looked_at(module) -> None:
    derivative = grad(module.total, cache=False)
    module.inner = module.squared
    np.testing.assert_allclose(derivative(X, module.calling()), 2 * X)
    module.inner = np.sin
    np.testing.assert_allclose(derivative(X, module.calling()), np.cos(X))


def test_a_function_of_another_module_by_that_name_is_another_one(module, monkeypatch) -> None:
    derivative = grad(module.total, cache=False)
    module.inner = module.squared
    given = module.calling()
    np.testing.assert_allclose(derivative(X, given), 2 * X)
    other = types.ModuleType(module.__name__)
    vars(other).update(vars(module), inner=np.sin)
    monkeypatch.setitem(sys.modules, module.__name__, other)
    moved = types.FunctionType(given.__code__, vars(other), given.__name__)
    np.testing.assert_allclose(derivative(X, moved), np.cos(X))


def test_methods_are_told_by_their_objects(module) -> None:
    derivative = grad(module.total, cache=False)
    line = module.Line(2.0)
    np.testing.assert_allclose(derivative(X, line.at), 2.0 + 0 * X)
    line.slope = X
    np.testing.assert_allclose(derivative(X, line.at), X)
    line = module.Bent(2.0)
    np.testing.assert_allclose(derivative(X, line.at), np.exp(X))


def test_functions_in_containers(module) -> None:
    steps = grad(module.steps, cache=False)
    want = 3 * np.cos(3 * X) * 2 * np.sin(3 * X)
    np.testing.assert_allclose(steps(X, [lambda v: 3 * v, np.sin, module.squared]), want)


def test_a_local_function_that_calls_itself_is_refused(module) -> None:
    def power(v, n=3):
        return v if n == 0 else v * power(v, n - 1)

    with pytest.raises(Refusal, match="call a function by its name"):
        grad(module.total)(X, power)


def test_what_a_lambda_is_made_of_is_kept_with_the_derivative(module) -> None:
    first = grad(module.total)
    np.testing.assert_allclose(first(X, closure(2.0)), 2.0 + 0 * X)
    again = grad(module.total)
    np.testing.assert_allclose(again(X, closure(3.0)), 3.0 + 0 * X)
    np.testing.assert_allclose(again(X, lambda v: v * v), 2 * X)
    assert (again.path is None) == (first.path is None)
