"""Two arrays of an object change places in every step, and are two all the time."""

import numpy as np


class Diffusion:
    def __init__(self, u, rate):
        self.u = u.copy()
        self.new = np.empty_like(u)
        self.rate = rate
        self.changes = []

    def step(self):
        u, new = self.u, self.new
        new[1:-1] = u[1:-1] + self.rate * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        new[0] = u[0]  # the ends stay
        new[-1] = u[-1]
        self.changes.append(np.sum((new - u) ** 2))
        self.u, self.new = new, u


def fields_exchanged(u, rate, steps):
    rod = Diffusion(u, rate)
    for _ in range(steps):
        rod.step()
    return np.sum(rod.u**2) + sum(rod.changes)


WRT = ("u", "rate")


def samples(rng):
    return [
        (rng.normal(size=6), 0.2, 4),
        (rng.normal(size=3), 0.3, 1),
        (np.ones(2), 0.1, 0),
    ]


# --- expected ---
import numpy as np

from tests.cases import fields_exchanged  # isort: skip


def fields_exchanged_grad(u, rate, steps):
    """Gradient of `fields_exchanged` with respect to u and rate."""
    saved_stack = []
    rod = fields_exchanged.Diffusion(u, rate)
    for _ in range(steps):
        saved = step_forward(rod)
        saved_stack.append(saved)

    # Reverse sweep
    changes_bar = [1.0 for x in rod.changes]  # return np.sum(...) + sum(rod.changes)
    u_bar2 = 2 * rod.u
    new_bar = np.zeros_like(rod.new)
    rate_bar2 = 0.0
    for _ in reversed(range(steps)):
        saved = saved_stack.pop()
        # rod.step()
        u_bar2, new_bar, rate_bar3, changes_bar = step_reverse(
            rod, saved, u_bar2, new_bar, changes_bar
        )
        rate_bar2 += rate_bar3
    u_bar, rate_bar = Diffusion_reverse(u_bar2, rate_bar2)  # rod = Diffusion(u, rate)
    u_bar = u_bar.copy()
    return u_bar, float(rate_bar)


def step_forward(self):
    total = self.u[2:] - 2.0 * self.u[1:-1] + self.u[:-2]
    self_old = self.new[1:-1].copy()
    self.new[1:-1] = self.u[1:-1] + self.rate * total
    self_old2 = self.new[0]
    self.new[0] = self.u[0]  # the ends stay
    self_old3 = self.new[-1]
    self.new[-1] = self.u[-1]
    self.changes.append(np.sum((self.new - self.u) ** 2))
    u = self.u
    new = self.new
    u_old = self.u
    self.u = new
    new_old = self.new
    self.new = u
    return total, self_old, self_old2, self_old3, u_old, new_old


def step_reverse(self, saved, u_bar, new_bar, changes_bar):
    total, self_old, self_old2, self_old3, u_old, new_old = saved
    self.new = new_old
    u_bar2 = new_bar  # self.u, self.new = new, u
    self.u = u_old
    new_bar = u_bar  # u, new = self.u, self.new
    sum_value_bar = changes_bar.pop()  # self.changes.append(np.sum((new - u) ** 2))
    self.changes.pop()
    sum_bar = 2 * (self.new - self.u) * sum_value_bar
    new_bar = new_bar + sum_bar
    u_bar = u_bar2 - sum_bar
    self.new[-1] = self_old3
    self_section_bar = new_bar[-1]  # new[-1] = u[-1]
    new_bar[-1] = 0.0
    u_bar[-1] += self_section_bar
    self.new[0] = self_old2
    self_section_bar2 = new_bar[0]  # new[0] = u[0]
    new_bar[0] = 0.0
    u_bar[0] += self_section_bar2
    self.new[1:-1] = self_old
    self_section_bar3 = new_bar[1:-1].copy()  # new[1:-1] = u[1:-1] + self.rate * (...)
    sum_bar2 = self.rate * self_section_bar3
    new_bar[1:-1] = 0.0
    u_bar[1:-1] += self_section_bar3 - 2.0 * sum_bar2
    rate_bar = total @ self_section_bar3
    u_bar[2:] += sum_bar2
    u_bar[:-2] += sum_bar2
    return u_bar, new_bar, rate_bar, changes_bar


def Diffusion_reverse(ans_u_bar, ans_rate_bar):
    rate_bar = ans_rate_bar  # self.rate = rate
    u_bar = ans_u_bar  # self.u = u.copy()
    return u_bar, rate_bar
