"""A real number, and a real array, that become complex in a loop."""

import numpy as np


def complex_in_loop(x, t, n):
    turned = 0.3 + 0.0 * t
    for _ in range(n):
        x = x * (1 + 0.5j)
        t = np.copy(t * (0.5 - 1j)) + turned
    return np.sum(np.abs(x) ** 2) + np.abs(t) + np.real(x[0] * t)


WRT = ("x", "t")


def samples(rng):
    return [(rng.normal(size=3), 0.7, 2), (rng.normal(size=3), -0.4, 0)]


# --- expected ---
import numpy as np


def complex_in_loop_grad(x, t, n):
    """Gradient of `complex_in_loop` with respect to x and t."""
    turned = 0.3 + 0.0 * t
    x_old = x
    for _ in range(n):
        x = x * (1 + 0.5j)
        t = np.copy(t * (0.5 - 1j)) + turned
    abs_x = np.abs(x)

    # Reverse sweep
    # return np.sum(np.abs(x) ** 2) + np.abs(t) + np.real(x[0] * t)
    x_bar = (
        (
            np.conj(x) / np.where(abs_x == 0, 1, abs_x)
            if np.iscomplexobj(x)
            else np.sign(x)
        )
        * np.real(2 * abs_x)
    ).astype(complex)
    t_bar = np.conj(t) / np.where(np.abs(t) == 0, 1, np.abs(t)) + x[0]
    x_bar[0] += t
    turned_bar = 0.0
    for _ in reversed(range(n)):
        turned_bar += np.real(t_bar)  # t = np.copy(t * (0.5 - 1j)) + turned
        t_bar = (0.5 - 1j) * t_bar
        x_bar = (1 + 0.5j) * x_bar  # x = x * (1 + 0.5j)
    t_bar += 0.0 * turned_bar  # turned = 0.3 + 0.0 * t
    return np.asarray(np.real(x_bar), dtype=x_old.dtype), float(np.real(t_bar))
