"""Making arrays."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import grids
from tangentgen.rules.words import Array, adjoint, constant, linear

constant(
    *(np.zeros, np.ones, np.empty, np.eye, np.identity, np.tri),
    *(np.zeros_like, np.ones_like, np.empty_like),
    why="takes nothing from the values of its arguments",
)


@adjoint(np.copy, np.asarray, np.ascontiguousarray, np.asfortranarray, a=grids)
def copy(a: Array, *, ans_bar: Array) -> Array:
    """The adjoint of a copy is the adjoint."""
    a_bar = ans_bar
    return a_bar


linear(np.copy, np.asarray, np.ascontiguousarray, np.asfortranarray, in_="a")
