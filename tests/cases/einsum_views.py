"""What einsum gives of one array is a view of it, unless it sums."""

import numpy as np


def einsum_views(x):
    a = x * x
    diagonal = np.einsum("ii->i", a)
    turned = np.einsum("ij->ji", a)
    sums = np.einsum("ij->j", a)
    a[0, 0] = x[0, 1] * x[1, 1]
    diagonal += 0.5 * diagonal[0]
    turned[0] *= turned[1]
    return np.sum(diagonal * sums) + np.sum(a**2)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=(3, 3)),)]


# --- expected ---
import numpy as np


def einsum_views_grad(x):
    """Gradient of `einsum_views` with respect to x."""
    a = x * x
    a_bar = np.zeros_like(a)
    diagonal = np.einsum("ii->i", a)
    diagonal_bar = np.einsum("ii->i", a_bar)
    turned = np.einsum("ij->ji", a)
    turned_bar = np.einsum("ij->ji", a_bar)
    sums = np.einsum("ij->j", a)
    a_old = a[0, 0]
    a[0, 0] = x[0, 1] * x[1, 1]
    diagonal_old = diagonal.copy()
    diagonal += 0.5 * diagonal[0]
    turned_old = turned[0].copy()
    turned[0] *= turned[1]

    # Reverse sweep
    diagonal_bar += sums  # return np.sum(diagonal * sums) + np.sum(a**2)
    sums_bar = diagonal.copy()
    a_bar += 2 * a
    turned[0] = turned_old
    turned_bar[1] += turned[0] * turned_bar[0]  # turned[0] *= turned[1]
    turned_bar[0] = turned[1] * turned_bar[0]
    diagonal[...] = diagonal_old
    diagonal_bar[0] += 0.5 * np.sum(diagonal_bar.copy())  # diagonal += 0.5 * ...
    a[0, 0] = a_old
    x_bar = np.zeros_like(x)  # a[0, 0] = x[0, 1] * x[1, 1]
    x_bar[0, 1] = x[1, 1] * a_bar[0, 0]
    x_bar[1, 1] = x[0, 1] * a_bar[0, 0]
    a_bar[0, 0] = 0.0
    # sums = np.einsum("ij->j", a)
    a_bar += unbroadcast(np.einsum("j,i->ij", sums_bar, np.ones(len(a))), a)
    x_bar += 2 * x * a_bar  # a = x * x
    return x_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
