"""The programs in `examples/`, differentiated whole."""

import importlib
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tangentgen import grad, jvp

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture
def flight(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    yield importlib.import_module("glider.flight")
    for name in [n for n in sys.modules if n.partition(".")[0] == "glider"]:
        del sys.modules[name]


@pytest.mark.parametrize("optimize", [True, False], ids=["lean", "conservative"])
@pytest.mark.parametrize("angle", [0.12, 0.02, 0.29], ids=["lands", "breaks", "stalls"])
def test_a_flight(flight: Any, angle: float, optimize: bool) -> None:
    """Three modules: classes, closures, recursion, containers, nonlocal state, early returns."""
    glider = flight.Glider(300.0, flight.Balanced(11.0))
    angles = angle + 0.01 * np.random.default_rng(1).normal(size=6)
    gradient = grad(flight.flight, optimize=optimize, cache=False)(angles, glider)
    slopes = []
    for step in 1e-6 * np.eye(6):
        after, before = (flight.flight(angles + sign * step, glider) for sign in (1, -1))
        slopes.append((after - before) / 2e-6)
    np.testing.assert_allclose(gradient, slopes, rtol=1e-5, atol=1e-4)
    tangent = np.random.default_rng(2).normal(size=6)
    forwards = jvp(flight.flight, optimize=optimize, cache=False)
    value, along = forwards(angles, glider, tangents=tangent)
    assert value == flight.flight(angles, glider)
    np.testing.assert_allclose(along, gradient @ tangent, rtol=1e-9)
