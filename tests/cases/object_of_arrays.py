"""A method changes an array of its object in place."""

import numpy as np


class Rod:
    def __init__(self, heat, spacing):
        self.heat = heat.copy()
        self.spacing = spacing
        self.lost = 0.0

    def diffuse(self, dt):
        bend = self.heat[2:] - 2.0 * self.heat[1:-1] + self.heat[:-2]
        self.heat[1:-1] += dt / self.spacing**2 * bend
        self.heat *= 0.99
        self.lost += 0.01 * np.sum(self.heat)


def object_of_arrays(heat, spacing):
    rod = Rod(heat, spacing)
    for _ in range(3):
        rod.diffuse(0.1)
    return np.sum(rod.heat**2) * rod.lost


WRT = ("heat", "spacing")
LIKE = True


def samples(rng):
    return [(rng.normal(size=5), 0.7)]


# --- expected ---
import numpy as np

from tests.cases import object_of_arrays  # isort: skip


def object_of_arrays_grad(heat, spacing):
    """Gradient of `object_of_arrays` with respect to heat and spacing."""
    saved_stack = []
    rod = object_of_arrays.Rod(heat, spacing)
    for _ in range(3):
        saved = diffuse_forward(rod, 0.1)
        saved_stack.append(saved)

    # Reverse sweep
    heat_bar2 = 2 * rod.heat * rod.lost  # return np.sum(rod.heat**2) * rod.lost
    lost_bar = np.sum(rod.heat**2)
    spacing_bar2 = 0.0
    for _ in reversed(range(3)):
        saved = saved_stack.pop()
        # rod.diffuse(0.1)
        heat_bar2, spacing_bar3, lost_bar = diffuse_reverse(
            rod, saved, heat_bar2, lost_bar
        )
        spacing_bar2 += spacing_bar3
    heat_bar, spacing_bar = Rod_reverse(heat_bar2, spacing_bar2)  # rod = Rod(...)
    heat_bar = heat_bar.copy()
    return heat_bar, float(spacing_bar)


def diffuse_forward(self, dt):
    bend = self.heat[2:] - 2.0 * self.heat[1:-1] + self.heat[:-2]
    self_old = self.heat[1:-1].copy()
    self.heat[1:-1] += dt / self.spacing**2 * bend
    self_old2 = self.heat.copy()
    self.heat *= 0.99
    lost_old = self.lost
    self.lost += 0.01 * np.sum(self.heat)
    return dt, bend, self_old, self_old2, lost_old


def diffuse_reverse(self, saved, heat_bar, lost_bar):
    dt, bend, self_old, self_old2, lost_old = saved
    self.lost = lost_old
    heat_bar = heat_bar + 0.01 * lost_bar  # self.lost += 0.01 * np.sum(self.heat)
    self.heat[...] = self_old2
    heat_bar[...] = 0.99 * heat_bar  # self.heat *= 0.99
    self.heat[1:-1] = self_old
    self_section_bar = heat_bar[1:-1].copy()  # self.heat[1:-1] += dt / ...
    spacing_bar = (
        -2
        * self.spacing
        * dt
        / self.spacing**2
        / self.spacing**2
        * (bend @ self_section_bar)
    )
    bend_bar = dt / self.spacing**2 * self_section_bar
    heat_bar[2:] += bend_bar  # bend = self.heat[2:] - 2.0 * self.heat[...] + ...
    heat_bar[1:-1] -= 2.0 * bend_bar
    heat_bar[:-2] += bend_bar
    return heat_bar, spacing_bar, lost_bar


def Rod_reverse(ans_heat_bar, ans_spacing_bar):
    spacing_bar = ans_spacing_bar  # self.spacing = spacing
    heat_bar = ans_heat_bar  # self.heat = heat.copy()
    return heat_bar, spacing_bar
