"""Pixels repeated along both axes, an image cut into patches, as integers say."""

import numpy as np


def repeated_and_cut(x, w, factor, size):
    large = np.repeat(np.repeat(x, factor, axis=0), factor, axis=1)
    rows, columns = large.shape
    parts = large.reshape(rows // size, size, columns // size, size)
    patches = parts.transpose(0, 2, 1, 3).reshape(-1, size * size)
    return np.sum(large * w) + np.sum(np.tanh(patches) ** 2)


WRT = ("x", "w")
LIKE = True


def samples(rng):
    return [
        (rng.normal(size=(2, 3)), rng.normal(size=(4, 6)), 2, 2),
        (rng.normal(size=(1, 2)), rng.normal(size=(3, 6)), 3, 3),
    ]


# --- expected ---
import numpy as np


def repeated_and_cut_grad(x, w, factor, size):
    """Gradient of `repeated_and_cut` with respect to x and w."""
    repeat_x = np.repeat(x, factor, axis=0)
    large = np.repeat(repeat_x, factor, axis=1)
    rows, columns = large.shape
    parts = large.reshape(rows // size, size, columns // size, size)
    transpose = parts.transpose(0, 2, 1, 3)
    patches = transpose.reshape(-1, size * size)
    tanh_patches = np.tanh(patches)

    # Reverse sweep
    w_bar = large.copy()  # return np.sum(large * w) + np.sum(np.tanh(patches) ** 2)
    patches_bar = 2 * (1 - tanh_patches**2) * tanh_patches
    # patches = parts.transpose(0, 2, 1, 3).reshape(-1, size * size)
    parts_bar = np.transpose(np.reshape(patches_bar, np.shape(transpose)), (0, 2, 1, 3))
    large_bar = w + np.reshape(parts_bar, np.shape(large))  # parts = large.reshape(...)
    # large = np.repeat(np.repeat(x, factor, axis=0), factor, axis=1)
    x_bar = np.sum(
        np.reshape(
            np.sum(np.reshape(large_bar, (*np.shape(repeat_x), factor)), axis=-1),
            (len(x), factor, *np.shape(x)[1:]),
        ),
        axis=1,
    )
    return x_bar, w_bar
