"""An item gets a name and is put at another place: a change of it shows at both."""

import numpy as np

WRT = ("rows", "z")


def item_named_then_put(rows, z):
    last = rows[-1]
    rows.append(last)
    rows[0], first = z[1] * z, rows[0]
    rows[-1] += z[0]
    rows[2] *= first
    return np.sum(rows[0] * rows[1]) + np.sum(rows[2] * rows[3])


def samples(rng):
    return [([rng.normal(size=3) for _ in range(3)], rng.normal(size=3))]


# --- expected ---
import numpy as np


def item_named_then_put_grad(rows, z):
    """Gradient of `item_named_then_put` with respect to rows and z."""
    rows = rows.copy()
    rows[0] = rows[0].copy()
    rows[1] = rows[1].copy()
    rows[2] = rows[2].copy()
    rows[2] += z[0]
    rows_old = rows[2].copy()
    rows[2] *= rows[0]

    # Reverse sweep
    item_bar = rows[1].copy()  # return np.sum(...) + np.sum(rows[2] * rows[3])
    rows_1_bar = z[1] * z
    rows_2_bar = 2 * rows[2]
    rows[2][...] = rows_old
    rows_0_bar = rows[2] * rows_2_bar  # rows[2] *= first
    rows_2_bar[...] = rows[0] * rows_2_bar
    z_bar = np.zeros_like(z)  # rows[-1] += z[0]
    z_bar[0] = np.sum(rows_2_bar)
    z_bar[1] = z @ item_bar  # rows[0], first = z[1] * z, rows[0]
    z_bar += z[1] * item_bar
    return [rows_0_bar, rows_1_bar, rows_2_bar], z_bar
