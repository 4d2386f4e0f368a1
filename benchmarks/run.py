"""Gradients of the kernels beside those written by hand, by HIPS autograd and by JAX.

    python benchmarks/run.py [--seconds 0.3] [NAME ...]

All are compared with the hand-written one first, then timed in turn in one process and one
thread; a figure is the median of the ratios of neighbouring measurements. autograd and JAX (jit,
its compile time apart) are given the same text with their own NumPy, and are left out where they
do not take it.
"""

from __future__ import annotations

import argparse
import importlib
import os
import statistics
import sys
import time
import types
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import numpy as np  # noqa: E402 - after the number of threads is set

GROUPS = ("scalars", "recurrent", "stencils", "linear", "learning", "geometry")
Call = Callable[[], Any]


@dataclass(frozen=True)
class Row:
    name: str
    primal: float  # seconds
    expert: float  # of the primal's time
    ours: float  # of the expert's time
    autograd: float | None
    jax: float | None
    compiling: float | None  # seconds


def kernels() -> dict[str, tuple[types.ModuleType, tuple[str, ...], Callable[[Any], Any]]]:
    found = {}
    for group in GROUPS:
        module = importlib.import_module(f"kernels.{group}")
        for name, (wrt, sample) in module.KERNELS.items():
            found[name] = (module, wrt, sample)
    return found


def side_by_side(one: Call, other: Call, seconds: float) -> float:
    """How many times the time of the other the one takes."""

    def once(call: Call, count: int) -> float:
        start = time.perf_counter()
        for _ in range(count):
            call()
        return (time.perf_counter() - start) / count

    one(), other()
    count = max(1, int(0.005 / max(once(other, 1), 1e-7)))
    ratios, end = list[float](), time.perf_counter() + seconds
    while len(ratios) < 5 or time.perf_counter() < end:
        ratios.append(once(one, count) / once(other, count))
    return statistics.median(ratios)


def seconds_of(call: Call) -> float:
    call()
    times = []
    for _ in range(7):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def measured(name: str, seconds: float) -> Row:
    module, wrt, sample = kernels()[name]
    args = sample(np.random.default_rng(0))
    primal, expert = getattr(module, name), getattr(module, f"{name}_adjoint")
    wanted = expert(*args)
    places = [primal.__code__.co_varnames.index(w) for w in wrt]
    ours = tangentgen_version(primal, wrt, args)
    agree(wanted, ours(), name)
    by_hand: Call = lambda: expert(*args)  # noqa: E731 - one of several calls
    others: dict[str, float | None] = {"autograd": None, "jax": None}
    compiling = None
    for other, make in (("autograd", autograd_version), ("jax", jax_version)):
        try:
            call = make(module, name, places, args)
            start = time.perf_counter()
            agree(wanted, call(), name, 1e-5)
            if other == "jax":
                compiling = time.perf_counter() - start
        except Exception as problem:
            print(f"# {name}: {other}: {type(problem).__name__}", file=sys.stderr)
            continue
        others[other] = side_by_side(call, by_hand, seconds)
    copies = [a.copy() if isinstance(a, np.ndarray) else a for a in args]
    return Row(
        name,
        seconds_of(lambda: primal(*copies)),
        side_by_side(by_hand, lambda: primal(*copies), seconds),
        side_by_side(ours, by_hand, seconds),
        others["autograd"],
        others["jax"],
        compiling,
    )


def tangentgen_version(primal: Any, wrt: tuple[str, ...], args: Any) -> Call:
    from tangentgen import grad

    derivative = grad(primal, wrt=wrt, like=args, cache=False)
    found = derivative(*args)
    for _ in range(30):
        derivative(*args)
    return lambda: derivative(*args) if isinstance(found, tuple) else (derivative(*args),)


def with_other_numpy(module: types.ModuleType, name: str, numpy: Any) -> Any:
    """The same code in a module that knows another NumPy."""
    space = dict(vars(module))
    for key, value in vars(module).items():
        if isinstance(value, types.FunctionType):
            space[key] = types.FunctionType(value.__code__, space, key, value.__defaults__)
    space["np"] = numpy
    return space[name]


def autograd_version(module: types.ModuleType, name: str, places: list[int], args: Any) -> Call:
    import autograd
    import autograd.numpy as numpy

    gradient = autograd.grad(with_other_numpy(module, name, numpy), tuple(places))
    return lambda: gradient(*args)


def jax_version(module: types.ModuleType, name: str, places: list[int], args: Any) -> Call:
    import jax

    jax.config.update("jax_enable_x64", True)
    fixed = tuple(k for k, a in enumerate(args) if isinstance(a, int))
    function = with_other_numpy(module, name, jax.numpy)
    gradient = jax.jit(jax.grad(function, tuple(places)), static_argnums=fixed)
    given = [jax.numpy.asarray(a) if isinstance(a, np.ndarray) else a for a in args]
    return lambda: jax.block_until_ready(gradient(*given))


def agree(wanted: Any, found: Any, name: str, tolerance: float = 1e-8) -> None:
    for one, other in zip(wanted, found, strict=True):
        np.testing.assert_allclose(np.asarray(other), one, rtol=tolerance, atol=1e-9, err_msg=name)


def mean(values: list[float]) -> float:
    return statistics.geometric_mean(values)


def table(rows: list[Row]) -> str:
    """The figures, and their geometric means over the kernels that each takes."""
    head = ("kernel", "primal µs", "by hand", "tangentgen", "autograd", "JAX", "compile s")
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]

    def shown(value: float | None) -> str:
        return "-" if value is None else f"{value:.2f}"

    for row in rows:
        figures = (row.expert, row.ours, row.autograd, row.jax, row.compiling)
        words = (row.name, f"{row.primal * 1e6:.0f}", *map(shown, figures))
        lines.append("| " + " | ".join(words) + " |")
    columns = [
        mean([row.expert for row in rows]),
        mean([row.ours for row in rows]),
        mean([r.autograd for r in rows if r.autograd] or [1.0]),
        mean([r.jax for r in rows if r.jax] or [1.0]),
    ]
    lines.append("| geometric mean | | " + " | ".join(map(shown, columns)) + " | |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seconds", type=float, default=0.3, help="of each comparison")
    options = parser.parse_args()
    rows = []
    for name in options.names or kernels():
        rows.append(measured(name, options.seconds))
        print(f"# {name}", file=sys.stderr, flush=True)
    print("Time of the hand-written adjoint in primals; of the others in hand-written adjoints.\n")
    print(table(rows))


if __name__ == "__main__":
    main()
