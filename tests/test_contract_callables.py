"""The contract, case by case: what may be differentiated, and how it is called."""

from __future__ import annotations

import functools
from typing import Any

import pytest

from tangentgen import grad
from tangentgen.errors import TangentgenError
from tests.support.outcomes import or_refused
from tests.support.snippets import dedented, function_of, module_of

CLASSES = """
    class Base:
        __scale = 3.0

        def __init__(self, w):
            self.w = w

        def hidden(self, x):
            return self.__scale * self.w * x * x

        def __call__(self, x):
            return self.hidden(x) + x

        def energy(self, x, y=2.0):
            return self.hidden(x) * y

        @staticmethod
        def fixed(x):
            return x * x

        @classmethod
        def of_class(cls, x):
            return x * x * x

    class Derived(Base):
        def hidden(self, x):
            return super().hidden(x) + x * x
"""


def test_methods_and_callable_objects() -> None:
    module = module_of(dedented(CLASSES))
    base, derived = module.Base(2.0), module.Derived(2.0)
    wanted = [
        (base.hidden, 12.0 * 1.5),
        (base, 12.0 * 1.5 + 1.0),
        (base.energy, 24.0 * 1.5),
        (derived.hidden, 14.0 * 1.5),
        (derived, 14.0 * 1.5 + 1.0),
        (module.Base.fixed, 3.0),
        (base.fixed, 3.0),
        (module.Base.of_class, 3.0 * 2.25),
    ]
    for function, want in wanted:
        with or_refused():
            assert grad(function)(1.5) == pytest.approx(want), function


def test_method_with_respect_to_self() -> None:
    module = module_of(dedented(CLASSES))
    base = module.Base(2.0)
    with or_refused():
        assert grad(base.hidden, wrt="self.w")(1.5) == pytest.approx(3.0 * 2.25)


def test_partial() -> None:
    f = function_of("x * y * y * n", "x, y, n=1.0")
    assert grad(functools.partial(f, 2.0))(3.0) == pytest.approx(12.0)
    assert grad(functools.partial(f, n=5.0), wrt="y")(2.0, 3.0) == pytest.approx(60.0)


def test_keywords_defaults_and_positions() -> None:
    f = module_of("def f(a, /, b=2.0, *rest, c=3.0, **more):\n    return a * b * c\n").f
    assert grad(f)(5.0) == pytest.approx(6.0)
    assert grad(f, wrt="b")(5.0, b=7.0) == pytest.approx(15.0)
    assert grad(f, wrt="c")(5.0, c=1.0) == pytest.approx(10.0)
    assert grad(f, wrt=("a", "c"))(5.0, 2.0) == (pytest.approx(6.0), pytest.approx(10.0))


@pytest.mark.parametrize("wrt", ["nothing", 7, -5, ("x", "x"), ()])
def test_wrt_that_does_not_exist(wrt: Any) -> None:
    with pytest.raises(TangentgenError):
        grad(function_of("x * x"), wrt=wrt)(1.0)


def test_wrong_arguments_are_told_as_for_the_primal() -> None:
    df = grad(function_of("x * y", "x, y"))
    with pytest.raises((TypeError, TangentgenError)):
        df(1.0)
    with pytest.raises((TypeError, TangentgenError)):
        df(1.0, 2.0, 3.0)
    with pytest.raises((TypeError, TangentgenError)):
        df(1.0, 2.0, z=3.0)


def test_derivative_looks_like_a_function() -> None:
    f = function_of("x * x")
    df = grad(f)
    df(1.0)
    assert callable(df) and df.__name__ == "f_grad"
    assert "def f_grad(x)" in df.source
    assert isinstance(str(df.path), str)
