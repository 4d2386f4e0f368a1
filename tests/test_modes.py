"""The calls made of others: pullback, jacobian, hessian, hvp, check_grads."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

import tangentgen as tg
from tangentgen.errors import InactiveWarning, UnsupportedSyntax, WrongDerivative, WrongOutput
from tests.support import compare


def waves(x, a):
    return np.sin(a * x) * x


def stored(x, a):
    y = np.zeros(3)
    for i in range(3):
        y[i] = x[i] * x[(i + 1) % 3] * a
    return y * np.sin(x)


def repeated(x, a):
    s = x
    for _ in range(3):
        s = np.sin(s) * x + a
    return s


def summed(x, a):
    return np.sum(np.exp(a * x) * x)


def both(x, a):
    return x * a, np.sum(x * x)


def passed(x, a):
    return x


def number(x, a):
    return a * a * a


VECTORS = [waves, stored, repeated, passed]
POINT = (np.array([0.3, 0.5, 0.9]), 1.7)


@pytest.mark.parametrize("f", VECTORS, ids=lambda f: f.__name__)
@pytest.mark.parametrize("optimize", [True, False])
def test_a_pullback_runs_as_often_as_wanted(f: Any, optimize: bool) -> None:
    x, a = POINT[0].copy(), POINT[1]
    seed = np.array([1.0, 2.0, 3.0])
    value, back = tg.pullback(f, wrt=("x", "a"), optimize=optimize)(x, a)
    compare.assert_close(value, f(*POINT), "value", 1e-14)
    _, want = tg.vjp(f, wrt=("x", "a"))(*POINT, cotangent=seed)
    first = back(seed)
    compare.assert_close(first, want, "gradients", 1e-14)
    x[:] = 7.0  # what its holder does to it in between is no concern of the pullback
    value[:] = 5.0
    first[0][:] = 3.0
    compare.assert_close(back(seed), want, "gradients, again", 1e-14)
    compare.assert_same(seed, np.array([1.0, 2.0, 3.0]), "cotangent")


def flipped(u):
    v = u[::-1]
    v[0] += v[1] * v[1]
    return v


def by_two_names(x):
    x = x * 1.0
    y = flipped(x)
    z = x
    x[1] *= y[0]
    return np.sum(x * z)


def test_what_is_saved_shares_memory_as_it_did() -> None:
    """A view that a helper has saved is restored, and with it the array it is a view of."""
    x = np.array([0.4, 0.7, 1.0, 1.3])
    want = tg.jvp(by_two_names)(x, tangents=np.eye(4)[2])[1]
    for mode in ("forward", "reverse"):
        compare.assert_close(tg.jacobian(by_two_names, mode=mode)(x)[2], want, mode)
    _, back = tg.pullback(by_two_names)(x)
    for _ in range(2):
        compare.assert_close(back(1.0)[2], want, "pullback")


def kept_aside(x):
    table = {"a": x * 2.0}
    older = table["a"]
    table["a"] += x * x
    return older * table["a"]


def stepped_through(x):
    x = x * 1.0
    for k, a, b in zip(range(2), x, x[1:], strict=False):
        x[k] = a * b + k
    return x


def picked_in_turn(x):
    best = np.stack([x, x * x, x + 1.0])
    for k in range(3):
        row = best[k]
        best[(k + 1) % 3] *= row
        row *= x
    return best[0] + best[2]


def turned(x):
    z = np.multiply.outer(np.eye(2), np.stack([x, x + 1.0])).transpose(0, 2, 1, 3) * x
    row = z[:, 0]
    z[:, 1] += row * x
    row *= x
    return z[0, 0, 0] + z[1, 1, 1] * x


IN_PLACE = [kept_aside, stepped_through, picked_in_turn, turned]


@pytest.mark.parametrize("f", IN_PLACE, ids=lambda f: f.__name__)
@pytest.mark.parametrize("optimize", [True, False])
def test_shadows_begin_with_nothing_each_time(f: Any, optimize: bool) -> None:
    """The adjoints that are made in the forward sweep, beside arrays with several names."""
    x, seed = np.array([0.4, 0.7, 1.3]), np.array([1.0, -2.0, 3.0])
    columns = np.stack([tg.jvp(f)(x, tangents=unit)[1] for unit in np.eye(3)], axis=1)
    _, back = tg.pullback(f, optimize=optimize)(x)
    compare.assert_close(back(seed), seed @ columns, "gradient", 1e-13)
    compare.assert_close(back(seed), seed @ columns, "gradient, again", 1e-13)
    jacobian = tg.jacobian(f, mode="reverse", optimize=optimize)(x)
    compare.assert_close(jacobian, columns, "Jacobian", 1e-13)


def test_a_pullback_of_a_tuple() -> None:
    value, back = tg.pullback(both)(*POINT)
    compare.assert_close(value, both(*POINT), "value", 1e-14)
    compare.assert_close(back((np.ones(3), 2.0)), 1.7 + 4 * POINT[0], "gradient", 1e-14)


@pytest.mark.parametrize("f", VECTORS, ids=lambda f: f.__name__)
@pytest.mark.parametrize("mode", ["forward", "reverse", "auto"])
def test_a_jacobian_both_ways(f: Any, mode: Any) -> None:
    by_x, by_a = tg.jacobian(f, wrt=("x", "a"), mode=mode)(*POINT)
    rows = [tg.vjp(f, wrt=("x", "a"))(*POINT, cotangent=unit)[1] for unit in np.eye(3)]
    compare.assert_close(by_x, np.array([row[0] for row in rows]), "by x", 1e-13)
    compare.assert_close(by_a, np.array([row[1] for row in rows]), "by a", 1e-13)


def test_auto_counts_what_goes_in_and_what_comes_out() -> None:
    wide, narrow = tg.jacobian(widened), tg.jacobian(narrowed)
    assert wide(np.ones(2)).shape == (6, 2)
    assert narrow(np.ones((3, 2))).shape == (2, 3, 2)
    assert "pushforward" in wide.source and "reverse" in narrow.source


def widened(x):
    return np.concatenate((x, np.sin(x), x * x))


def narrowed(x):
    return np.sum(x * x, axis=0)


def test_a_jacobian_of_numbers() -> None:
    assert tg.jacobian(number, wrt="a")(*POINT) == pytest.approx(3 * 1.7**2)
    compare.assert_close(tg.jacobian(summed)(*POINT), tg.grad(summed)(*POINT), "gradient", 1e-14)


def test_a_jacobian_of_nothing_is_empty() -> None:
    assert tg.jacobian(waves, mode="forward")(np.zeros(0), 1.0).shape == (0, 0)
    assert tg.jacobian(waves, mode="reverse")(np.zeros(0), 1.0).shape == (0, 0)


def test_a_jacobian_keeps_single_precision() -> None:
    x = np.ones(3, np.float32)
    for mode in ("forward", "reverse"):
        assert tg.jacobian(narrowed, mode=mode)(x[:, None]).dtype == np.float32  # type: ignore[arg-type]  # both are modes


def test_the_shape_of_a_jacobian_of_matrices() -> None:
    x = np.arange(6.0).reshape(2, 3)
    forward, reverse = (tg.jacobian(crossed, mode=m)(x) for m in ("forward", "reverse"))  # type: ignore[arg-type]  # both are modes
    assert forward.shape == (3, 3, 2, 3)
    compare.assert_close(forward, reverse, "modes", 1e-13)


def crossed(x):
    return x.T @ x


def test_a_jacobian_of_complex_numbers_is_refused() -> None:
    with pytest.raises(WrongOutput, match="complex"):
        tg.jacobian(narrowed)(np.ones((2, 2)) + 1j)


def unchanging(x):
    x = x * 2.0
    x[0] = 1.0


@pytest.mark.parametrize("mode", [tg.vjp, tg.jvp, tg.pullback, tg.jacobian])
def test_what_returns_nothing_and_changes_nothing_is_refused(mode: Any) -> None:
    with pytest.raises(WrongOutput, match="changes none of its arguments"):
        mode(unchanging, like="x=f8[n]", cache=False).source  # noqa: B018 - derives it


def test_a_hessian_is_made_of_blocks() -> None:
    (xx, xa), (ax, aa) = tg.hessian(summed, wrt=("x", "a"))(*POINT)
    x, a = POINT
    e = np.exp(a * x)
    compare.assert_close(xx, np.diag(a * e * (2 + a * x)), "xx", 1e-13)
    compare.assert_close(xa, e * x * (2 + a * x), "xa", 1e-13)
    compare.assert_close(ax, xa, "ax", 1e-13)
    compare.assert_close(aa, float(np.sum(e * x**3)), "aa", 1e-13)
    vector = (np.array([1.0, -2.0, 0.5]), 0.25)
    by_x, by_a = tg.hvp(summed, wrt=("x", "a"))(*POINT, vector=vector)
    compare.assert_close(by_x, xx @ vector[0] + xa * vector[1], "hvp", 1e-13)
    compare.assert_close(by_a, float(ax @ vector[0] + aa * vector[1]), "hvp", 1e-13)


def test_names_that_the_primal_has_already() -> None:
    def f(vector):
        return np.sum(vector**3)

    product = tg.hvp(f)
    x = np.array([1.0, 2.0])
    compare.assert_close(product(x, vector_2=np.ones(2)), 6 * x, "hvp", 1e-14)
    assert product.__name__ == "f_hvp" and tg.hessian(f).__name__ == "f_hessian"


def test_check_grads_to_the_third_order() -> None:
    tg.check_grads(summed, POINT, wrt=("x", "a"), order=3)
    tg.check_grads(repeated, POINT, wrt=("x", "a"))


def test_check_grads_shows_a_table() -> None:
    def kink(x):
        return np.abs(x) + x * x

    with pytest.raises(WrongDerivative, match=r"order 2, disagree:\n.*reverse.*forward"):
        tg.check_grads(lambda x: np.sum(np.abs(x) * x), (np.zeros(3) + 1e-5,), order=2)
    tg.check_grads(kink, (0.5,))


def halved(h_bar):
    return 0.5 * h_bar


def watched(x):
    y = tg.with_adjoint(x * x, halved)
    return np.sum(y * y)


def held(x):
    return np.sum(x * tg.stop_gradient(np.sin(x)) + x * x)


def test_with_adjoint_changes_the_adjoint_and_nothing_else() -> None:
    x = POINT[0]
    compare.assert_close(tg.grad(watched)(x), 2 * x**3, "gradient", 1e-14)
    value, tangent = tg.jvp(watched)(x, tangents=np.ones(3))
    compare.assert_close(value, watched(x), "value", 1e-14)
    compare.assert_close(tangent, np.float64(np.sum(4 * x**3)), "tangent", 1e-14)
    compare.assert_close(tg.hvp(watched)(x, vector=np.ones(3)), 6 * x**2, "second", 1e-14)


def test_with_adjoint_shows_the_whole_adjoint() -> None:
    seen: list[Any] = []

    def loss(x):
        return np.sum(tg.with_adjoint(x, seen.append))

    compare.assert_close(tg.grad(loss)(np.ones(3)), np.ones(3), "gradient", 0.0)
    compare.assert_close(seen, [np.ones(3)], "adjoint", 0.0)


def test_stop_gradient_stops_at_every_order() -> None:
    x = POINT[0]
    compare.assert_close(tg.grad(held)(x), np.sin(x) + 2 * x, "gradient", 1e-14)
    compare.assert_close(tg.hessian(held)(x), 2 * np.eye(3), "Hessian", 1e-14)
    _, tangent = tg.jvp(held)(x, tangents=np.ones(3))
    compare.assert_close(tangent, np.float64(np.sum(np.sin(x) + 2 * x)), "tangent", 1e-14)
    assert "tangentgen" not in tg.grad(held).source


def rounded(x, y):
    return np.floor(x) + 2.0 * y


def test_a_derivative_that_is_zero_everywhere_is_warned_of(recwarn: Any) -> None:
    warnings.simplefilter("always")
    derived = tg.grad(rounded, wrt=("x", "y"))
    for again in (derived, tg.grad(rounded, wrt=("x", "y"))):  # also when it is found on disk
        assert again(1.5, 2.0) == (0.0, 2.0)
        message = recwarn.pop(InactiveWarning)
        assert str(message.message) == "no derivative of rounded reaches x: it is zero everywhere"
        assert message.filename == __file__
    tg.jvp(rounded)(1.5, 2.0, tangents=1.0)
    assert recwarn.pop(InactiveWarning)
    tg.grad(rounded, wrt="y")(1.5, 2.0)
    assert not recwarn


def stopped_and_changed(x):
    z = x * 1.0
    y = tg.stop_gradient(z)
    y[0] = x[1] * 2.0
    return np.sum(z * z) + np.sum(y * y)


def test_what_is_stopped_is_a_copy() -> None:
    x = POINT[0]
    assert tg.stop_gradient(x) is not x and tg.stop_gradient(2.0) == 2.0
    want = 2 * x + np.array([0.0, 8 * x[1], 0.0])
    compare.assert_close(tg.grad(stopped_and_changed)(x), want, "gradient", 1e-14)
    _, tangent = tg.jvp(stopped_and_changed)(x, tangents=np.ones(3))
    compare.assert_close(tangent, np.float64(np.sum(want)), "tangent", 1e-14)
    with pytest.raises(UnsupportedSyntax, match="stop_gradient of a tuple"):
        tg.grad(lambda x: tg.stop_gradient((x, x))[0] * x)(2.0)
