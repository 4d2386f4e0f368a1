"""Quotients, roots and logarithms that are mended where they have no value."""

import numpy as np


def divided_then_masked(r, q):
    with np.errstate(all="ignore"):
        inverse = 1.0 / r
        inverse[np.abs(r) < 1e-3] = 0.0
        ratio = q / r
        bad = ~np.isfinite(ratio)
        ratio[bad] = 1.0
        root = np.sqrt(r)
        root[r <= 0.0] = 0.5
        level = np.log(r)
        level[np.isnan(level) | np.isinf(level)] = -1.0
    clipped = q / (r + 3.0)
    clipped[clipped > 0.4] = 0.4
    return np.sum(inverse * root * ratio + level * ratio * clipped)


WRT = ("r", "q")


def samples(rng):
    return [(np.array([0.5, 2.0, -1.0]), np.array([1.0, 2.2, 0.5]))]


# --- expected ---
import numpy as np


def divided_then_masked_grad(r, q):
    """Gradient of `divided_then_masked` with respect to r and q."""
    with np.errstate(all="ignore"):
        inverse = 1.0 / r
        inverse_old = inverse[np.abs(r) < 1e-3].copy()
        inverse[np.abs(r) < 1e-3] = 0.0
        ratio = q / r
        bad = ~np.isfinite(ratio)
        ratio_old = ratio[bad].copy()
        ratio[bad] = 1.0
        root = np.sqrt(r)
        root_old = root[r <= 0.0].copy()
        root[r <= 0.0] = 0.5
        level = np.log(r)
        index = np.isnan(level) | np.isinf(level)
        level[index] = -1.0
    clipped = q / (r + 3.0)
    mask = clipped > 0.4
    clipped_old = clipped[mask].copy()
    clipped[mask] = 0.4

    # Reverse sweep
    inverse_bar = root * ratio  # return np.sum(...)
    root_bar = inverse * ratio
    ratio_bar = inverse * root + level * clipped
    level_bar = ratio * clipped
    clipped_bar = level * ratio
    clipped[mask] = clipped_old
    clipped_bar[mask] = 0.0  # clipped[clipped > 0.4] = 0.4
    clipped_asked = (clipped_bar != 0.0) | np.isfinite(clipped)  # clipped = q / (...)
    q_bar = clipped_bar / np.where(clipped_asked, r + 3.0, 0.5)
    r_bar = -np.where(clipped_asked, clipped, 0.5) * q_bar
    with np.errstate(all="ignore"):
        level_bar[index] = 0.0  # level[np.isnan(level) | np.isinf(level)] = -1.0
        # level = np.log(r)
        r_bar += level_bar / np.where((level_bar != 0.0) | (np.abs(r) > 0.0), r, 0.5)
        root[r <= 0.0] = root_old
        root_bar[r <= 0.0] = 0.0  # root[r <= 0.0] = 0.5
        # root = np.sqrt(r)
        r_bar += 0.5 / np.where((root_bar != 0.0) | (root > 0.0), root, 0.5) * root_bar
        ratio[bad] = ratio_old
        ratio_bar[bad] = 0.0  # ratio[bad] = 1.0
        ratio_asked = (ratio_bar != 0.0) | np.isfinite(ratio)  # ratio = q / r
        where_ratio_asked = np.where(ratio_asked, r, 0.5)
        q_bar += ratio_bar / where_ratio_asked
        r_bar -= np.where(ratio_asked, ratio, 0.5) / where_ratio_asked * ratio_bar
        inverse[np.abs(r) < 1e-3] = inverse_old
        inverse_bar[np.abs(r) < 1e-3] = 0.0  # inverse[np.abs(r) < 1e-3] = 0.0
        inverse_asked = (inverse_bar != 0.0) | np.isfinite(inverse)  # inverse = 1.0 / r
        r_bar -= (
            np.where(inverse_asked, inverse, 0.5)
            / np.where(inverse_asked, r, 0.5)
            * inverse_bar
        )
    return r_bar, q_bar
