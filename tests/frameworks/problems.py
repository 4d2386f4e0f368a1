"""Where the frameworks and the examples are compared: parameters, data, and our derivative."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tangentgen.structures import mapped

FOLDER = Path(__file__).resolve().parent.parent.parent / "examples"
STEPS, RATE = 10, 0.02


@dataclass(frozen=True)
class Problem:
    """A loss of named parameters and data, and the example's derivative of it."""

    parameters: dict[str, Any]
    data: dict[str, Any]
    value_and_gradient: Callable[[dict[str, Any]], tuple[float, dict[str, Any]]]


def problems() -> dict[str, Problem]:
    """By the names of the functions in `programs`."""
    rng = np.random.default_rng(0)
    linear, layer, digits = map(load, ("linear_regression", "sigmoid_layer", "softmax_digits"))
    text, block, coder = map(load, ("recurrent_text", "transformer", "variational_autoencoder"))
    x, y = rng.normal(size=(20, 4)), (rng.random(20) < 0.5).astype(float)
    images, labels = rng.random((12, 64)), rng.integers(0, 10, 12)
    letters, batch = rng.integers(0, 12, 30), rng.integers(0, block.LETTERS, (3, block.LENGTH))
    noise = rng.normal(size=(12, coder.CODE))
    w, b = rng.normal(size=4), 0.3
    plain, gated = text.start(1, 12), text.start(4, 12)
    bank = {"w": 0.1 * rng.normal(size=(64, 10)), "b": 0.1 * rng.normal(size=10)}
    start, code = block.start(), coder.start()
    return {
        "linear_regression": Problem(
            {"w": w, "b": b}, {"x": x, "y": y}, named(linear.loss_and_gradient, "wb", x, y)
        ),
        "sigmoid_layer": Problem(
            {"w": w, "b": b}, {"x": x, "y": y}, named(layer.loss_and_gradient, "wb", x, y)
        ),
        "softmax_digits": Problem(
            bank,
            {"images": images, "labels": labels},
            named(digits.loss_and_gradient, "wb", images, labels),
        ),
        "recurrent_plain": Problem(
            plain, {"letters": letters}, lambda p: text.plain_and_gradient(p, letters)
        ),
        "recurrent_lstm": Problem(
            gated, {"letters": letters}, lambda p: text.lstm_and_gradient(p, letters)
        ),
        "transformer": Problem(
            start, {"batch": batch}, lambda p: block.loss_and_gradient(p, batch)
        ),
        "variational_autoencoder": Problem(
            code,
            {"images": images, "noise": noise},
            lambda p: coder.loss_and_gradient(p, images, noise),
        ),
    }


def named(derivative: Any, names: str, *data: Any) -> Callable[[dict[str, Any]], Any]:
    """A derivative of several parameters as one of a dict of them."""

    def of_dict(p: dict[str, Any]) -> tuple[float, dict[str, Any]]:
        value, gradients = derivative(*(p[n] for n in names), *data)
        return value, dict(zip(names, gradients, strict=True))

    return of_dict


def descended(
    value_and_gradient: Callable[[Any], tuple[Any, Any]], parameters: Any
) -> list[dict[str, Any]]:
    """Loss and gradient at the start, and after ten steps of plain descent."""
    found = []
    for step in range(STEPS + 1):
        value, gradient = value_and_gradient(parameters)
        if step in (0, STEPS):
            rows = {name: np.ravel(g).tolist()[:8] for name, g in sorted(gradient.items())}
            norms = {name: float(np.sqrt(np.sum(np.square(g)))) for name, g in gradient.items()}
            found.append({"loss": float(value), "norms": norms, "first": rows})
        parameters = mapped(lambda p, g: p - RATE * g, parameters, gradient)
    return found


def load(name: str) -> Any:
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
