"""Methods and attributes of arrays, in the forms that only they have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gast
import numpy as np
import pytest

import tangentgen
from tangentgen.rules import library
from tangentgen.rules.cases import Case
from tangentgen.rules.running import dot, like, slope
from tangentgen.source.quote import expression
from tests.test_templates import load

CALLS = [
    "x.sum()",
    "x.sum(axis=0)",
    "x.sum(1, keepdims=True)",
    "x.mean(axis=-1)",
    "x.prod(axis=1)",
    "x.max()",
    "x.min(axis=1, keepdims=True)",
    "x.var(axis=0)",
    "x.std()",
    "x.ptp()" if hasattr(np.ndarray, "ptp") else "np.ptp(x)",
    "x.reshape(3, 2)",
    "x.reshape((3, 2))",
    "x.reshape(-1)",
    "x.reshape(x.shape[1], -1)",
    "x.transpose()",
    "x.transpose(1, 0)",
    "x.transpose((1, 0))",
    "x.T",
    "x.ravel()",
    "x.flatten()",
    "x.copy()",
    "x.astype(float)",
    "x.dot(x.T)",
    "x.squeeze()",
    "x.swapaxes(0, 1)",
    "x.cumsum()",
    "x.cumsum(axis=1)",
    "x.trace()",
    "x.diagonal()",
    "x.repeat(2, axis=0)",
    "x.take([0, 2], axis=1)",
    "x.clip(-0.5, 0.5)",
    "x.clip(min=-0.5)",
    "x.conj()",
    "x.real",
    "x[0, 1].item()",
    "x.round() * x",
    "x.argmax() * x",
    "x.size * x",
    "len(x) * x.ndim * x.shape[1] * x",
]


@pytest.mark.parametrize("call", CALLS)
def test_a_method_is_its_function(call: str, tmp_path: Any) -> None:
    function: Callable[..., Any] = load(tmp_path / "call.py", f"def f(x):\n    return {call}\n").f
    rng = np.random.default_rng(0)
    x = rng.normal(size=(2, 3))
    value = function(x)
    cotangent, direction = like(value, rng), rng.normal(size=(2, 3))
    found, x_bar = tangentgen.vjp(function)(x, cotangent=cotangent)
    np.testing.assert_array_equal(found, value)
    assert x_bar.shape == x.shape
    want = dot(cotangent, slope(function, Case({"x": x}, ("x",)), "x", direction))
    assert dot(x_bar, direction) == pytest.approx(want, rel=1e-7)
    _, tangent = tangentgen.jvp(function)(x, tangents=direction)
    assert dot(cotangent, tangent) == pytest.approx(dot(x_bar, direction), rel=1e-12)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("reshape(2, 3)", "(2, 3)"),
        ("reshape(-1)", "(-1,)"),
        ("reshape(shape)", "shape"),
        ("reshape((2, 3))", "(2, 3)"),
        ("transpose(1, 0)", "(1, 0)"),
        ("sum(0)", "0"),
    ],
)
def test_what_a_method_lists_its_function_takes_as_one(call: str, expected: str) -> None:
    tree: Any = expression(call)
    [argument], keywords = library.method_arguments(tree.func.id, tree.args, {})
    assert gast.unparse(argument) == expected and not keywords
