"""einsum: a bilinear form, a trace, a batch."""

import numpy as np


def einsum_forms(A, x, T):
    form = np.einsum("i,ij,j->", x, A, x)
    batch = np.einsum("bij,j->bi", T, x)
    return form * np.trace(A) + np.sum(batch**2)


WRT = ("A", "x", "T")


def samples(rng):
    return [(rng.normal(size=(3, 3)), rng.normal(size=3), rng.normal(size=(2, 3, 3)))]


# --- expected ---
import numpy as np


def einsum_forms_grad(A, x, T):
    """Gradient of `einsum_forms` with respect to A, x and T."""
    form = np.einsum("i,ij,j->", x, A, x)
    batch = np.einsum("bij,j->bi", T, x)

    # Reverse sweep
    form_bar = np.trace(A)  # return form * np.trace(A) + np.sum(batch**2)
    A_bar = form * np.eye(len(A), np.shape(A)[1], 0)
    batch_bar = 2 * batch
    T_bar = unbroadcast(np.einsum("bi,j->bij", batch_bar, x), T)  # batch = ...
    x_bar = unbroadcast(np.einsum("bi,bij->j", batch_bar, T), x)
    # form = np.einsum("i,ij,j->", x, A, x)
    x_bar += unbroadcast(np.einsum(",ij,j->i", form_bar, A, x), x) + unbroadcast(
        np.einsum(",i,ij->j", form_bar, x, A), x
    )
    A_bar += unbroadcast(np.einsum(",i,j->ij", form_bar, x, x), A)
    return A_bar, x_bar, T_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
