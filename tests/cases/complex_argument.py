"""The gradient of a real function of complex numbers is ∂L/∂Re z - i ∂L/∂Im z."""

import numpy as np


def complex_argument(z, a):
    w = a * z**2 + np.conj(z)
    return np.sum(np.real(w * np.conj(w))) + np.sum(np.abs(z))


WRT = ("z", "a")


def samples(rng):
    return [(rng.normal(size=3) + 1j * rng.normal(size=3), 0.8)]


# --- expected ---
import numpy as np


def complex_argument_grad(z, a):
    """Gradient of `complex_argument` with respect to z and a."""
    w = a * z**2 + np.conj(z)
    conj_w = np.conj(w)
    abs_z = np.abs(z)

    # Reverse sweep
    product_bar = np.broadcast_to(1.0, np.shape(np.real(w * conj_w)))  # return ...
    w_bar = conj_w * product_bar + np.conj(w * product_bar)
    z_bar = np.conj(z) / np.where(abs_z == 0, 1, abs_z)
    a_bar = np.sum(np.real(z**2 * w_bar))  # w = a * z**2 + np.conj(z)
    z_bar += 2 * z * a * w_bar + np.conj(w_bar)
    return np.asarray(z_bar, dtype=z.dtype), float(a_bar)
