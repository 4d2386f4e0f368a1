"""Rounding: constant between its jumps."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.words import constant

constant(
    *(np.floor, np.ceil, np.trunc, np.fix, np.rint, np.round, np.around),
    why="constant between its jumps",
)
