"""`python -m tests.frameworks`: runs PyTorch and JAX, and writes their numbers beside this file.

It needs `torch` and `jax`, which the tests do not: they compare with the numbers. Prints how
far the two frameworks and the examples' derivatives are apart, and the time of a step of each.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jax
import numpy as np
import torch

from tests.frameworks import programs
from tests.frameworks.problems import Problem, descended, problems

NUMBERS = Path(__file__).with_name("numbers.json")
jax.config.update("jax_enable_x64", True)
torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def of_torch(function: Callable[..., Any], problem: Problem) -> Callable[[Any], Any]:
    data = {n: torch.as_tensor(a) for n, a in problem.data.items()}

    def value_and_gradient(parameters: Any) -> Any:
        given = {
            n: torch.tensor(p, dtype=torch.float64, requires_grad=True)
            for n, p in parameters.items()
        }
        value = function(torch, given, data)
        value.backward()
        return value.item(), {n: g.grad.numpy() for n, g in given.items()}

    return value_and_gradient


def of_jax(function: Callable[..., Any], problem: Problem) -> Callable[[Any], Any]:
    data = {n: jax.numpy.asarray(a) for n, a in problem.data.items()}
    compiled = jax.jit(jax.value_and_grad(lambda p: function(jax.numpy, p, data)))

    def value_and_gradient(parameters: Any) -> Any:
        value, gradient = compiled(parameters)
        return float(value), {n: np.asarray(g) for n, g in gradient.items()}

    return value_and_gradient


def seconds(call: Callable[[Any], Any], parameters: Any) -> float:
    """The median of some calls, the first not counted."""
    call(parameters)
    times = []
    for _ in range(15):
        start = time.perf_counter()
        call(parameters)
        times.append(time.perf_counter() - start)
    return float(np.median(times))


def apart(one: Any, other: Any) -> float:
    """The largest relative difference of two structures of numbers."""
    if isinstance(one, dict):
        return max(apart(one[n], other[n]) for n in one)
    if isinstance(one, list):
        return max((apart(a, b) for a, b in zip(one, other, strict=True)), default=0.0)
    return abs(one - other) / max(1.0, abs(one), abs(other))


def main() -> None:
    numbers = {}
    print("| program | PyTorch from JAX | ours from PyTorch | ours | PyTorch | JAX, compiled |")
    print("|---|---|---|---|---|---|")
    for name, problem in problems().items():
        function = getattr(programs, name)
        ways = [of_torch(function, problem), of_jax(function, problem), problem.value_and_gradient]
        torch_, jax_, ours = (descended(way, problem.parameters, problem.rate) for way in ways)
        times = [f"{1e3 * seconds(way, problem.parameters):.2f} ms" for way in ways]
        numbers[name] = torch_
        print(
            f"| {name} | {apart(torch_, jax_):.0e} | {apart(torch_, ours):.0e} "
            f"| {times[2]} | {times[0]} | {times[1]} |"
        )
    versions = {"torch": torch.__version__, "jax": jax.__version__, "numpy": np.__version__}
    NUMBERS.write_text(json.dumps({"versions": versions, "numbers": numbers}, indent=1) + "\n")


if __name__ == "__main__":
    main()
