"""Programs that are easy to get wrong, in both modes, with and without optimisation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tangentgen import grad, jvp, value_and_grad, vjp
from tangentgen.errors import Refusal
from tests.support.derivatives import Problem, check_all
from tests.support.outcomes import or_refused
from tests.support.snippets import dedented, load, module_of

both_forms = pytest.mark.parametrize("optimize", [True, False], ids=["lean", "conservative"])


def right(text: str, args: tuple[Any, ...], optimize: bool, wrt: tuple[str, ...] = ("x",)) -> Any:
    """Check the function `f` of a text in all modes; the function."""
    f = module_of("import numpy as np\n\n\n" + dedented(text)).f
    check_all(Problem(f, wrt, args), np.random.default_rng(0), optimize=optimize)
    return f


@both_forms
@pytest.mark.parametrize("first", [1.0, -1.0])
def test_alias_in_one_branch(first: float, optimize: bool) -> None:
    """The array that `z` names is decided at run time; then `y` names another."""
    text = """
        def f(x):
            y = x.copy()
            z = y if x[0] > 0 else x * 1.0
            z[0] = x[1] ** 2
            y = y * 2
            return np.sum(y * z)
    """
    f = right(text, (np.array([first, 2.0, 3.0]),), optimize)
    if first > 0.0:
        got = grad(f, optimize=optimize)(np.array([1.0, 2.0, 3.0]))
        np.testing.assert_allclose(got, [0.0, 72.0, 12.0])


@both_forms
def test_while_inside_for_with_different_trip_counts(optimize: bool) -> None:
    text = """
        def f(x):
            total = 0.0
            for i in range(len(x)):
                v = x[i]
                while v * v < 10.0:
                    v = v * v + 1.0
                total = total + v * x[0]
            return total
    """
    right(text, (np.array([0.5, 9.0, 1.8, 2.5]),), optimize)


@both_forms
def test_loops_three_deep_with_a_break_in_each(optimize: bool) -> None:
    text = """
        def f(x, n):
            s = x[0]
            for i in range(n):
                for j in range(n):
                    k = 0
                    while True:
                        s = s * 0.9 + x[k] * x[j]
                        k += 1
                        if k > i or s > 5.0:
                            break
                    if s > 4.0:
                        break
                    if j == 1:
                        continue
                    s = s + x[i]
            return s * s
    """
    right(text, (np.array([0.7, 1.1, -0.4, 0.9]), 3), optimize)


@both_forms
@pytest.mark.parametrize("shape", [(3,), (3, 2)])
def test_item_or_row_changed_in_place(shape: tuple[int, ...], optimize: bool) -> None:
    """`r += 5` changes x where r is a row, and not where it is a number."""
    text = """
        def f(x):
            y = x * 2.0
            s = 0.0
            for i in range(len(y)):
                r = y[i]
                r += 5.0
                s = s + np.sum(r * r)
            return s + np.sum(y * y * y)
    """
    x = np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape) / 3.0
    right(text, (x,), optimize)


@both_forms
@pytest.mark.parametrize("shape", [(3,), (3, 2)])
def test_item_or_row_of_the_argument(shape: tuple[int, ...], optimize: bool) -> None:
    text = """
        def f(x):
            r = x[1]
            r += 5.0
            r *= x[0]
            return np.sum(x * x) + np.sum(r)
    """
    right(text, (np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape) / 3.0,), optimize)


def test_item_and_row_with_one_derivative() -> None:
    """Kinds are checked at each call: a vector after a matrix gets a text of its own."""
    text = """
        def f(x):
            y = x * 1.0
            r = y[0]
            r += 5.0
            return np.sum(y * y)
    """
    df = grad(module_of("import numpy as np\n\n\n" + dedented(text)).f)
    np.testing.assert_allclose(df(np.ones((2, 2))), [[12.0, 12.0], [2.0, 2.0]])
    np.testing.assert_allclose(df(np.ones(2)), [2.0, 2.0])
    np.testing.assert_allclose(df(np.ones((2, 2))), [[12.0, 12.0], [2.0, 2.0]])


def test_subclass_that_overrides_what_was_derived_through() -> None:
    text = """
        class Spring:
            def __init__(self, k):
                self.k = k

            def force(self, x):
                return self.k * x

        class Stiff(Spring):
            def force(self, x):
                return self.k * x ** 3

        def f(x, spring):
            return spring.force(x) * x
    """
    module = module_of(dedented(text))
    df = grad(module.f)
    assert df(2.0, module.Spring(3.0)) == pytest.approx(12.0)
    assert df(2.0, module.Stiff(3.0)) == pytest.approx(96.0)
    assert df(2.0, module.Spring(3.0)) == pytest.approx(12.0)
    module.Spring.force = lambda self, x: 5.0 * x
    assert df(2.0, module.Spring(3.0)) == pytest.approx(20.0)


def test_helper_redefined_between_two_calls() -> None:
    module = module_of("def g(x):\n    return x * x\n\n\ndef f(x):\n    return g(x) * x\n")
    df, dot = grad(module.f), jvp(module.f)
    assert df(2.0) == pytest.approx(12.0)
    assert dot(2.0, tangents=1.0) == (pytest.approx(8.0), pytest.approx(12.0))
    module.g = module_of("def g(x):\n    return x * x * x\n").g
    assert df(2.0) == pytest.approx(32.0)
    assert dot(2.0, tangents=1.0) == (pytest.approx(16.0), pytest.approx(32.0))


def test_helper_of_a_helper_redefined_between_two_calls() -> None:
    text = """
        def h(x):
            return x * x

        def g(x):
            return h(x) + x

        def f(x):
            return g(x) * 2.0
    """
    module = module_of(dedented(text))
    df = grad(module.f)
    assert df(2.0) == pytest.approx(10.0)
    module.h = module_of("def h(x):\n    return 7.0 * x\n").h
    assert df(2.0) == pytest.approx(16.0)


def test_global_changed_between_two_calls() -> None:
    module = module_of(
        "RATE = 2.0\n\n\ndef g(x):\n    return RATE * x\n\n\ndef f(x):\n    return g(x) * x\n"
    )
    df = grad(module.f)
    assert df(3.0) == pytest.approx(12.0)
    module.RATE = -1.0
    assert df(3.0) == pytest.approx(-6.0)


def test_name_of_a_module_function_rebound_between_two_calls() -> None:
    module = module_of("from numpy import sin as g\n\n\ndef f(x):\n    return g(x)\n")
    df = grad(module.f)
    assert df(1.0) == pytest.approx(np.cos(1.0))
    module.g = np.exp
    assert df(1.0) == pytest.approx(np.exp(1.0))


@both_forms
def test_augmented_assignment_of_float32_stays_float32(optimize: bool) -> None:
    text = """
        def f(x, e):
            y = x * np.float32(2.0)
            y += e
            return y * y
    """
    f = module_of("import numpy as np\n\n\n" + dedented(text)).f
    x, e = np.array([1.0, 2.0], np.float32), np.array([1e-9, 0.5])
    df = vjp(f, wrt=("x", "e"), optimize=optimize)
    value, (x_bar, e_bar) = df(x, e, cotangent=np.ones(2, np.float32))
    assert (value.dtype, x_bar.dtype, e_bar.dtype) == (np.float32, np.float32, np.float64)
    np.testing.assert_array_equal(value, f(x, e))  # the same rounding
    np.testing.assert_allclose(x_bar, 4.0 * (2.0 * x + e), rtol=1e-6)
    np.testing.assert_allclose(e_bar, 2.0 * (2.0 * x + e), rtol=1e-6)


FAILS = """
def f(x, n):
    y = x * 2.0
    z = y / n  # the line that fails
    return z * y
"""


def note_of(error: BaseException) -> str:
    return "\n".join(getattr(error, "__notes__", []))


def test_exceptions_say_where_the_primal_is(tmp_path: Path) -> None:
    module = module_of(FAILS, "fails", tmp_path)
    df = grad(module.f)
    assert df(3.0, 2) == pytest.approx(12.0)
    with pytest.raises(ZeroDivisionError) as caught:
        df(3.0, 0)
    assert f"{tmp_path / 'fails.py'}:4" in note_of(caught.value)


def test_exceptions_say_where_the_primal_is_after_it_moved(tmp_path: Path) -> None:
    """The lines of a cached derivative are those of the primal as it stands now."""
    assert grad(module_of(FAILS, "fails", tmp_path).f)(3.0, 2) == pytest.approx(12.0)
    path = tmp_path / "fails.py"
    path.write_text("# one line\n# and another\n" + FAILS)
    df = grad(load(path).f)
    with pytest.raises(ZeroDivisionError) as caught:
        df(3.0, 0)
    assert f"{path}:6" in note_of(caught.value)


def test_exception_of_the_primal_comes_through() -> None:
    f = module_of("def f(x):\n    assert x > 0.0, 'not positive'\n    return x * x\n").f
    df = grad(f)
    assert df(2.0) == pytest.approx(4.0)
    with pytest.raises(AssertionError, match="not positive"):
        df(-2.0)


@both_forms
def test_arguments_changed_in_a_helper_of_a_helper(optimize: bool) -> None:
    text = """
        def scale(a, s):
            a *= s

        def spread(a, s):
            for i in range(1, len(a)):
                a[i] += a[i - 1] * s
            scale(a[1:], s)
            return a[-1]

        def f(x, s):
            last = spread(x, s)
            scale(x, last)
            return np.sum(x * x) + last
    """
    with or_refused():  # writes in helpers and in containers are not taken yet
        right(text, (np.array([0.5, -0.2, 0.9]), 0.7), optimize, ("x", "s"))


@both_forms
def test_two_names_swapped_in_a_loop(optimize: bool) -> None:
    """Two buffers used in turn, as in most stencil codes."""
    text = """
        def f(x, n):
            old = x.copy()
            new = np.zeros(len(x))
            for k in range(n):
                new[1:-1] = old[:-2] * old[2:] + 0.5 * old[1:-1]
                new[0] = old[-1]
                old, new = new, old
            return np.sum(old * old) + np.sum(new)
    """
    for trips in (0, 1, 2, 5):
        right(text, (np.array([0.5, -0.2, 0.9, 1.1, 0.3]), trips), optimize)


@both_forms
def test_array_rebound_in_one_branch_of_a_loop(optimize: bool) -> None:
    text = """
        def f(x):
            y = x * 1.0
            kept = y
            for i in range(len(x)):
                if i % 2 == 0:
                    y = y * x
                y[i] = y[i] + kept[0]
                kept[1] *= 1.1
            return np.sum(y) * np.sum(kept)
    """
    right(text, (np.array([0.5, -0.2, 0.9, 1.1]),), optimize)


@both_forms
def test_list_of_arrays_changed_after_it_was_read(optimize: bool) -> None:
    text = """
        def f(x):
            rows = [x * 1.0, x * 2.0]
            first = rows[0]
            s = np.sum(first * rows[1])
            rows[0] = rows[1] * x
            first[0] = rows[0][1]
            rows[1][2] = first[0] * s
            return np.sum(rows[0] * rows[1] * first)
    """
    with or_refused():  # writes in helpers and in containers are not taken yet
        right(text, (np.array([0.5, -0.2, 0.9]),), optimize)


@both_forms
@pytest.mark.parametrize("trips", [0, 1, 3])
def test_name_bound_to_another_array_in_a_loop(trips: int, optimize: bool) -> None:
    """After the reverse of the loop, the adjoint belongs to the array of before it again."""
    text = """
        def f(x, y, n):
            v = y.copy()
            for k in range(n):
                v = x
            x *= 0.5
            return np.sum(y * x) + np.sum(v * v)
    """
    args = (np.array([1.0, 2.0]), np.array([3.0, 4.0]), trips)
    right(text, args, optimize, ("x", "y"))


@both_forms
def test_factor_of_zero_keeps_the_shape(optimize: bool) -> None:
    text = """
        def f(x, y):
            y *= -0.0
            z = y * y
            return np.sum(z * x)
    """
    right(text, (np.array([1.0, 2.0]), np.array([3.0, 4.0])), optimize, ("x", "y"))


def test_no_gradient_is_a_costly_value_of_the_primal() -> None:
    text = """
        def f(x):
            z = np.cos(x)
            return np.sum(np.sin(x)), z
    """
    f = module_of("import numpy as np\n\n\n" + dedented(text)).f
    (_, aux), gradient = value_and_grad(f, has_aux=True, cache=False)(np.ones(3))
    assert not np.shares_memory(aux, gradient)


@both_forms
def test_items_of_an_array_of_unknown_rank(optimize: bool) -> None:
    text = """
        class Last:
            def __init__(self):
                self.last = None

            def smooth(self, a):
                self.last = a if self.last is None else 0.6 * self.last + 0.4 * a
                return self.last

        def f(x):
            last = Last()
            last.smooth(x[0])
            y = np.array([last.smooth(x[1]), 1.0])
            return sum([v * w for v, w in zip(y, y)])
    """
    right(text, (np.array([0.3, 0.4]),), optimize)


def test_a_helper_of_what_has_no_source_is_refused() -> None:
    text = """
        exec("class Kept:\\n    def go(self, b):\\n        return b * b\\n"
             "    def __init__(self):\\n        self.a = None\\n")

        def helper(x):
            return Kept().go(x)

        def f(x):
            return helper(x) * 2.0
    """
    f = module_of("import numpy as np\n\n\n" + dedented(text)).f
    with pytest.raises(Refusal):
        grad(f, cache=False)(2.0)
