"""Powers with an exponent that is a parameter, taken where their bases are positive."""

import numpy as np


def powers_where_taken(x, n, growth):
    with np.errstate(invalid="ignore"):
        glow = np.where(x > 0.0, x**n, 0.0)
    spread = np.where(x < 1.0, growth**x, 1.0)
    shade = np.maximum(x, 0.0) ** n
    shade[x <= 0.0] = 0.2
    return np.sum(glow * spread * shade)


WRT = ("x", "n", "growth")


def samples(rng):
    x = np.array([-1.0, 0.7, 2.0, 0.1])
    return [(x, 3.0, 1.5), (x, 0.5, 2.0), (np.array([-2.0]), 2.5, 1.0)]


# --- expected ---
import numpy as np


def powers_where_taken_grad(x, n, growth):
    """Gradient of `powers_where_taken` with respect to x, n and growth."""
    with np.errstate(invalid="ignore"):
        glow = np.where(x > 0.0, x**n, 0.0)
    spread = np.where(x < 1.0, growth**x, 1.0)
    maximum_x = np.maximum(x, 0.0)
    shade = maximum_x**n
    shade_old = shade[x <= 0.0].copy()
    shade[x <= 0.0] = 0.2

    # Reverse sweep
    glow_bar = spread * shade  # return np.sum(glow * spread * shade)
    spread_bar = glow * shade
    shade_bar = glow * spread
    shade[x <= 0.0] = shade_old
    shade_bar[x <= 0.0] = 0.0  # shade[x <= 0.0] = 0.2
    # shade = np.maximum(x, 0.0) ** n
    shade_asked = (shade_bar != 0.0) | np.isfinite(shade) & (
        (maximum_x != 0.0) | (n >= 1.0)
    )
    where_shade_asked = np.where(shade_asked, maximum_x, 0.5)
    x_bar = (x > 0.0) * (
        n
        * where_shade_asked ** np.where((n != 0) | (maximum_x != 0), n - 1, 1)
        * shade_bar
    )
    n_bar = np.sum(
        np.log(np.where(maximum_x > 0, where_shade_asked, 1))
        * np.where(shade_asked, shade, 0.5)
        * shade_bar
    )
    power_bar = np.where(x < 1.0, spread_bar, 0)  # spread = np.where(...)
    where2 = np.where(x < 1.0, x, 0.5)
    where3 = np.where(x < 1.0, growth, 0.5)
    growth_bar = np.sum(
        where2 * where3 ** np.where((x != 0) | (growth != 0), where2 - 1, 1) * power_bar
    )
    x_bar += (
        np.log(where3 if growth > 0 else 1)
        * np.where(x < 1.0, growth**x, 0.5)
        * power_bar
    )
    with np.errstate(invalid="ignore"):
        power_bar2 = np.where(x > 0.0, glow_bar, 0)  # glow = np.where(...)
        where = np.where(x > 0.0, x, 0.5)
        x_bar += n * where ** np.where((n != 0) | (x != 0), n - 1, 1) * power_bar2
        n_bar += np.sum(
            np.log(np.where(x > 0, where, 1))
            * np.where(x > 0.0, x**n, 0.5)
            * power_bar2
        )
    return x_bar, float(n_bar), float(growth_bar)
