"""Shapes from annotations in the style of jaxtyping, read as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def annotated_shapes(
    A: Float[np.ndarray, "m n"], x: Float[np.ndarray, "n"], b: Float[np.ndarray, "m"]
):
    r = A @ x - b
    return 0.5 * r @ r


WRT = ("A", "x", "b")


def samples(rng):
    return [(rng.normal(size=(3, 2)), rng.normal(size=2), rng.normal(size=3))]


# --- expected ---
import numpy as np


def annotated_shapes_grad(A, x, b):
    """Gradient of `annotated_shapes` with respect to A, x and b."""
    r = A @ x - b

    # Reverse sweep
    r_bar = r  # return 0.5 * r @ r
    A_bar = np.outer(r_bar, x)  # r = A @ x - b
    x_bar = A.T @ r_bar
    b_bar = -r_bar
    return A_bar, x_bar, b_bar
