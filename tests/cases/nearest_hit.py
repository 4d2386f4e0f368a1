"""The nearest of what a helper finds, which is None before the first."""

import numpy as np


def met(origin, centre, radius):
    b = origin * centre
    if b < radius:
        return None
    return {"at": b - radius, "slope": np.sqrt(b)}


def nearest_hit(x, radii):
    best = None
    for centre, radius in zip(x, radii):
        hit = met(x[0], centre, radius)
        if hit is not None and (best is None or hit["at"] < best["at"]):
            best = hit
    if best is None:
        return 0.0
    return best["at"] * best["slope"]


WRT = "x"


def samples(rng):
    x = np.array([1.5, 0.6, 2.0, 1.1])
    return [(x, np.array([0.5, 1.0, 0.4, 0.3])), (x, np.full(4, 9.0))]


# --- expected ---
import numpy as np

from tests.cases import nearest_hit  # isort: skip


def nearest_hit_grad(x, radii):
    """Gradient of `nearest_hit` with respect to x."""
    condition_stack = []
    best = None
    for centre, radius in zip(x, radii, strict=False):
        hit = nearest_hit.met(x[0], centre, radius)
        condition = hit is not None and (best is None or hit["at"] < best["at"])
        if condition:
            best = hit
        condition_stack.append(condition)

    # Reverse sweep
    if best is None:
        at_bar = 0.0
        slope_bar = 0.0
    else:
        at_bar = best["slope"]  # return best["at"] * best["slope"]
        slope_bar = best["at"]
    x_bar = np.zeros_like(x)
    for k in reversed(range(min(len(x), len(radii)))):
        condition = condition_stack.pop()
        centre = x[k]
        radius = radii[k]
        if condition:
            at_bar2 = at_bar  # best = hit
            slope_bar2 = slope_bar
            at_bar = 0.0
            slope_bar = 0.0
        else:
            at_bar2 = 0.0
            slope_bar2 = 0.0
        # hit = met(x[0], centre, radius)
        origin_bar, centre_bar = met_reverse(x[0], centre, radius, at_bar2, slope_bar2)
        x_bar[0] += origin_bar
        x_bar[k] += centre_bar
    return x_bar


def met_reverse(origin, centre, radius, ans_at_bar, ans_slope_bar):
    b = origin * centre

    # Reverse sweep
    # return {"at": b - radius, "slope": np.sqrt(b)}
    b_bar = 0.0 if b < radius else ans_at_bar + 0.5 * ans_slope_bar / np.sqrt(b)
    origin_bar = centre * b_bar  # b = origin * centre
    centre_bar = origin * b_bar
    return origin_bar, centre_bar
