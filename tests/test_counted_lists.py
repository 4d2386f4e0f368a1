"""Lists that no text serves at every length: one is made for each length that is called."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import tangentgen.pipeline
from tangentgen import grad, hvp, value_and_grad
from tangentgen.errors import TangentgenError
from tangentgen.generated import Generated
from tangentgen.request import Request
from tests.support.compare import assert_close
from tests.support.derivatives import Problem, check_all
from tests.support.store import write_module

MODULE = """
    import numpy as np

    class Scale:
        def __init__(self, w):
            self.w = w

        def __call__(self, x):
            return self.w * x

    class Sine:
        def __call__(self, x):
            return np.sin(x)

    def chain(ws, x):
        layers = []
        for w in ws:
            layers.append(Scale(w))
            layers.append(Sine())
        for layer in layers:
            x = layer(x)
        return np.sum(x)

    def from_dict(given, x):
        return chain(given["ws"], x) * given["rate"]

    def unknown(ws, x):
        for w in ws:
            x = w.apply(x)
        return np.sum(x)
"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """What the generator is asked for."""
    real, found = tangentgen.pipeline.derive, list[Request]()

    def derive(request: Request) -> Generated:
        found.append(request)
        return real(request)

    monkeypatch.setattr(tangentgen.pipeline, "derive", derive)
    monkeypatch.delenv("TANGENTGEN_CACHE", raising=False)
    return found


@pytest.fixture
def module(tmp_path: Path, asked: list[Request]) -> ModuleType:
    return write_module(tmp_path, MODULE)


def weights(count: int) -> list[np.ndarray]:
    return [np.linspace(0.3, 1.2 + k, 3) for k in range(count)]


def test_a_text_for_each_length(
    module: ModuleType, asked: list[Request], rng: np.random.Generator
) -> None:
    df = grad(module.chain, wrt=("ws", "x"))
    for count in (2, 1, 3, 2):
        check_all(Problem(module.chain, ("ws", "x"), (weights(count), np.ones(3))), rng)
        ws_bar, _ = df(weights(count), np.ones(3))
        assert len(ws_bar) == count
    before = len(asked)
    for count in (3, 2, 1):
        assert len(df(weights(count), np.ones(3))[0]) == count
    assert len(asked) == before


def test_what_was_made_is_found_again(module: ModuleType, asked: list[Request]) -> None:
    first = value_and_grad(module.chain, wrt="ws")
    value, gradient = first(weights(2), np.ones(3))
    before = len(asked)
    again = value_and_grad(module.chain, wrt="ws")
    assert_close(again(weights(2), np.ones(3)), (value, gradient), "found again", 0.0)
    assert len(asked) == before
    assert again._current().path == first._current().path


def test_other_shapes_in_lists_of_one_length(module: ModuleType) -> None:
    df = grad(module.chain, wrt=("ws", "x"))
    for shapes in ((3, 3), (3, 1), (1, 3), (4, 4)):
        ws = [np.linspace(0.3, 1.2, n) for n in shapes]
        x = np.ones(max(shapes))
        general = grad(module.chain, wrt=("ws", "x"), optimize=False, cache=False)
        assert_close(df(ws, x), general(ws, x), "gradient", 1e-12)


def test_inside_other_arguments(module: ModuleType, rng: np.random.Generator) -> None:
    point = ({"ws": weights(2), "rate": 0.5}, np.ones(3))
    check_all(Problem(module.from_dict, ("given", "x"), point), rng)
    vector = np.array([1.0, 0.0, 2.0])
    step = 1e-6
    found = hvp(module.chain, wrt="x")(weights(2), np.ones(3), vector=vector)
    slope = grad(module.chain, wrt="x")
    above, below = (slope(weights(2), np.ones(3) + s * vector) for s in (step, -step))
    assert_close(found, (above - below) / (2.0 * step), "second order", 1e-6)


def test_what_is_refused_is_refused_as_for_any_length(module: ModuleType) -> None:
    with pytest.raises(TangentgenError, match="not known"):
        grad(module.unknown, wrt="x")([object()], np.ones(3))
    with pytest.raises(TangentgenError, match="one kind of function at one time"):
        grad(module.chain, wrt="x")(weights(40), np.ones(3))


def test_one_text_serves_every_length_where_it_can(
    module: ModuleType, asked: list[Request], tmp_path: Path
) -> None:
    plain = write_module(
        tmp_path,
        "def product(ws, x):\n    for w in ws:\n        x = x * w\n    return x\n",
        "plain",
    )
    df = grad(plain.product, wrt="x")
    assert (df([2.0, 3.0], 1.0), df([2.0], 1.0), df([2.0, 3.0, 4.0], 1.0)) == (6.0, 2.0, 24.0)
    assert len(asked) == 1
