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
    T_bar = np.einsum("bi,j->bij", batch_bar, x)  # batch = np.einsum("bij,j->bi", T, x)
    x_bar = np.einsum("bi,bij->j", batch_bar, T)
    # form = np.einsum("i,ij,j->", x, A, x)
    x_bar += np.einsum(",ij,j->i", form_bar, A, x) + np.einsum(
        ",i,ij->j", form_bar, x, A
    )
    A_bar += np.einsum(",i,j->ij", form_bar, x, x)
    return A_bar, x_bar, T_bar
