"""Gradients of the kernels beside those by hand, by HIPS autograd, by JAX and by PyTorch.

    pip install -r benchmarks/requirements.txt
    python benchmarks/run.py [--seconds 0.3] [--picture docs/pictures/kernels.png] [NAME ...]

All are compared with the hand-written one first, then timed in turn in one process and one
thread; a figure is the median of the ratios of neighbouring measurements. autograd, JAX (jit, its
compile time apart) and PyTorch are given the same text with their own NumPy. Where they do not
take it, or what they give is wrong, they are given the one in `kernels/rewritten.py`, and the
figure has a star; a dash where there is none, or the tool does not take that either.
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
from kernels import rewritten  # noqa: E402 - as above
from picture import draw  # noqa: E402 - as above

GROUPS = ("scalars", "recurrent", "stencils", "linear", "learning", "geometry")
Call = Callable[[], Any]
Make = Callable[[types.ModuleType, str, list[int], Any], Call]


@dataclass(frozen=True)
class Other:
    """Another tool's figures for a kernel."""

    ratio: float  # of the expert's time
    first: float  # seconds that the first call takes
    rewritten: bool

    def __str__(self) -> str:
        return f"{self.ratio:.2f}{'*' if self.rewritten else ''}"


@dataclass(frozen=True)
class Row:
    name: str
    primal: float  # seconds
    expert: float  # of the primal's time
    ours: float  # of the expert's time
    others: dict[str, Other]


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
    others = {}
    for tool, make in TOOLS.items():
        found = taken(make, module, name, places, args, wanted)
        if found is not None:
            call, first, is_rewritten = found
            others[tool] = Other(side_by_side(call, by_hand, seconds), first, is_rewritten)
    copies = [a.copy() if isinstance(a, np.ndarray) else a for a in args]
    return Row(
        name,
        seconds_of(lambda: primal(*copies)),
        side_by_side(by_hand, lambda: primal(*copies), seconds),
        side_by_side(ours, by_hand, seconds),
        others,
    )


def taken(
    make: Make, module: types.ModuleType, name: str, places: list[int], args: Any, wanted: Any
) -> tuple[Call, float, bool] | None:
    """A tool's gradient of a kernel, the seconds of its first call, and whether it is rewritten."""
    for source in (module, rewritten):
        if not hasattr(source, name):
            continue
        try:
            call = make(source, name, places, args)
            start = time.perf_counter()
            found = call()
            first = time.perf_counter() - start
            agree(wanted, found, name)
        except Exception as problem:
            print(f"# {name}: {make.__name__}: {type(problem).__name__}", file=sys.stderr)
            continue
        return call, first, source is rewritten
    return None


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


class Torch:
    """PyTorch under NumPy's names, where those differ."""

    def __getattr__(self, name: str) -> Any:
        import torch

        return getattr(torch, name)

    @staticmethod
    def max(a: Any, axis: Any, keepdims: bool = False) -> Any:
        import torch

        return torch.amax(a, axis, keepdims)

    @staticmethod
    def sqrt(a: Any) -> Any:
        return a**0.5


def torch_version(module: types.ModuleType, name: str, places: list[int], args: Any) -> Call:
    import torch

    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    function = with_other_numpy(module, name, Torch())
    given = [torch.as_tensor(a) if isinstance(a, np.ndarray) else a for a in args]
    for place in places:
        given[place] = torch.tensor(args[place], requires_grad=True)
    leaves = [given[place] for place in places]
    return lambda: torch.autograd.grad(function(*given), leaves)


TOOLS: dict[str, Make] = {
    "autograd": autograd_version,
    "JAX": jax_version,
    "PyTorch": torch_version,
}


def agree(wanted: Any, found: Any, name: str, tolerance: float = 1e-8) -> None:
    for one, other in zip(wanted, found, strict=True):
        np.testing.assert_allclose(np.asarray(other), one, rtol=tolerance, atol=1e-9, err_msg=name)


def mean(values: list[float]) -> float:
    return statistics.geometric_mean(values)


def table(rows: list[Row]) -> str:
    """The figures, and their geometric means over the kernels that each takes."""
    head = ("kernel", "primal µs", "by hand", "tangentgen", *TOOLS, "JAX compiles, s")
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    for row in rows:
        others = [str(row.others.get(tool, "-")) for tool in TOOLS]
        compiling = f"{row.others['JAX'].first:.2f}" if "JAX" in row.others else "-"
        own = (f"{row.primal * 1e6:.0f}", f"{row.expert:.2f}", f"{row.ours:.2f}")
        lines.append("| " + " | ".join((row.name, *own, *others, compiling)) + " |")
    means = [mean([row.expert for row in rows]), mean([row.ours for row in rows])]
    for tool in TOOLS:
        means.append(mean([row.others[tool].ratio for row in rows if tool in row.others] or [1.0]))
    words = " | ".join(f"{value:.2f}" for value in means)
    lines.append(f"| geometric mean | | {words} | |")
    return "\n".join(lines)


def beside(tool: str, rows: list[Row]) -> str:
    """A tool's time in that of ours, over the kernels that it takes."""
    both = [(row.others[tool], row.ours) for row in rows if tool in row.others]
    if not both:
        return f"{tool}: not there, or takes none"
    over = mean([other.ratio / ours for other, ours in both])
    unchanged = sum(not other.rewritten for other, _ in both)
    return f"{tool}: {over:.1f} times ours over {len(both)} kernels, {unchanged} of them unchanged"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seconds", type=float, default=0.3, help="of each comparison")
    parser.add_argument("--picture", type=Path, help="where the table is drawn")
    options = parser.parse_args()
    rows = []
    for name in options.names or kernels():
        rows.append(measured(name, options.seconds))
        print(f"# {name}", file=sys.stderr, flush=True)
    print("Time of the hand-written adjoint in primals; of the others in hand-written adjoints.\n")
    if options.picture is not None:
        ratios = {"tangentgen": {row.name: row.ours for row in rows}}
        for tool in TOOLS:
            ratios[tool] = {r.name: r.others[tool].ratio for r in rows if tool in r.others}
        draw(options.picture, [row.name for row in rows], ratios)
    print(table(rows), "", *(beside(tool, rows) for tool in TOOLS), sep="\n")


if __name__ == "__main__":
    main()
