"""Where the frameworks and the examples are compared: parameters, data, and our derivative."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tangentgen.structures import mapped

FOLDER = Path(__file__).resolve().parent.parent.parent / "examples"
STEPS = 10


@dataclass(frozen=True)
class Problem:
    """A loss of named parameters and data, and the example's derivative of it."""

    parameters: dict[str, Any]
    data: dict[str, Any]
    value_and_gradient: Callable[[dict[str, Any]], tuple[float, dict[str, Any]]]
    rate: float = 0.02  # of the descent


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
        **learning(),
        **elsewhere(),
    }


def learning() -> dict[str, Problem]:
    """More programs that learn."""
    rng = np.random.default_rng(1)
    digits, text, club = map(load, ("convolution_digits", "exploding_gradients", "message_passing"))
    pole, outer, marks = map(load, ("policy_gradient", "hyperparameters", "ratings"))
    images, labels = rng.random((6, 8, 8)), rng.integers(0, 10, 6)
    inputs = rng.normal(size=(20, 8))
    senders, receivers, faction = club.club()
    known = np.array([0, 33])
    chosen = faction[known].astype(float)
    spread = np.eye(34)
    np.add.at(spread, (receivers, senders), 1.0)
    graph = {
        "features": 0.3 * rng.normal(size=(34, 8)),
        "first": 0.4 * rng.normal(size=(8, 8)),
        "second": 0.4 * rng.normal(size=(8, 4)),
        "readout": rng.normal(size=4),
    }

    def of_graph(p: dict[str, Any]) -> Any:
        layers = (p["first"], p["second"])
        value, (features, (first, second), readout) = club.loss_and_gradient(
            p["features"], layers, p["readout"], senders, receivers, known, chosen
        )
        return value, {"features": features, "first": first, "second": second, "readout": readout}

    states, actions, advantages = (
        rng.normal(size=(15, 4)),
        rng.integers(0, 2, 15),
        rng.normal(size=15),
    )

    def of_policy(p: dict[str, Any]) -> Any:
        given = (p["w"], states, actions, advantages)
        return pole.surrogate(*given), {"w": pole.surrogate_grad(*given)}

    x, x_val = rng.normal(size=(12, 6)), rng.normal(size=(9, 6))
    y, y_val = rng.normal(size=12), rng.normal(size=9)
    student, lecturer, mark = (row[:200] for row in marks.ratings())
    return {
        "convolution_digits": Problem(
            digits.start(),
            {"images": images, "labels": labels},
            lambda p: digits.loss_and_gradient(p, images, labels),
        ),
        "exploding_gradients": Problem(
            text.start(1.0),
            {"inputs": inputs},
            lambda p: text.loss_and_gradient(p, inputs, text.noting([])),
        ),
        "message_passing": Problem(
            graph,
            {"spread": spread / spread.sum(axis=1)[:, None], "known": known, "labels": chosen},
            of_graph,
        ),
        "policy_gradient": Problem(
            {"w": rng.normal(size=4)},
            {"signs": 2.0 * actions - 1.0, "states": states, "advantages": advantages},
            of_policy,
        ),
        "hyperparameters": Problem(
            {"log_rate": -3.0, "log_decay": -2.0},
            {"x": x, "y": y, "x_val": x_val, "y_val": y_val},
            named(outer.error_and_gradient, ("log_rate", "log_decay"), x, y, 20, x_val, y_val),
        ),
        "ratings": Problem(
            marks.start(student.max() + 1, lecturer.max() + 1, 3.0),
            {"student": student, "lecturer": lecturer, "mark": mark},
            lambda p: marks.loss_and_gradient(p, student, lecturer, mark),
            rate=0.001,
        ),
    }


def elsewhere() -> dict[str, Problem]:
    """Programs that do not learn."""
    rng = np.random.default_rng(2)
    floods, probe, plate = map(load, ("kalman", "orbit", "heat_source"))
    street, prices, wave, air = map(load, ("bundle_adjustment", "options", "echoes", "seasons"))
    flows = np.array([float(word) for word in floods.FLOWS.split()])
    start, goal = np.array([1.0, 0.0]), np.array([-1.2, 0.4])
    rim, noise = rng.normal(size=(4, 8)), rng.normal(size=(50, 6))
    path = FOLDER / "street.bal"
    cameras, points, camera_of, point_of, pixels = street.read(path)
    names = ("spot", "volatility", "rate", "years")

    def of_option(p: dict[str, Any]) -> Any:
        given = (p["spot"], 105.0, *(p[name] for name in names[1:]), noise)
        return prices.simulated(*given), dict(
            zip(names, prices.simulated_grad(*given), strict=True)
        )

    ground, bell = wave.ground(10, 12), np.zeros((10, 12))
    bell[1, 6] = 1.0
    measured = wave.heard(ground, 30, 30)
    sound = np.exp(-(((np.arange(30) * wave.DT - 12.0) / 4.0) ** 2))
    observed = air.measured()
    first = np.concatenate([0.1 * np.arange(12), [0.1], np.full(21, 330.0)])
    return {
        "kalman": Problem(
            {"logs": np.array([9.0, 8.0])},
            {"flows": flows},
            named(floods.cost_and_gradient, ("logs",), flows),
        ),
        "orbit": Problem(
            {"velocity": np.array([0.0, 1.1])},
            {"start": start, "goal": goal},
            named(probe.miss_and_gradient, ("velocity",), start, goal, 2.0, 20),
        ),
        "heat_source": Problem(
            {"source": rng.normal(size=(8, 8))},
            {"measured": rim},
            named(plate.misfit_and_gradient, ("source",), rim, 15, 0.2),
        ),
        "bundle_adjustment": Problem(
            {"cameras": cameras, "points": points},
            {"camera_of": camera_of, "point_of": point_of, "pixels": pixels},
            named(street.cost_and_gradient, ("cameras", "points"), camera_of, point_of, pixels),
            rate=1e-9,
        ),
        "simulated_option": Problem(
            {"spot": 100.0, "volatility": 0.2, "rate": 0.03, "years": 0.75},
            {"noise": noise},
            of_option,
            rate=1e-5,
        ),
        "echoes": Problem(
            {"speed": np.ones((10, 12))},
            {"bell": bell, "measured": measured, "sound": sound},
            named(wave.misfit_and_gradient, ("speed",), measured, 10),
            rate=0.001,
        ),
        "seasons": Problem(
            {"unknown": first},
            {"observed": observed, "months": np.arange(len(observed))},
            named(air.cost_and_gradient, ("unknown",), observed),
            rate=1e-5,
        ),
    }


def named(derivative: Any, names: Sequence[str], *data: Any) -> Callable[[dict[str, Any]], Any]:
    """A derivative of several parameters as one of a dict of them."""

    def of_dict(p: dict[str, Any]) -> tuple[float, dict[str, Any]]:
        value, gradients = derivative(*(p[n] for n in names), *data)
        gradients = gradients if len(names) > 1 else (gradients,)
        return value, dict(zip(names, gradients, strict=True))

    return of_dict


def descended(
    value_and_gradient: Callable[[Any], tuple[Any, Any]], parameters: Any, rate: float
) -> list[dict[str, Any]]:
    """Loss and gradient at the start, and after ten steps of plain descent."""
    found = []
    for step in range(STEPS + 1):
        value, gradient = value_and_gradient(parameters)
        if step in (0, STEPS):
            rows = {name: np.ravel(g).tolist()[:8] for name, g in sorted(gradient.items())}
            norms = {name: float(np.sqrt(np.sum(np.square(g)))) for name, g in gradient.items()}
            found.append({"loss": float(value), "norms": norms, "first": rows})
        parameters = mapped(lambda p, g: p - rate * g, parameters, gradient)
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
