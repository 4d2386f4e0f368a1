"""Second derivatives in the other order, with the text of the first taken for refused."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

import tangentgen as tg
from tangentgen import pipeline
from tangentgen import stop_gradient as constant
from tangentgen.errors import InactiveWarning, Offence, Refusal, UnsupportedSyntax
from tangentgen.inside import GENERATED
from tangentgen.orders import exchanged
from tangentgen.orders.reverse_of_tangent import reverse_of_tangent
from tangentgen.orders.tangent_of_reverse import tangent_of_reverse
from tangentgen.request import Request
from tangentgen.rules.samples import real
from tangentgen.rules.words import adjoint, tangent
from tests.support import cases
from tests.support.derivatives import Problem, check_forward, check_reverse, derive
from tests.support.trees import leaves
from tests.test_orders_twice import fixed

WAYS = [
    ("forward over reverse", reverse_of_tangent),
    ("reverse over reverse", reverse_of_tangent),
    ("reverse over reverse", tangent_of_reverse),
    ("reverse over forward", tangent_of_reverse),
]
REFUSED = "the text of a derivative is taken for refused"


def pairs() -> list[Any]:
    """Every twentieth case in one way; all in all ways in the hunt."""
    every = [(name, *way) for name in cases.names() for way in WAYS]
    return [
        pytest.param(*one, marks=() if number % 82 == 0 else pytest.mark.hunt)
        for number, one in enumerate(every)
    ]


@pytest.fixture
def texts_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_texts(monkeypatch)


def refuse_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = pipeline.derive

    def refusing(request: Request) -> Any:
        if GENERATED in request.function.__globals__:
            raise UnsupportedSyntax([Offence("", 1, 0, "", REFUSED, "")])
        return ours(request)

    monkeypatch.setattr(pipeline, "derive", refusing)


@pytest.mark.parametrize(("name", "combination", "order"), [*pairs()])
def test_exchanged(
    name: str,
    combination: str,
    order: Any,
    rng: np.random.Generator,
    monkeypatch: pytest.MonkeyPatch,
    texts_refused: None,
) -> None:
    case = cases.load(name)
    if not case.flag("TWICE", True) or name.startswith("float32"):
        return  # the case says why; in float32 a gradient computed in another way is another one
    monkeypatch.setattr(exchanged, "ORDERS", (order,))
    problem = case.problems()[0]
    outer, inner = combination.split(" over ")
    tolerance = 10 * case.flag("TOLERANCE", 1e-7)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InactiveWarning)
        first = fixed(problem, inner, case.mode, rng)
        second = Problem(first, case.wrt, problem.args)
        mode = "jvp" if outer == "forward" else "vjp"
        derived = derive(mode, second, cache=False)  # it is not what others would find on disk
        try:
            if outer == "forward":
                check_forward(second, derived, rng, tolerance)
            else:
                check_reverse(second, derived, "vjp", rng, tolerance)
        except Refusal:
            pytest.skip("refused in the other order too")


def cubed(x):
    return np.sum(x**3)


def held(x):
    return np.sum(tg.stop_gradient(x) * x**2)


def held_by_another_name(x):
    return np.sum(constant(x) * x**2)


def clipped(x):
    return np.sum(tg.with_adjoint(x, np.sign) ** 3)


def taught(x):
    return np.sum(unlike(x))


def unlike(x):
    return x**3


def teach_another_derivative() -> None:
    """One that `unlike` has not; forgotten after the test, as all that is taught in one."""

    @adjoint(unlike, x=real)
    def unlike_adjoint(x, *, ans_bar):
        x_bar = ans_bar
        return x_bar

    @tangent(unlike)
    def unlike_tangent(x, *, x_dot):
        return x_dot


def mixed(x, y, s):
    return np.sum(np.sin(x * s) @ y * x) * s


POINT = np.array([0.5, -1.5])


def test_in_the_other_order_where_the_text_is_refused(texts_refused: None) -> None:
    value, product = tg.vjp(tg.grad(cubed, cache=False), cache=False)(POINT, cotangent=POINT)
    np.testing.assert_allclose(value, 3 * POINT**2)
    np.testing.assert_allclose(product, 6 * POINT**2)


@pytest.mark.parametrize("wrt", ["x", "s", ("x", "s"), ("y", "x", "s")])
def test_a_hessian_by_the_reverse_of_tangents(wrt: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    args = (POINT, np.array([[1.0, 2.0], [3.0, 0.5]]), 1.3)
    by_text = tg.hessian(mixed, wrt=wrt, cache=False)(*args)
    refuse_texts(monkeypatch)
    exchanged_order = tg.hessian(mixed, wrt=wrt, cache=False)
    found = exchanged_order(*args)
    assert "reverse of a tangent" in exchanged_order.source
    for one, other in zip(leaves(found), leaves(by_text), strict=True):
        assert np.shape(one) == np.shape(other)
        np.testing.assert_allclose(one, other, rtol=1e-12)


@pytest.mark.parametrize("function", [held, held_by_another_name, clipped, taught])
def test_what_the_user_says_of_derivatives_is_left_alone(
    function: Any, texts_refused: None
) -> None:
    if function is taught:
        teach_another_derivative()
    with pytest.raises(Refusal, match=REFUSED):
        tg.vjp(tg.grad(function, cache=False), cache=False)(POINT, cotangent=POINT)


def test_an_edit_is_left_alone(texts_refused: None) -> None:
    path = tg.grad(cubed)
    path(POINT)
    assert path.path is not None
    text = path.path.read_text(encoding="utf-8")
    path.path.write_text(text.replace("3 * x**2", "3.0 * x**2"), encoding="utf-8")
    edited = tg.grad(cubed)
    edited(POINT)
    assert edited.edited
    with pytest.raises(Refusal, match=REFUSED):
        tg.vjp(edited)(POINT, cotangent=POINT)


def test_a_page_of_the_other_order_shows_its_text(texts_refused: None) -> None:
    page = tg.hvp(cubed, like="x=f8[_]", cache=False).linked()
    assert "reverse of a tangent" in page.text
    assert not page.explanation.functions
