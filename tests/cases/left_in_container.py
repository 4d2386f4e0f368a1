"""Helpers leave arrays that they have written in part in a dict, and in an object."""

import numpy as np


class Profile:
    def __init__(self, x):
        self.level = np.cumsum(x)
        self.level[1:] *= x[1:]


def fill(x, out):
    flux = x * x
    flux[:-1] -= x[1:] * flux[1:]
    out["flux"] = flux


def left_in_container(x):
    out = {}
    fill(np.sin(x), out)
    profile = Profile(x)
    return out["flux"], profile.level[::-1]


WRT = "x"
MODE = "vjp"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np

from tests.cases import left_in_container  # isort: skip


def left_in_container_vjp(x, *, cotangent):
    """Value and vector-Jacobian product of `left_in_container` with respect to x."""
    out = {}
    saved2 = fill_forward(np.sin(x), out)
    profile, saved = Profile_forward(x)
    ans = out["flux"].copy(), profile.level[::-1].copy()

    # Reverse sweep
    flux_bar = cotangent[0]  # return out["flux"], profile.level[::-1]
    level_bar = np.zeros_like(profile.level)
    level_bar[::-1] = cotangent[1]
    x_bar = Profile_reverse(x, saved, level_bar)  # profile = Profile(x)
    x_bar2 = fill_reverse(saved2, flux_bar)  # fill(np.sin(x), out)
    x_bar += np.cos(x) * x_bar2
    return ans, x_bar


def Profile_forward(x):
    self = object.__new__(left_in_container.Profile)
    self.level = np.cumsum(x)
    self_old = self.level[1:].copy()
    self.level[1:] *= x[1:]
    return self, (self, self_old)


def Profile_reverse(x, saved, ans_level_bar):
    self, self_old = saved
    level_bar = ans_level_bar
    self.level[1:] = self_old
    x_bar = np.zeros_like(x)  # self.level[1:] *= x[1:]
    x_bar[1:] = self.level[1:] * level_bar[1:]
    level_bar = level_bar.copy()
    level_bar[1:] = x[1:] * level_bar[1:]
    x_bar += np.cumsum(level_bar[::-1])[::-1]  # self.level = np.cumsum(x)
    return x_bar


def fill_forward(x, out):
    flux = x * x
    flux_old = flux[:-1].copy()
    flux[:-1] -= x[1:] * flux[1:]
    out["flux"] = flux
    return x, flux, flux_old


def fill_reverse(saved, flux_bar):
    x, flux, flux_old = saved
    flux_bar2 = flux_bar  # out["flux"] = flux
    flux[:-1] = flux_old
    x_bar = np.zeros_like(x)  # flux[:-1] -= x[1:] * flux[1:]
    x_bar[1:] = -(flux[1:] * flux_bar2[:-1])
    flux_bar2 = flux_bar2.copy()
    flux_bar2[1:] -= x[1:] * flux_bar2[:-1]
    x_bar += 2 * x * flux_bar2  # flux = x * x
    return x_bar
