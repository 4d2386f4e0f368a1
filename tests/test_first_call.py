"""Lengths of the first call: relied on where the text is shorter for it, while they hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import tangentgen.pipeline
from tangentgen import grad, value_and_grad
from tangentgen.generated import Generated
from tangentgen.request import Request
from tests.support import compare
from tests.support.derivatives import Problem, check_all
from tests.support.store import write_module

MODULE = """
    import numpy as np

    def misfit(w, x, y):
        return np.sum((x @ w - y) ** 2)

    def scaled(x, y):
        return np.sum(np.sin(x) * y)

    def layers(parameters, x):
        h = np.tanh(x @ parameters["w"][0] + parameters["b"])
        return np.sum(h * parameters["scale"])

    def chain(ws, x):
        for w in ws:
            x = np.tanh(w * x)
        return np.sum(x)

    def either(x, y):
        if len(x) == len(y):
            return np.sum(x * y)
        return np.sum(x) * np.sum(y * y)

    def torque(x, y):
        return np.sum(np.cross(x, y) ** 2)

    def windows(x):
        return np.sum(x[2:] * x[:-2])

    def decayed(x, rate, n):
        kept = np.zeros(n)
        for i in range(n):
            kept[i] = rate * (i + 1.0)
        return np.sum(kept * x)

    def pooled(x, w):
        n, m = x.shape
        best = np.zeros((n // 2, m // 2))
        for i in range(n // 2):
            for j in range(m // 2):
                best[i, j] = np.max(x[2 * i : 2 * i + 2, 2 * j : 2 * j + 2])
        return np.sum(w * best)

    def columns(x, n):
        y = x.reshape(n, 2)
        return np.sum(y**2 * (np.ones((n, 2)) if n > 0 else np.ones((len(x) // 2, 2))))

    class Model:
        def __init__(self, n, rate):
            self.n, self.rate = n, rate

    def of_model(x, model, sizes, options):
        kept = np.ones(model.n) * model.rate
        rows = x.reshape(sizes[0], sizes[1]) * np.ones((sizes[0], sizes[1]))
        return np.sum(kept * x) + np.sum(rows**2) + np.sum(x[: options["n"]])

    def ends(x, n):
        return np.sum(x[:n] * x[n:]) + np.sum(x[-n:] ** 3)

    def halved(x, w, n, k):
        y, z = x.reshape(n // 2, 2), w.reshape(n // 2, 2)
        return np.sum(y * z) + np.sum(x.reshape(n * k, -1) * w.reshape(n * k, -1))

    def counted_up(x, n):
        up = np.concatenate([np.arange(n) * x[0], np.ones(1) * x[1]])
        return np.sum(up * np.ones(n + 1) * x[2])
"""


class Counted:
    """The real generator, with what it was asked for."""

    def __init__(self, real: Callable[[Request], Generated]) -> None:
        self.real = real
        self.asked: list[Request] = []

    def __call__(self, request: Request) -> Generated:
        self.asked.append(request)
        return self.real(request)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    made = Counted(tangentgen.pipeline.derive)
    monkeypatch.setattr(tangentgen.pipeline, "derive", made)
    monkeypatch.delenv("TANGENTGEN_CACHE", raising=False)
    return made


@pytest.fixture
def module(tmp_path: Path, counted: Counted) -> ModuleType:
    return write_module(tmp_path, MODULE)


def ramp(*shape: int) -> np.ndarray:
    return np.linspace(0.3, 1.2, int(np.prod(shape))).reshape(shape)


def right(derivative: Any, function: Any, wrt: tuple[str, ...], *args: Any) -> None:
    """Whether a gradient is that of the form that asks for every shape."""
    general = grad(function, wrt=wrt, cache=False, optimize=False)
    compare.assert_close(derivative(*args), general(*args), "gradient", 1e-12)


def test_nothing_is_asked_that_the_first_call_tells(module: ModuleType, counted: Counted) -> None:
    wrt = ("w", "x", "y")
    df = grad(module.misfit, wrt=wrt)
    right(df, module.misfit, wrt, ramp(3), ramp(5, 3), ramp(5))
    assert "unbroadcast" not in df.source
    needed = ("x.shape[1] == w.shape[0]", "x.shape[0] == y.shape[0]")
    assert df._current().assumptions == needed
    path, before = df.path, len(counted.asked)
    for n, d in ((7, 2), (2, 2), (1, 4), (0, 3)):
        df(ramp(d), ramp(n, d), ramp(n))
    assert df.path == path and len(counted.asked) == before


def test_another_pattern_is_made_in_general(module: ModuleType) -> None:
    df = grad(module.scaled, wrt=("x", "y"))
    for x, y in ((4, 4), (1, 4), (4, 1), (3, 3), (1, 1), (0, 0), (1, 0)):
        right(df, module.scaled, ("x", "y"), ramp(x), ramp(y))
    assert "unbroadcast" in df.source
    df(ramp(4), ramp(4))
    with pytest.raises(ValueError, match="broadcast"):
        df(ramp(4), ramp(3))


def test_vectors_of_two_behind_those_of_three(module: ModuleType, rng: np.random.Generator) -> None:
    df = grad(module.torque, wrt=("x", "y"))
    threes = (((3,), (3,)), ((4, 3), (3,)), ((4, 3), (4, 3)))
    for x, y in (*threes, ((2,), (2,)), ((2,), (3,)), ((4, 2), (2,)), ((3,), (4, 2))):
        point = ramp(*x), ramp(*y)
        right(df, module.torque, ("x", "y"), *point)
        check_all(Problem(module.torque, ("x", "y"), point), rng)


def test_a_first_call_that_broadcasts(module: ModuleType) -> None:
    df = grad(module.scaled, wrt=("x", "y"))
    for x, y in ((1, 4), (4, 4), (1, 3), (4, 1), (1, 1)):
        right(df, module.scaled, ("x", "y"), ramp(x), ramp(y))


def test_a_new_process_finds_either_text(module: ModuleType, counted: Counted) -> None:
    first = grad(module.scaled)
    first(ramp(4), ramp(4))
    first(ramp(4), ramp(1))
    before = len(counted.asked)
    again = grad(module.scaled)
    assert again(ramp(6), ramp(6)).shape == (6,) and "unbroadcast" not in again.source
    assert again(ramp(6), ramp(1)).shape == (6,) and "unbroadcast" in again.source
    assert len(counted.asked) == before


def test_an_edit_is_used_for_other_lengths(module: ModuleType) -> None:
    first = grad(module.misfit)
    first(ramp(3), ramp(5, 3), ramp(5))
    path = first.path
    assert path is not None
    path.write_text(path.read_text().replace("    return w_bar", "    return 10 * w_bar"))
    for n, d in ((5, 3), (4, 4), (9, 2)):
        df = grad(module.misfit)
        args = ramp(d), ramp(n, d), ramp(n)
        plain = grad(module.misfit, cache=False)(*args)
        compare.assert_close(df(*args), 10 * plain, "edited", 1e-12)
        assert df.edited and df.path == path


def test_lengths_inside_of_structures(module: ModuleType) -> None:
    df = grad(module.layers)
    for n, d, k in ((4, 3, 2), (6, 2, 2), (5, 1, 1), (3, 3, 3)):
        parameters = {"w": (ramp(d, k), 0.5), "b": ramp(k), "scale": ramp(k)}
        right(df, module.layers, ("parameters",), parameters, ramp(n, d))
    parameters = {"w": (ramp(3, 2), 0.5), "b": ramp(1), "scale": ramp(2)}
    right(df, module.layers, ("parameters",), parameters, ramp(4, 3))


def test_items_of_a_list_may_differ(module: ModuleType) -> None:
    df = grad(module.chain, wrt=("ws", "x"))
    for lengths in ((3, 3), (3, 1), (1, 3), (1, 1, 1)):
        ws = [ramp(n) for n in lengths]
        right(df, module.chain, ("ws", "x"), ws, ramp(3))


def test_short_arrays(module: ModuleType) -> None:
    df = grad(module.windows)
    for n in (6, 3, 2, 1, 0, 4):
        right(df, module.windows, ("x",), ramp(n))


def test_integers_of_a_call(module: ModuleType) -> None:
    df = grad(module.decayed, wrt=("x", "rate"))
    right(df, module.decayed, ("x", "rate"), ramp(3), 1.5, 3)
    assert "unbroadcast" not in df.source
    assert df._current().assumptions == ("n == x.shape[0]",)
    for x, n in (((3,), 1), ((1,), 4), ((5,), 5), ((2, 3), 3), ((1,), 0), ((0,), 1)):
        right(df, module.decayed, ("x", "rate"), ramp(*x), 1.5, n)


def test_integers_inside_of_structures(module: ModuleType) -> None:
    df = grad(module.of_model)
    for x, n, sizes in ((6, 6, (2, 3)), (6, 1, (3, 2)), (1, 4, (1, 1)), (4, 4, (-1, 2))):
        given = module.Model(n, 0.5), sizes, {"n": 2}
        if -1 in sizes:
            with pytest.raises(ValueError, match="negative"):
                df(ramp(x), *given)
            continue
        right(df, module.of_model, ("x",), ramp(x), *given)


def test_halves_of_lengths(module: ModuleType) -> None:
    df = grad(module.pooled, wrt=("x", "w"))
    right(df, module.pooled, ("x", "w"), ramp(4, 6), ramp(2, 3))
    assert "unbroadcast" not in df.source
    for x, w in (((5, 6), (2, 3)), ((4, 6), (1, 3)), ((2, 6), (4, 3)), ((1, 4), (1, 2))):
        right(df, module.pooled, ("x", "w"), ramp(*x), ramp(*w))


@pytest.mark.parametrize("first", [3, -1])
def test_an_integer_below_zero(module: ModuleType, first: int) -> None:
    other = 2 - first
    columns, ends, up = grad(module.columns), grad(module.ends), grad(module.counted_up)
    for n in (first, other, 1):
        right(columns, module.columns, ("x",), ramp(2 if n == 1 else 6), n)
        right(up, module.counted_up, ("x",), ramp(3), n)
    for n in (first, -first):
        right(ends, module.ends, ("x",), ramp(6 if abs(first) == 3 else 2), n)


def test_halves_of_integers_below_zero(module: ModuleType) -> None:
    df = grad(module.halved, wrt=("x", "w"))
    for x, w, n, k in ((6, 6, 6, 1), (6, 2, -2, -1), (4, 4, 4, 1)):
        right(df, module.halved, ("x", "w"), ramp(x), ramp(w), n, k)


def test_a_new_process_that_begins_with_what_does_not_fit(module: ModuleType) -> None:
    grad(module.either)(ramp(6), ramp(6))
    for x, y in ((6, 3), (2, 2), (1, 3)):
        right(grad(module.either), module.either, ("x",), ramp(x), ramp(y))


def test_derivatives_of_derivatives(module: ModuleType) -> None:
    inner = grad(module.scaled, cache=False)

    def slope(x: Any, y: Any) -> Any:
        return np.sum(inner(x, y) ** 2)

    df = grad(slope, cache=False)
    for x, y in ((4, 4), (4, 1), (3, 3)):
        given = ramp(x), ramp(y)
        expected = -2 * np.cos(given[0]) * np.sin(given[0]) * given[1] ** 2
        compare.assert_close(df(*given), expected, "second", 1e-12)


def test_modes_agree(module: ModuleType) -> None:
    for x, y in ((4, 4), (4, 1), (1, 4)):
        problem = Problem(module.scaled, ("x", "y"), (ramp(x), ramp(y)))
        check_all(problem, np.random.default_rng(3))


def test_what_was_declared_is_no_matter_of_the_first_call(module: ModuleType) -> None:
    df = value_and_grad(module.scaled, like="x=f8[_] y=f8[_]", cache=False)
    df(ramp(4), ramp(4))
    assert "unbroadcast" in df.source
    df(ramp(4), ramp(1))


def test_other_lengths_than_the_text_relies_on_verify(
    module: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TANGENTGEN_CACHE", f"verify:{tmp_path / 'kept'}")
    for length in (5, 7, 7):
        found = grad(module.windows)(np.arange(float(length)))
        assert found.shape == (length,)
    assert len(list((tmp_path / "kept").rglob("*windows*.py"))) == 1
