"""Expressions that have a rule as a whole."""

from __future__ import annotations

import math
from typing import Any

import gast
import numpy as np
import pytest

from tangentgen.analysis.values import Value
from tangentgen.rules import apply, patterns
from tangentgen.rules.static import dotted
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import expression


def called(call: gast.Call) -> Any:
    return {"np.exp": np.exp, "math.exp": math.exp, "np.sin": np.sin}.get(dotted(call.func))


@pytest.mark.parametrize(
    ("text", "argument", "partial"),
    [
        ("1 / (1 + np.exp(-z))", "-z", "-ans * (1 - ans) * ans_bar"),
        ("1.0 / (np.exp(-k * z) + 1.0)", "-k * z", "-ans * (1 - ans) * ans_bar"),
        ("1 / (1 + math.exp(z))", "z", "-ans * (1 - ans) * ans_bar"),
        ("c / (1 + np.exp(z))", "z", "-ans * (1 - 1 / (1 + np.exp(t))) * ans_bar"),
    ],
)
def test_a_logistic_curve(text: str, argument: str, partial: str) -> None:
    found = patterns.whole(expression(text), called)
    assert found is not None
    rule, bound = found
    assert print_expression(bound["t"]) == argument
    values = {"a": Value("int"), "t": Value("array", dtype="f8", shape=(None,))}
    expansion = apply.reverse(rule, dict(bound), ["t"], values)
    assert print_expression(expansion.results["t"]) == partial


@pytest.mark.parametrize(
    "text", ["1 / (2 + np.exp(z))", "1 / (1 + np.sin(z))", "1 / (1 - np.exp(z))", "1 + np.exp(z)"]
)
def test_nothing_else_is_one(text: str) -> None:
    assert patterns.whole(expression(text), called) is None


def test_the_derivative_is_finite_where_the_exponential_overflows() -> None:
    found = patterns.whole(expression("1 / (1 + np.exp(-z))"), called)
    assert found is not None
    z = np.array([-1000.0, 0.0, 1000.0])
    with np.errstate(over="ignore"):
        ans = 1 / (1 + np.exp(-z))
    partial = found[0].reverses[0].function(1, -z, ans=ans, literal={"a"})[1]
    np.testing.assert_array_equal(partial, [0.0, -0.25, 0.0])
