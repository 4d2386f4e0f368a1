"""`demo`: fit a forecast of real data with a generated gradient."""

from __future__ import annotations

import argparse
import sys
import types
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

import tangentgen
from tangentgen.commands import target
from tangentgen.commands.output import Output

STEPS = 120
HELD_OUT = 60  # months: the last five years
ASKED = 0.25  # parts per million: the mean error of a forecast of those
RATES = (0.1, 0.2, 0.05, 0.2)  # of descent: logits, level, slope, season

Parameters = tuple[Any, ...]
Step = tuple[float, Parameters]  # the loss, and the parameters after it


def add(parsers: Any) -> None:
    parser = parsers.add_parser("demo", help="fit a forecast of real data, gradient and all")
    parser.add_argument("--steps", type=int, default=STEPS, help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, out: Output) -> int:
    loss = target.find(f"{examples() / 'carbon_dioxide.py'}:smoothing_loss").function
    model = sys.modules[loss.__module__]
    observed = model.load()
    known = observed[:-HELD_OUT]
    start = (np.full(3, -4.0), float(known[0]), 0.0, np.zeros(model.YEAR))

    out.write(f"Carbon dioxide at Mauna Loa, {len(observed)} months: {model.__file__}\n")
    value_and_grad = tangentgen.value_and_grad(loss, wrt=(0, 1, 2, 3), like=(*start, known))
    out.write("The derivative of `smoothing_loss`, as generated:\n\n")
    out.write_source(value_and_grad.source)

    out.write(f"\nIt fits the months before the last {HELD_OUT}:\n")
    steps = _descend(lambda p: value_and_grad(*p, known), start, options.steps)
    *_, (_, fitted) = _shown(steps, options.steps, out)
    before, error = (_mean_error(model, at, observed) for at in (start, fitted))
    out.write(
        f"\nThe last {HELD_OUT} months, never seen, are forecast a month ahead to {error:.3f} ppm "
        f"in the mean\n(asked: {ASKED}; before the fit: {before:.3f}).\n"
        f"The derivative: {value_and_grad.path}\n"
    )
    return 0 if error <= ASKED else 1


def examples() -> Path:
    """Inside the package where it is installed, beside it in a checkout."""
    package = Path(tangentgen.__file__).resolve().parent
    inside = package / "examples"
    return inside if inside.is_dir() else package.parent / "examples"


def _descend(
    value_and_grad: Callable[[Parameters], Step], start: Parameters, steps: int
) -> Iterator[Step]:
    """Adam (Kingma and Ba, 2015): the loss at each step and the parameters after it."""
    at, mean, square = start, [0.0] * len(start), [0.0] * len(start)
    for step in range(1, steps + 1):
        loss, slopes = value_and_grad(at)
        mean = [0.9 * m + 0.1 * g for m, g in zip(mean, slopes, strict=True)]
        square = [0.99 * s + 0.01 * g * g for s, g in zip(square, slopes, strict=True)]
        at = tuple(
            p - rate * (m / (1 - 0.9**step)) / (np.sqrt(s / (1 - 0.99**step)) + 1e-8)
            for p, rate, m, s in zip(at, RATES, mean, square, strict=True)
        )
        at = tuple(p if isinstance(p, np.ndarray) else float(p) for p in at)
        yield float(loss), at


def _shown(steps: Iterable[Step], total: int, out: Output) -> Iterator[Step]:
    """The steps as they are, with a bar on a terminal and a line now and then elsewhere."""
    if out.wants_colour():
        yield from _shown_by_rich(steps, total, out)
        return
    for done, step in enumerate(steps, start=1):
        bar = "#" * (30 * done // total)
        line = f"step {done:4} of {total} [{bar:30}] mean squared error {step[0]:9.4f}"
        if out.is_terminal:
            out.write(f"\r{line}" if done < total else f"\r{line}\n")
        elif done == 1 or done % 40 == 0:
            out.write(f"{line}\n")
        yield step


def _shown_by_rich(steps: Iterable[Step], total: int, out: Output) -> Iterator[Step]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=out.stream)) as progress:
        task = progress.add_task("", total=total)
        for step in steps:
            progress.update(task, advance=1, description=f"mean squared error {step[0]:9.4f}")
            yield step


def _mean_error(model: types.ModuleType, fitted: Parameters, observed: Any) -> float:
    ahead = model.forecasts(*fitted, observed)
    return float(np.mean(np.abs(ahead - observed)[-HELD_OUT:]))
