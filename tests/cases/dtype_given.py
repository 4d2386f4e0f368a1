"""Which numbers an array holds is said by an argument, and by a table."""

import numpy as np

KINDS = {"narrow": np.complex64, "wide": np.complex128}


def dtype_given(x, dtype, kind):
    z = np.zeros(len(x), dtype=dtype)
    z[:] = x
    w = x.astype(KINDS[kind]) * np.exp(1.0 + z * z)
    return np.sum(np.real(w * w))


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), complex, "wide")]


# --- expected ---
import numpy as np

from tests.cases import dtype_given  # isort: skip


def dtype_given_grad(x, dtype, kind):
    """Gradient of `dtype_given` with respect to x."""
    z = np.zeros(len(x), dtype=dtype)
    z[:] = x
    astype = x.astype(dtype_given.KINDS[kind])
    exp = np.exp(1.0 + z * z)
    w = astype * exp

    # Reverse sweep
    w_bar = 2 * w * np.broadcast_to(1.0, np.shape(np.real(w * w)))  # return np.sum(...)
    x_bar = np.real(exp * w_bar)  # w = x.astype(KINDS[kind]) * np.exp(1.0 + z * z)
    z_bar = 2 * z * exp * astype * w_bar
    x_bar = x_bar + np.real(z_bar[:])  # z[:] = x
    return np.asarray(x_bar, dtype=x.dtype)
