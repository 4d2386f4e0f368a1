"""Templates of users: in any file, by the same words, before ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gast
import numpy as np
import pytest

import tangentgen
from tangentgen.rules import apply, library, words
from tangentgen.rules.check import check
from tangentgen.rules.samples import positive, real
from tangentgen.rules.words import Array, adjoint, constant, elementwise, linear, tangent
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import name
from tests.test_templates import load


def softplus(x: Array) -> Array:
    return np.logaddexp(0, x)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What a test says of a function holds for this test only."""
    library.load()
    library.load_optional()  # what a test loads would be forgotten with what it says
    before = {key: (e.elementwise, e.adjoint) for key, e in words.ENTRIES.items()}
    yield
    for key in list(words.ENTRIES):
        if key not in before:
            del words.ENTRIES[key]
            continue
        entry = words.entry(key)
        entry.elementwise, entry.adjoint = before[key]


def rule_of(function: Callable[..., Any]) -> library.Rule:
    rule = library.find(function)
    assert rule is not None
    return rule


def test_a_template_may_stand_in_a_function() -> None:
    @elementwise(softplus, x=real)
    def softplus_partial(x: Array, *, ans: Array) -> Array:
        """d log(1 + exp(x)) = exp(x) / (1 + exp(x)) dx."""
        return np.exp(x - ans)

    rule = rule_of(softplus)
    assert check(rule) == []
    found = apply.reverse(rule, {"x": name("z")}, ["x"], {})
    assert print_expression(found.results["x"]) == "np.exp(x - ans) * ans_bar"


def test_a_wrong_one_is_noticed() -> None:
    @elementwise(softplus, x=real)
    def softplus_partial(x: Array) -> Array:
        """Forgets to divide."""
        return np.exp(x)

    assert any("by differences" in fault for fault in check(rule_of(softplus)))


def test_a_user_s_template_stands_before_ours() -> None:
    assert rule_of(np.sqrt).kind == "elementwise"

    @adjoint(np.sqrt, x=positive)
    def sqrt(x: Array, *, ans_bar: Array) -> Array:
        """d √x = dx / (2 √x)."""
        x_bar = ans_bar / (2 * np.sqrt(x))
        return x_bar

    rule = rule_of(np.sqrt)
    found = apply.reverse(rule, {"x": name("x")}, ["x"], {})
    assert print_expression(found.results["x"]) == "ans_bar / (2 * np.sqrt(x))"


def test_what_has_one_mode_only_says_so() -> None:
    linear(softplus, in_="x")
    with pytest.raises(apply.NoRule, match=r"softplus in reverse mode has no rule"):
        apply.reverse(rule_of(softplus), {"x": name("x")}, ["x"], {})


def test_a_function_that_numpy_does_not_have_is_passed_over() -> None:
    @elementwise(None, x=real)
    def nothing(x: Array) -> Array:
        return 1

    assert None not in words.ENTRIES


def test_constant_with_a_reason() -> None:
    constant(softplus, why="we say so")
    assert rule_of(softplus).kind == "constant"
    assert rule_of(softplus).constant_because == "we say so"


USER = '''
from tangentgen.rules.samples import real
from tangentgen.rules.words import elementwise


def softplus(x):
    return np.logaddexp(0, x)


@elementwise(softplus, x=real)
def softplus_partial(x, *, ans):
    """d log(1 + exp(x)) = exp(x - log(1 + exp(x))) dx."""
    return np.exp(x - ans)


def f(x):
    return np.sum(softplus(2 * x))
'''


def test_a_user_s_rule_is_used_by_the_generator(tmp_path: Path) -> None:
    module = load(tmp_path / "with_a_rule.py", USER)
    gradient = tangentgen.grad(module.f)
    x = np.array([-1.0, 0.0, 2.0])
    np.testing.assert_allclose(gradient(x), 2 / (1 + np.exp(-2 * x)), rtol=1e-14)


def test_the_tangent_of_what_is_constant_is_left_out() -> None:
    def product(x: Array, y: Array) -> Array:
        return x * y

    @tangent(product, x=real, y=real)
    def product_tangent(x: Array, y: Array, *, x_dot: Array, y_dot: Array) -> Array:
        """d(x y) = y dx + x dy."""
        return y * x_dot + x * y_dot

    rule = rule_of(product)
    bound: dict[str, gast.expr | list[gast.expr]] = {"x": name("x"), "y": name("y")}
    found = apply.forward(rule, bound, ["y"], {})
    assert print_expression(found.results["ans"]) == "x * y_dot"
