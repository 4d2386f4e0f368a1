"""What is returned out of a container is an array that was written in part."""

import numpy as np


def written_then_held(x, y):
    out = {}
    fluxes = x * y
    fluxes[1:] *= x[1:]
    out["fluxes"] = fluxes
    kept = []
    level = np.sin(y)
    level[:-1] -= y[1:] * level[1:]
    kept.append(level)
    out["scaled"] = x + y
    out["scaled"][0] *= y[1]
    return out["fluxes"], kept[-1][::-1], out["scaled"]


WRT = ("x", "y")
MODE = "vjp"


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def written_then_held_vjp(x, y, *, cotangent):
    """Value and vector-Jacobian product of `written_then_held` with respect to x and
    y.
    """
    out = {}
    fluxes = x * y
    fluxes_old = fluxes[1:].copy()
    fluxes[1:] *= x[1:]
    out["fluxes"] = fluxes
    kept = []
    level = np.sin(y)
    level_old = level[:-1].copy()
    level[:-1] -= y[1:] * level[1:]
    kept.append(level)
    out["scaled"] = x + y
    out_old = out["scaled"][0]
    out["scaled"][0] *= y[1]
    ans = out["fluxes"].copy(), kept[-1][::-1].copy(), out["scaled"].copy()

    # Reverse sweep
    fluxes_bar = cotangent[0]  # return out["fluxes"], kept[-1][::-1], out["scaled"]
    kept_bar = [np.zeros_like(item) for item in kept]
    kept_bar[-1] = kept_bar[-1].copy()
    kept_bar[-1][::-1] += cotangent[1]
    scaled_bar = cotangent[2]
    out["scaled"][0] = out_old
    y_bar = np.zeros_like(y)  # out["scaled"][0] *= y[1]
    y_bar[1] = out["scaled"][0] * scaled_bar[0]
    scaled_bar = scaled_bar.copy()
    scaled_bar[0] = y[1] * scaled_bar[0]
    x_bar = scaled_bar.copy()  # out["scaled"] = x + y
    y_bar += scaled_bar
    level_bar = kept_bar.pop()  # kept.append(level)
    kept.pop()
    level[:-1] = level_old
    y_bar[1:] -= level[1:] * level_bar[:-1]  # level[:-1] -= y[1:] * level[1:]
    level_bar = level_bar.copy()
    level_bar[1:] -= y[1:] * level_bar[:-1]
    y_bar += np.cos(y) * level_bar  # level = np.sin(y)
    fluxes[1:] = fluxes_old  # out["fluxes"] = fluxes
    x_bar[1:] += fluxes[1:] * fluxes_bar[1:]  # fluxes[1:] *= x[1:]
    fluxes_bar = fluxes_bar.copy()
    fluxes_bar[1:] = x[1:] * fluxes_bar[1:]
    x_bar += y * fluxes_bar  # fluxes = x * y
    y_bar += x * fluxes_bar
    return ans, (x_bar, y_bar)
