"""The object a public call returns: how it is called, what it shows, what it derives again for."""

from __future__ import annotations

import copy
import functools
import inspect
import pickle
import pydoc
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tangentgen import grad, jvp, value_and_grad, vjp
from tangentgen.generated import Generated
from tangentgen.request import Request
from tangentgen.store.where import verifying
from tests.support.store import Pipeline, power, write_module


def square(x, n=2):
    """To the n-th."""
    return x**n


def described(request: Request) -> Generated:
    """A derivative that says what it was derived for, and what it was called with."""
    names = ", ".join(name for name, _ in request.kinds)
    extra = "" if request.extra is None else f", *, {request.extra}"
    text = f"def {request.name}({names}{extra}):\n    return {request.text()!r}, ({names},)\n"
    return Generated(text=text, entry=request.name)


@pytest.fixture(autouse=True, params=["called", "pasted"])
def entry_of(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test with both forms of the entry: see `tangentgen.inline`."""
    monkeypatch.setattr("tangentgen.entry.CALLS", 0 if request.param == "pasted" else 1000)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    import tangentgen.pipeline

    fake = Pipeline(power)
    monkeypatch.setattr(tangentgen.pipeline, "derive", fake)
    return fake


@pytest.fixture
def told(pipeline: Pipeline) -> Pipeline:
    pipeline.make = described
    return pipeline


grad_here = functools.partial(grad, cache=False)


def test_one_derivation_for_each_combination_of_kinds(pipeline: Pipeline) -> None:
    df = grad_here(square)
    assert df(3.0) == 6.0 and df(4.0, 3) == 48.0 and df(x=1.0, n=5) == 5.0
    assert pipeline.count == 1
    np.testing.assert_array_equal(df(np.ones(3)), [2, 2, 2])
    df(np.ones((2, 2)))
    df(np.ones(3, np.float32))
    df(np.float64(1.0))
    assert pipeline.count == 5
    assert df(3.0) == 6.0 and df(np.ones(7))[6] == 2
    assert pipeline.count == 5


@pytest.mark.parametrize("value", [3, True, "a", None, np.arange(3), np.int64(3), [1, 2]])
def test_what_has_no_derivative_is_refused(pipeline: Pipeline, value: object) -> None:
    with pytest.raises(TypeError, match=r"test_api_calls.py:\d+:1: 'x' is .*derivative - pass"):
        grad_here(square)(value)
    assert pipeline.count == 0


def test_subclasses_of_scalars_are_other_kinds(told: Pipeline) -> None:
    class Number(float):
        pass

    df = grad_here(square)
    df(1.0)
    with pytest.raises(TypeError):  # opaque, so without a derivative
        df(Number(1.0))
    df(1.0, True)
    assert told.count == 2


def test_swapped_bytes_and_subclasses_are_refused_with_a_cure(pipeline: Pipeline) -> None:
    from tangentgen.errors import UnsupportedKind

    with pytest.raises(UnsupportedKind, match="newbyteorder"):
        grad_here(square)(np.ones(2, ">f8"))
    with pytest.raises(UnsupportedKind, match="asarray"):
        grad_here(square)(np.ma.ones(2))


def f(w, b, *rest, scale=1.0, **options): ...


@pytest.mark.parametrize(
    "wrt, names",
    [
        (0, ("w",)),
        (-1, ("options",)),
        ("b", ("b",)),
        (("b", 0), ("b", "w")),
        ([1], ("b",)),
        ("w.x", ("w.x",)),
        ("rest", ("rest",)),
        (np.int64(1), ("b",)),
    ],
)
def test_wrt(wrt: Any, names: tuple[str, ...]) -> None:
    assert grad(f, wrt).wrt == names


@pytest.mark.parametrize(
    "wrt, message",
    [
        ("c", "f has no parameter 'c' - it has w, b, rest, scale, options"),
        ("scal", "did you mean 'scale'"),
        (7, "no parameter of index 7 - they are w, b"),
        (True, "wrt=True is no parameter"),
        (1.5, "wrt=1.5 is no parameter"),
        ((), "wrt is empty"),
        (("w", 0), "name each part only once"),
        (("w", "w.x"), "name each part only once"),
    ],
)
def test_wrong_wrt_is_refused_at_once(wrt: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        grad(f, wrt)


def test_every_form_of_parameter(told: Pipeline) -> None:
    def kinds(a, /, b, *rest, c, d=4, **more):
        return a

    def make(request: Request) -> Generated:
        head = "a, /, b, *rest, c, d, **more"
        text = f"def {request.name}({head}):\n    return a, b, rest, c, d, more\n"
        return Generated(text=text, entry=request.name)

    told.make = make
    df = grad_here(kinds)
    for _ in range(2):
        assert df(1.0, 2.0, 3.0, c="c", e=5) == (1.0, 2.0, (3.0,), "c", 4, {"e": 5})
    assert df(1.0, b=2.0, c="c", d=9) == (1.0, 2.0, (), "c", 9, {})
    with pytest.raises(TypeError):
        df(1.0, 2.0)


def test_wrong_arguments_are_the_errors_of_python(pipeline: Pipeline) -> None:
    df = grad_here(square)
    for _ in range(2):
        with pytest.raises(TypeError, match="x"):
            df()
        with pytest.raises(TypeError, match="y"):
            df(1.0, y=2)
        df(1.0)


def test_what_it_shows(pipeline: Pipeline) -> None:
    df = grad_here(square)
    assert df.__name__ == "square_grad"
    assert str(inspect.signature(df)) == "(x, n=2)"
    assert df.__doc__ == "Gradient of `square` with respect to x.\n\nTo the n-th."
    assert df.primal is square and df.wrt == ("x",)
    assert "square_grad(x, n=2)" in pydoc.plain(pydoc.render_doc(df))
    df(1.0)
    assert df.source.startswith("def square_grad(x, n=2):")
    assert df.path is None and df.edited is False
    assert repr(df) == "<square_grad: grad with respect to x>"


def test_source_before_any_call(told: Pipeline) -> None:
    def loss(w: "float", x: "Float[np.ndarray, 'n d']", y, n=3): ...  # noqa: F722, F821, UP037

    df = grad_here(loss)
    assert df.source
    text = told.requests[-1].text()
    assert text == "grad wrt w of (w=float, x=f8[n,d], y=any, n=int) typed"


def test_like(told: Pipeline) -> None:
    def loss(w, x): ...

    wanted = "grad wrt w of (w=f8[n], x=f8[m,n]) typed"
    for like in [(np.ones(3), np.ones((4, 3))), "w=f8[n] x=f8[m,n]", {"w": np.ones(3), "x": None}]:
        df = grad_here(loss, like=like)
        text, _ = df(np.ones(5), np.ones((2, 5)))
        if not isinstance(like, dict):
            sizes = "" if isinstance(like, str) else " n=3 m=4"
            assert text == wanted + sizes
        # of other kinds, another one
        text, _ = df(np.ones((2, 2)), 1.0)
        assert text == "grad wrt w of (w=f8[_,_], x=float)"


def test_annotated_lengths_are_relied_on(told: Pipeline) -> None:
    def loss(x: "Float[np.ndarray, 'n d']"): ...  # noqa: F722, F821, UP037

    assert grad_here(loss)(np.ones((2, 3)))[0] == "grad wrt x of (x=f8[n,d]) typed"
    assert grad_here(loss)(np.ones(2))[0] == "grad wrt x of (x=f8[_]) as first called"


def test_vjp_and_jvp_add_a_keyword(told: Pipeline) -> None:
    def f(x): ...

    def g(x, cotangent, tangents_2): ...

    assert str(inspect.signature(vjp(f))) == "(x, *, cotangent)"
    assert str(inspect.signature(jvp(f))) == "(x, *, tangents)"
    assert str(inspect.signature(vjp(g))) == "(x, cotangent, tangents_2, *, cotangent_2)"
    df = vjp(f, cache=False)
    for _ in range(2):
        assert df(1.0, cotangent=2.0)[1] == (1.0,)
    with pytest.raises(TypeError, match="cotangent"):
        df(1.0)
    assert value_and_grad(f).__name__ == "f_value_and_grad"


def test_decorators() -> None:
    @grad
    def one(x): ...

    @grad(wrt="y", cache=False)
    def two(x, y): ...

    assert one.wrt == ("x",) and two.wrt == ("y",)
    assert two.__name__ == "two_grad"


class Model:
    def __init__(self, w: Any) -> None:
        self.w = w

    def loss(self, x, y=1.0): ...

    @grad(cache=False)
    def decorated(self, x): ...

    @grad(cache=False)
    @staticmethod
    def static(x): ...

    @staticmethod
    @grad(cache=False)
    def static_2(x): ...

    @classmethod
    @grad(cache=False)
    def of_class(cls, x): ...

    def __call__(self, x): ...


def kinds_text(w: str = "float") -> str:
    return f"{__name__}:Model(w={w})"


def test_methods(told: Pipeline) -> None:
    model = Model(2.0)
    assert str(inspect.signature(model.decorated)) == "(x)"
    for _ in range(2):
        text, (self, x) = model.decorated(3.0)
        assert text == f"grad wrt x of (self={kinds_text()}, x=float)"
        assert self is model and x == 3.0
    assert told.count <= 1  # none, where an earlier test has asked for the same
    model.w = np.ones(2)  # another kind of object
    assert kinds_text("f8[_]") in model.decorated(3.0)[0]
    assert Model.decorated(model, 3.0)[1] == (model, 3.0)
    assert Model.static(1.0)[0] == Model(1).static(1.0)[0] == "grad wrt x of (x=float)"
    assert Model(1).static_2(1.0)[0] == "grad wrt x of (x=float)"
    own = f"function({__name__}:Model)"
    assert Model.of_class(1.0)[0] == f"grad wrt x of (cls={own}, x=float)"


def test_bound_methods_and_callable_objects(told: Pipeline) -> None:
    model = Model(2.0)
    df = grad_here(model.loss)
    assert str(inspect.signature(df)) == "(x, y=1.0)"
    for _ in range(2):
        assert df(3.0)[1] == (model, 3.0, 1.0)
    assert told.count == 1
    model.w = "changed"
    assert kinds_text("str") in df(3.0)[0]
    assert grad_here(model)(1.0)[1] == (model, 1.0)
    assert grad_here(model, wrt="self.w").wrt == ("self.w",)
    with pytest.raises(TypeError, match=r"'self.w' is a string"):
        grad_here(model, wrt="self.w")(1.0)


def test_partials(told: Pipeline) -> None:
    def f(a, b, c=3.0, d=4.0): ...

    df = grad_here(functools.partial(f, 1.0, c=5.0))
    assert df.wrt == ("b",)
    assert str(inspect.signature(df)) == "(b, *, c=5.0, d=4.0)"
    for _ in range(2):
        assert df(2.0)[1] == (1.0, 2.0, 5.0, 4.0)
        assert df(2.0, c=6.0)[1] == (1.0, 2.0, 6.0, 4.0)


def test_defaults_are_read_when_it_is_called(told: Pipeline) -> None:
    def f(x, n=2, *, k=3): ...

    df = grad_here(f)
    assert df(1.0)[1] == (1.0, 2, 3)
    f.__defaults__, f.__kwdefaults__ = (5,), {"k": "new"}
    assert df(1.0)[1] == (1.0, 5, "new")
    assert str(inspect.signature(df)) == "(x, n=5, *, k='new')"


def test_captured_variables_are_filled_at_each_call(pipeline: Pipeline) -> None:
    def make(request: Request) -> Generated:
        text = f"def {request.name}(x, rate):\n    return rate\n"
        return Generated(text=text, entry=request.name, parameters=("rate",))

    pipeline.make = make
    rate = 2.0

    def f(x):
        return rate * x

    df = grad_here(f)
    assert df(1.0) == 2.0
    rate = 3.0
    assert df(1.0) == 3.0 and pipeline.count == 1
    rate = np.ones(2)
    np.testing.assert_array_equal(df(1.0), np.ones(2))
    assert pipeline.count == 2  # the text for a float may be wrong for an array


def test_a_code_that_is_swapped_is_noticed(told: Pipeline) -> None:
    def f(x):
        return x

    def other(x):
        return 2 * x

    df = grad_here(f)
    df(1.0)
    f.__code__ = other.__code__  # as autoreload does
    df(1.0)
    assert told.count == 2


def test_assumptions_are_checked(pipeline: Pipeline) -> None:
    from tangentgen.errors import UnfitShape

    def make(request: Request) -> Generated:
        text = f"def {request.name}(k, u):\n    return 1\n"
        rule = ("k.shape[0] == u.shape[0] - 1",)
        return Generated(text=text, entry=request.name, assumptions=rule)

    pipeline.make = make

    def f(k, u): ...

    df = grad_here(f)
    for _ in range(2):
        assert df(np.ones(2), np.ones(3)) == 1
        with pytest.raises(UnfitShape, match=r"k has shape \(3,\) and u has shape \(3,\)"):
            df(np.ones(3), np.ones(3))


def test_written_arguments_share_no_memory(pipeline: Pipeline) -> None:
    from tangentgen.errors import AliasedArguments

    def make(request: Request) -> Generated:
        text = f"def {request.name}(y, x):\n    return 1\n"
        return Generated(text=text, entry=request.name, written=("y",))

    pipeline.make = make

    def f(y, x): ...

    df = grad_here(f)
    y = np.ones(8)
    for _ in range(2):
        assert df(y, np.ones(3)) == 1
        assert df(y[::2], y[1::2]) == 1
        with pytest.raises(AliasedArguments, match=r"'y'.*shares memory with 'x' - pass y.copy()"):
            df(y, y[2:])
        with pytest.raises(AliasedArguments):
            df(y, {"a": [1.0, y]})
        with pytest.raises(AliasedArguments):
            df([y, y[:2]], 1.0)


def test_only_written_parts_share_no_memory(pipeline: Pipeline) -> None:
    from tangentgen.errors import AliasedArguments

    def make(request: Request) -> Generated:
        text = f"def {request.name}(d, x):\n    return 1\n"
        return Generated(text=text, entry=request.name, written=("d['a']", "d['n'] ="))

    pipeline.make = make

    def f(d, x): ...

    df = grad_here(f)
    y, part = np.ones(8), [1.0, np.ones(3)]
    for _ in range(2):
        assert df({"a": y, "b": part, "c": part, "n": part[1]}, part) == 1
        with pytest.raises(AliasedArguments, match=r"\"d\['a'\]\".*shares memory with 'd'"):
            df({"a": y, "b": y[1:], "c": 1, "n": 2}, part)
        with pytest.raises(AliasedArguments, match=r"shares memory with 'x'"):
            df({"a": y, "b": 0.0, "c": 1, "n": 2}, y[1:])
        with pytest.raises(AliasedArguments, match="a part of it is held twice"):
            df(d := {"a": y, "b": 0.0, "c": 1, "n": 2}, d)


def test_an_exception_names_the_line_of_the_primal(pipeline: Pipeline, tmp_path: Path) -> None:
    module = write_module(
        tmp_path,
        """
        def power(x, n=2):
            # to the n-th

            return x**n
        """,
        "notes_primal",
    )
    df = grad_here(module.power)

    def make(request: Request) -> Generated:
        text = f"def {request.name}(x, n=2):\n    return n * x ** (n - 1)\n"
        return Generated(text=text, entry=request.name, lines=((2, module.__file__, 5),))

    pipeline.make = make
    for _ in range(2):
        with pytest.raises(ZeroDivisionError) as caught:
            df(0.0, n=0)
        note = f"in the derivative of power: {module.__file__}:5  return x**n"
        assert caught.value.__notes__ == [note]


def test_copies_and_pickles() -> None:
    df = grad(square)
    assert copy.copy(df) is df and copy.deepcopy(df) is df
    again = pickle.loads(pickle.dumps(df))
    assert again.primal is square and again.wrt == df.wrt and type(again) is not type(df)
    assert pickle.loads(pickle.dumps(Model.decorated)) is Model.decorated


def test_threads_derive_once(pipeline: Pipeline) -> None:
    df = grad_here(square)
    barrier, results = threading.Barrier(8), list[float]()

    def work() -> None:
        barrier.wait()
        results.extend(df(3.0) for _ in range(50))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [6.0] * 400 and pipeline.count == 1


def test_more_kinds_than_one_entry_tries(pipeline: Pipeline) -> None:
    df = grad_here(square)
    arrays = [np.ones((1,) * rank) for rank in range(1, 9)]
    for _ in range(2):
        for array in arrays:
            assert df(array).shape == array.shape
    assert pipeline.count == 8


def test_functions_without_source_say_so() -> None:
    from tangentgen.errors import UnsupportedCall

    for given, what in [(max, "max"), (int, "class"), (object(), "object"), ("".join, "join")]:
        with pytest.raises(UnsupportedCall, match=what):
            grad(given)


def test_a_decorated_function_that_calls_itself_is_refused(tmp_path: Path) -> None:
    from tangentgen.errors import SelfReference

    module = write_module(
        tmp_path,
        """
        from tangentgen import grad

        @grad
        def power(x, n):
            if n == 0:
                return 1.0
            return x * power(x, n - 1)
        """,
        "self_reference",
    )
    with pytest.raises(SelfReference, match=r"self_reference.py:8:16: power .*grad\(power\)"):
        module.power(2.0, 3)


def test_a_derivative_of_a_derivative(pipeline: Pipeline) -> None:
    def make(request: Request) -> Generated:
        body = {"f_grad": "3 * x**2 * rate", "f_grad_grad": "6 * x * rate"}[request.name]
        captured = ("rate",) if request.name == "f_grad" else ()
        text = f"def {request.name}(x, rate):\n    return {body}\n"
        return Generated(text=text, entry=request.name, parameters=captured)

    pipeline.make = make
    rate = 1.0

    def f(x):
        return rate * x**3

    second = grad_here(grad_here(f))
    assert second.__name__ == "f_grad_grad" and str(inspect.signature(second)) == "(x)"
    assert second(2.0) == 12.0
    inner = pipeline.requests[-1].function
    assert inner.__name__ == "f_grad" and inner(2.0, 1.0) == 12.0
    assert pipeline.requests[-1].text() == "grad wrt x of (x=float, rate=float)"
    rate = 2.0
    assert second(2.0) == 24.0 and pipeline.count == 2


def test_numpy_functions(told: Pipeline) -> None:
    for function in (np.sin, np.multiply, np.linalg.det):
        df = grad_here(function)
        text, _ = df(*[1.0] * len(inspect.signature(df).parameters))
        assert text.startswith("grad wrt ")
    assert sys.modules["numpy"] is np


def test_interrupted_calls_leave_it_usable(pipeline: Pipeline) -> None:
    def interrupt(request: Request) -> Generated:
        raise KeyboardInterrupt

    df = grad_here(square)
    make: Callable[[Request], Generated] = pipeline.make
    pipeline.make = interrupt
    with pytest.raises(KeyboardInterrupt):
        df(3.0)
    pipeline.make = make
    assert df(3.0) == 6.0


@pytest.mark.parametrize(
    "like, message",
    [
        ("y=f8[n]", "there is no parameter 'y'"),
        ("x=f8[n", "like: 'x=f8.n'"),
        ((1.0, 2, 3), "too many positional arguments"),
        ((np.ones(2, object),), "an array of dtype object"),
        ({"z": 1.0}, "there is no parameter 'z'"),
    ],
)
def test_a_wrong_like_is_refused_at_once(like: Any, message: str) -> None:
    with pytest.raises(TypeError, match=f"{message}.* - give example arguments"):
        grad(square, like=like)


def test_what_a_first_derivative_relies_on_the_second_does_too(pipeline: Pipeline) -> None:
    from tangentgen.errors import AliasedArguments, UnfitShape

    def make(request: Request) -> Generated:
        first = request.name == "f_grad"
        return Generated(
            text=f"def {request.name}(x, y):\n    return 1.0\n",
            entry=request.name,
            assumptions=("x.shape == y.shape",) if first else (),
            written=("y",) if first else (),
        )

    pipeline.make = make

    def f(x, y): ...

    second = grad_here(grad_here(f))
    for _ in range(2):
        assert second(np.ones(2), np.ones(2)) == 1.0
        with pytest.raises(UnfitShape):
            second(np.ones(2), np.ones(3))
        with pytest.raises(AliasedArguments):
            second(y := np.ones(2), y)


def test_source_of_a_second_derivative_before_any_call(told: Pipeline) -> None:
    def f(x: float): ...

    assert grad_here(vjp(f, cache=False)).source.startswith("def f_vjp_grad(x, cotangent):")
    texts = [request.text() for request in told.requests]
    assert texts == ["vjp wrt x of (x=float)", "grad wrt x of (x=float, cotangent=any)"]


@pytest.mark.parametrize("terms", [300, 2000])
def test_deep_expressions(pipeline: Pipeline, terms: int, tmp_path: Path) -> None:
    body = " + ".join(["x"] * terms)

    def make(request: Request) -> Generated:
        return Generated(text=f"def {request.name}(x):\n    return {body}\n", entry=request.name)

    pipeline.make = make
    module = write_module(tmp_path, f"def f(x):\n    return {body}\n", "deep_primal")
    for cache in (True, True, False):
        df = grad(module.f, cache=cache)
        assert [df(1.0) for _ in range(3)] == [float(terms)] * 3
    assert pipeline.count == (3 if verifying() else 2)  # what is loaded is derived again
