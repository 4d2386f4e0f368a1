"""The contract, case by case: shapes, types, keywords."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tangentgen import grad, jvp, vjp
from tangentgen.errors import TangentgenError
from tests.support import compare
from tests.support.derivatives import Problem, check_all
from tests.support.outcomes import REFUSED, or_refused, outcome
from tests.support.snippets import function_of

X = np.array([1.1, 2.3, 0.6])
M = np.array([[0.8, -1.2, 2.1], [1.5, 0.4, -0.7]])

SELECTIONS = [
    "np.where(m > 0.5, x, m * s)",
    "np.maximum(m, x)",
    "np.minimum(x, m * s)",
    "np.clip(m, -s, x)",
    "np.concatenate([m, x[None] * s])",
    "np.where(x > 1.0, s, m)",
    "np.stack([m[0], x * s])",
]


@pytest.mark.parametrize("expression", SELECTIONS)
def test_broadcasting_inside_selection(expression: str, rng: np.random.Generator) -> None:
    f = function_of(f"np.sum({expression} ** 2)", "m, x, s")
    with or_refused():  # clip with active bounds
        check_all(Problem(f, ("m", "x", "s"), (M, X, 0.65)), rng)


@pytest.mark.parametrize("shape", [(), (1,), (1, 1), (3,), (1, 3), (2, 1), (2, 3)])
@pytest.mark.parametrize("operator", ["*", "+", "-", "/", "**"])
def test_adjoint_has_the_shape_of_its_argument(
    operator: str, shape: tuple[int, ...], rng: np.random.Generator
) -> None:
    f = function_of(f"np.sum((m {operator} s) ** 2) + np.sum(s {operator} m)", "m, s")
    s = 0.5 + rng.random(shape)
    check_all(Problem(f, ("m", "s"), (np.abs(M), s)), rng)


@pytest.mark.parametrize("axis", [None, 0, -1, (0, 1), (-1,)])
@pytest.mark.parametrize("name", ["sum", "mean", "max", "min", "var", "std", "prod"])
def test_axis_and_keepdims_known_only_at_run_time(
    name: str, axis: Any, rng: np.random.Generator
) -> None:
    f = function_of(f"a = np.{name}(m, axis=axis, keepdims=keep); np.sum(a * a)", "m, axis, keep")
    for keep in (False, True):
        what, why = outcome(Problem(f, ("m",), (M, axis, keep)), rng)
        assert what != REFUSED or name in ("var", "std", "prod"), why


@pytest.mark.parametrize("ddof", [0, 1])
def test_ddof(ddof: int, rng: np.random.Generator) -> None:
    f = function_of("np.sum(np.var(m, axis=1, ddof=d) * np.std(m, ddof=d))", "m, d")
    outcome(Problem(f, ("m",), (M, ddof)), rng)


def test_other_shapes_on_the_second_call() -> None:
    f = function_of("np.sum((x * s) ** 2)", "x, s")
    df = grad(f, wrt=("x", "s"))
    for shape, other in [((3,), ()), ((2, 3), (3,)), ((4,), (1,)), ((2, 2), (2, 1)), ((), ())]:
        x, s = np.full(shape, 2.0), np.full(other, 3.0)
        x_bar, s_bar = df(x, s)
        compare.assert_gradient_like((x_bar, s_bar), (x, s), "gradient")
        np.testing.assert_allclose(x_bar, np.full(shape, 36.0))
        np.testing.assert_allclose(s_bar, np.full(other, 24.0 * x.size / s.size))


def test_name_of_another_type_and_shape(rng: np.random.Generator) -> None:
    f = function_of("y = x[0]; y = y * x; y = np.sum(y); y = [y, y * y]; y[0] * y[1]")
    check_all(Problem(f, ("x",), (X,)), rng)


@pytest.mark.parametrize("expression", ["np.sum(x ** 2)", "np.prod(x)", "np.sum(np.cumsum(x))"])
def test_empty(expression: str, rng: np.random.Generator) -> None:
    outcome(Problem(function_of(expression), ("x",), (np.zeros(0),)), rng)


@pytest.mark.parametrize("zeros", [1, 2, 3])
def test_product_with_zeros(zeros: int, rng: np.random.Generator) -> None:
    x = np.array([0.0] * zeros + [2.0, 3.0])
    outcome(Problem(function_of("np.prod(x)"), ("x",), (x,)), rng)


@pytest.mark.parametrize("x", [3, True, np.int64(3), np.array([1, 2]), "three", None])
def test_what_cannot_be_differentiated_is_refused(x: Any) -> None:
    for make in (grad, vjp, jvp):
        with pytest.raises(TangentgenError):
            derivative = make(function_of("np.sum(x * 1.0)"))
            if make is grad:
                derivative(x)
            elif make is vjp:
                derivative(x, cotangent=1.0)
            else:
                derivative(x, tangents=1.0)


def test_integer_leaf_comes_back_as_none() -> None:
    f = function_of("p['w'] * p['n'] * p['w']", "p")
    assert grad(f)({"w": 3.0, "n": 2}) == {"w": 12.0, "n": None}


def strided() -> list[Any]:
    big = np.arange(12.0).reshape(3, 4) / 5.0 + 0.3
    frozen = big.copy()
    frozen.flags.writeable = False
    return [
        pytest.param(np.asfortranarray(big), id="F order"),
        pytest.param(big[::-1, ::2], id="negative strides"),
        pytest.param(np.broadcast_to(big[0], (3, 4)), id="zero strides"),
        pytest.param(frozen, id="read-only"),
        pytest.param(big.T, id="transposed"),
        pytest.param(big.astype(np.float32), id="float32"),
        pytest.param(big.astype(np.float16), id="float16"),
    ]


@pytest.mark.parametrize("m", strided())
def test_memory_layouts(m: np.ndarray, rng: np.random.Generator) -> None:
    f = function_of("y = m * 2.0; y[0] *= m[1]; np.sum(y * m)", "m")
    loose = m.dtype != np.float64
    derivative = grad(f)
    got = derivative(m)
    compare.assert_gradient_like(got, m, "gradient")
    if loose:
        np.testing.assert_allclose(got, grad(f)(m.astype(float)), rtol=2e-2)
    else:
        check_all(Problem(f, ("m",), (m,)), rng)


@pytest.mark.parametrize("m", strided())
def test_layouts_of_an_argument_that_is_written(m: np.ndarray) -> None:
    """A read-only or stride-0 argument that the primal writes fails as in the primal, or works."""
    f = function_of("m[0] *= m[1]; np.sum(m * m)", "m")
    want = grad(f)(np.array(m))
    try:
        got = grad(f)(m)
    except (ValueError, TangentgenError):
        assert not m.flags.writeable
    else:
        np.testing.assert_allclose(got, want, rtol=2e-2 if m.dtype != np.float64 else 1e-10)


@pytest.mark.parametrize(
    "x",
    [
        pytest.param(np.array([1.0, 2.0], dtype=">f8"), id="byte-swapped"),
        pytest.param(np.ma.masked_array([1.0, 2.0], [False, True]), id="masked"),
        pytest.param(np.array([1.0, 2.0], dtype=object), id="object"),
        pytest.param(np.array([(1.0, 2.0)], dtype=[("a", float), ("b", float)]), id="structured"),
    ],
)
def test_arrays_that_are_refused(x: Any) -> None:
    with pytest.raises(TangentgenError):
        grad(function_of("np.sum(x * x)"))(x)


class Labelled(np.ndarray):
    """An array with a name."""


def test_subclass_is_refused() -> None:
    with pytest.raises(TangentgenError):
        grad(function_of("np.sum(x * x)"))(X.view(Labelled))


def test_a_list_where_the_primal_takes_one(rng: np.random.Generator) -> None:
    f = function_of("np.sum(np.array(x) ** 2)")
    what, _ = outcome(Problem(f, ("x",), ([1.0, 2.0, 3.0],)), rng)
    if what != REFUSED:
        assert grad(f)([1.0, 2.0]) == [2.0, 4.0]


@pytest.mark.parametrize("value", ["(x[0], x[1])", "x * 2.0", "None", "[x[0]]", "{'a': x[0]}"])
def test_grad_of_what_is_no_scalar_is_refused_with_the_way_on(value: str) -> None:
    with pytest.raises(TangentgenError, match=r"vjp|sum"):
        grad(function_of(value))(X)


def test_gradient_of_nothing_returned_is_of_the_changed_arguments(
    rng: np.random.Generator,
) -> None:
    f = function_of("y[0] = x[0] * x[1]; y *= x; None", "x, y")
    what, _ = outcome(Problem(f, ("x", "y"), (X, X[::-1].copy())), rng)
    if what != REFUSED:
        value, (x_bar, _) = vjp(f, wrt=("x", "y"))(X, X.copy(), cotangent=np.ones(3))
        np.testing.assert_allclose(value, [X[0] * X[1] * X[0], X[1] ** 2, X[2] ** 2])
        assert x_bar.shape == (3,)


def test_written_argument_that_shares_memory_is_refused() -> None:
    f = function_of("x[0] = y[1] * 2.0; np.sum(x * y)", "x, y")
    memory = X.copy()
    with pytest.raises(TangentgenError, match="copy"):
        grad(f)(memory, memory)
    with pytest.raises(TangentgenError, match="copy"):
        grad(f, wrt="y")(memory[1:], memory[:-1])


@pytest.mark.parametrize("like", ["x=f8[4]", "x=f8[d]"])
def test_halves_of_a_declared_length(like: str) -> None:
    def products(x: np.ndarray) -> Any:
        first, second = np.split(x, 2)
        return np.sum(first * second)

    gradient = grad(products, like=like, cache=False)(np.array([1.0, 2.0, 3.0, 4.0]))
    np.testing.assert_array_equal(gradient, [3.0, 4.0, 1.0, 2.0])


def test_the_gradients_of_a_list_of_arrays_have_their_dtype() -> None:
    arrays = [np.ones((2, 3), "f4"), np.ones((3, 4), "f4"), np.ones((4, 2), "f4")]
    product = vjp(function_of("np.linalg.multi_dot(x)"))

    value, found = product(arrays, cotangent=np.ones((2, 2), "f4"))

    assert value.dtype == np.float32
    assert [(a.dtype, a.shape) for a in found] == [(a.dtype, a.shape) for a in arrays]


@pytest.mark.parametrize("dtype", ["complex", "np.float32"])
def test_a_sum_of_sections_in_another_dtype(dtype: str) -> None:
    f = function_of(f"np.add.reduceat(x, [0, 2], dtype={dtype})")
    cotangent = np.array([1.0, 2.0]).astype(f(np.ones(3)).dtype)

    _, found = vjp(f)(np.ones(3), cotangent=cotangent)

    assert found.dtype == np.float64
    assert found.tolist() == [1.0, 1.0, 2.0]
