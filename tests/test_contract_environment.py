"""The contract, case by case: threads, processes, and programs of any size."""

from __future__ import annotations

import copy
import gc
import os
import pickle
import signal
import sys
import threading
import time

import numpy as np
import pytest

from tangentgen import grad, jvp, value_and_grad
from tangentgen.errors import TangentgenError
from tests.support.snippets import dedented, function_of, module_of


def test_threads_building_and_calling_one_derivative() -> None:
    f = function_of("np.sum(np.sin(x) * x * x)")
    df = grad(f)
    x = np.linspace(0.0, 1.0, 5)
    want = np.cos(x) * x * x + 2 * np.sin(x) * x
    failures: list[BaseException] = []

    def run() -> None:
        try:
            for _ in range(20):
                np.testing.assert_allclose(df(x), want)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_call_after_an_interrupted_one() -> None:
    text = """
        import time

        def f(x, n):
            for k in range(n):
                x = x * 1.0001
                time.sleep(0.001)
            return x * x
    """
    f = module_of(dedented(text)).f
    df = grad(f)
    try:
        df(2.0, 1)
    except TangentgenError:
        return
    timer = threading.Timer(0.1, signal.raise_signal, [signal.SIGINT])
    timer.start()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        while time.monotonic() < started + 5.0:
            df(2.0, 200)
    assert df(2.0, 0) == pytest.approx(4.0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_fork() -> None:
    df = grad(function_of("x * x * x"))
    assert df(2.0) == pytest.approx(12.0)
    child = os.fork()
    if child == 0:
        os._exit(0 if abs(df(2.0) - 12.0) < 1e-12 else 1)
    assert os.waitpid(child, 0)[1] == 0


def pickled(x):
    return x * x


pickled_grad = grad(pickled)


def test_pickling_and_copying() -> None:
    """Pickled by what it is made of; a copy is as good."""
    sys.modules.setdefault(pickled.__module__, sys.modules[__name__])
    again = pickle.loads(pickle.dumps(pickled_grad))
    assert again(3.0) == pytest.approx(6.0)
    assert copy.deepcopy(pickled_grad)(3.0) == pytest.approx(6.0)


def test_deep_nesting() -> None:
    lines = ["def f(x):", "    y = x"]
    for depth in range(15):
        lines.append("    " * (depth + 1) + f"if y > {-depth}.0:")
        lines.append("    " * (depth + 2) + "y = y * x")
    lines.append("    return y")
    assert grad(module_of("\n".join(lines) + "\n").f)(1.1) == pytest.approx(16 * 1.1**15)


def test_deep_expression() -> None:
    expression = "(" * 60 + "x" + " + x)" * 60
    assert grad(function_of(expression))(2.0) == pytest.approx(61.0)


def test_three_hundred_parameters() -> None:
    names = [f"p{k}" for k in range(300)]
    f = function_of(" + ".join(f"{n} * {k}.0" for k, n in enumerate(names)), ", ".join(names))
    got = grad(f, wrt=tuple(names))(*[1.0] * 300)
    assert got == tuple(pytest.approx(float(k)) for k in range(300))


@pytest.mark.parametrize("count", [200, pytest.param(2000, marks=pytest.mark.hunt)])
def test_many_statements(count: int) -> None:
    f = function_of("; ".join(["y = x", *["y = y * 1.001 + x"] * count, "y"]))
    value, slope = value_and_grad(f)(1.0)
    assert slope == pytest.approx(value)  # linear in x


def test_many_calls_keep_nothing() -> None:
    """Nothing grows from call to call."""
    df = jvp(function_of("y = [x * x, x]; y[0] * y[1]"))
    df(1.0, tangents=1.0)
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(100):
        df(1.0, tangents=1.0)
    gc.collect()
    assert len(gc.get_objects()) - before < 50
