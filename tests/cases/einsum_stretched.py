"""einsum stretches axes of length 1; letters may be summed or repeated."""

import numpy as np


def einsum_stretched(x, y, z):
    diagonal = np.einsum("ii->i", z)
    return np.sum(np.sin(np.einsum("ij,jk->ik", x, y))) + np.einsum(
        "i,j->", diagonal, y[:, 0]
    )


WRT = ("x", "y", "z")


def samples(rng):
    return [
        (rng.normal(size=(2, 1)), rng.normal(size=(3, 4)), rng.normal(size=(2, 2))),
        (rng.normal(size=(2, 3)), rng.normal(size=(3, 4)), rng.normal(size=(3, 3))),
    ]


# --- expected ---
import numpy as np


def einsum_stretched_grad(x, y, z):
    """Gradient of `einsum_stretched` with respect to x, y and z."""
    diagonal = np.einsum("ii->i", z)

    # Reverse sweep
    cos_einsum = np.cos(np.einsum("ij,jk->ik", x, y))  # return np.sum(...) + ...
    x_bar = unbroadcast(np.einsum("ik,jk->ij", cos_einsum, y), x)
    y_bar = unbroadcast(np.einsum("ik,ij->jk", cos_einsum, x), y)
    diagonal_bar = unbroadcast(
        np.einsum(",j,i->i", 1.0, y[:, 0], np.ones(len(diagonal))), diagonal
    )
    y_bar[:, 0] += unbroadcast(
        np.einsum(",i,j->j", 1.0, diagonal, np.ones(len(y[:, 0]))), y[:, 0]
    )
    # diagonal = np.einsum("ii->i", z)
    z_bar = unbroadcast(np.einsum("i,ia->ia", diagonal_bar, np.eye(np.shape(z)[1])), z)
    return x_bar, y_bar, z_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
