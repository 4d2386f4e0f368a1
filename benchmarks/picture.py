"""Draws the table of `run.py`: each tool's time in that of the hand-written adjoint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path


def draw(path: Path, kernels: Sequence[str], ratios: Mapping[str, Mapping[str, float]]) -> None:
    """A row for each kernel and a mark for each tool that takes it; `ratios` by tool and kernel."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 0.3 * len(kernels) + 1.2), layout="constrained")
    axes = figure.add_subplot()
    axes.axvline(1.0, color="0.6", linewidth=1)
    rows = {name: row for row, name in enumerate(kernels)}
    for (tool, found), mark in zip(ratios.items(), "o^sD", strict=False):
        places = [rows[name] for name in found]
        axes.plot(list(found.values()), places, mark, label=tool, markersize=6, alpha=0.8)
    axes.set_xscale("log")
    axes.set_yticks(range(len(kernels)), kernels)
    axes.invert_yaxis()
    axes.grid(axis="x", which="major", alpha=0.3)
    axes.set_xlabel("time of the gradient, in that of the adjoint written by hand")
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4, frameon=False)
    figure.savefig(path, dpi=110)
