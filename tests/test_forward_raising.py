"""A tangent that raises where the primal does not must not be caught by the primal's handler."""

from __future__ import annotations

import math

import pytest

from tangentgen import grad, jvp
from tangentgen.errors import Refusal


def rooted(x: float) -> float:
    try:
        y = math.sqrt(x)
    except ZeroDivisionError:
        y = 5.0 * x
    return y


def divided(a: float, b: float) -> float:
    try:
        y = a / b * a
    except ZeroDivisionError:
        y = 5.0 * a
    return y


def parsed(x: float) -> float:
    try:
        y = math.sqrt(x)
    except ValueError:
        y = 5.0 * x
    return y


def test_what_only_the_tangent_raises_is_refused_where_it_would_be_caught() -> None:
    with pytest.raises(Refusal, match="use reverse mode"):
        jvp(rooted)(0.0, tangents=1.0)
    assert grad(rooted)(4.0) == pytest.approx(0.25)  # what the refusal suggests


def test_what_the_primal_divides_by_too_is_taken() -> None:
    assert jvp(divided)(1.5, 2.0, tangents=1.0) == pytest.approx((1.125, 1.5))
    assert jvp(divided)(1.5, 0.0, tangents=1.0) == pytest.approx((7.5, 5.0))


def test_a_handler_of_other_errors_catches_nothing_of_a_tangent() -> None:
    assert jvp(parsed)(4.0, tangents=1.0) == pytest.approx((2.0, 0.25))
    with pytest.raises(ZeroDivisionError):
        jvp(parsed)(0.0, tangents=1.0)


def helper(x: float) -> float:
    return math.sqrt(x)


def outer(x: float) -> float:
    return 2.0 * helper(x)


def rooted_in_helpers(x: float) -> float:
    try:
        y = outer(x)
    except ArithmeticError:
        y = 5.0 * x
    return y


def plain_helper(x: float, y: float) -> float:
    return x * math.sin(x) / y


def calling(x: float, y: float) -> float:
    try:
        z = plain_helper(x, y)
    except ZeroDivisionError:
        z = 5.0 * x
    return z


def test_the_tangent_of_a_helper_is_looked_into() -> None:
    with pytest.raises(Refusal, match="use reverse mode"):
        jvp(rooted_in_helpers)(0.0, tangents=1.0)
    assert grad(rooted_in_helpers)(4.0) == pytest.approx(0.5)
    with pytest.raises(ZeroDivisionError):
        grad(rooted_in_helpers)(0.0)


def test_a_helper_that_raises_as_the_primal_does_is_taken() -> None:
    assert jvp(calling)(2.0, 4.0, tangents=1.0) == pytest.approx((0.4546487, 0.0192503), abs=1e-6)
    assert jvp(calling)(2.0, 0.0, tangents=1.0) == pytest.approx((10.0, 5.0))
