"""An integrator and a root finder that are handed functions."""

import numpy as np


def rk4_step(f, t, y, h):
    k1 = f(t, y)
    k2 = f(t + h / 2, y + h / 2 * k1)
    k3 = f(t + h / 2, y + h / 2 * k2)
    k4 = f(t + h, y + h * k3)
    return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


def root(f, slope, z, steps=3):
    for _ in range(steps):
        z = z - f(z) / slope(z)
    return z


def callable_passed(rate, force, y):
    def motion(t, state):
        push = force * np.sin(t)
        return np.array([state[1], push - rate * state[0]])

    for k in range(4):
        y = rk4_step(motion, 0.1 * k, y, 0.1)
    return root(lambda z: z * z - rate, lambda z: 2.0 * z, 1.0) * np.sum(y * y)


WRT = ("rate", "force", "y")


def samples(rng):
    return [(1.3, 0.7, rng.normal(size=2))]


# --- expected ---
import numpy as np


def callable_passed_grad(rate, force, y):
    """Gradient of `callable_passed` with respect to rate, force and y."""
    saved2_stack = []

    for k in range(4):
        y, saved2 = rk4_step_forward(0.1 * k, y, 0.1, force, rate)
        saved2_stack.append(saved2)
    root_ans, saved = root_forward(1.0, 3, rate)

    # Reverse sweep
    y_bar = 2 * y * root_ans  # return root(...) * np.sum(y * y)
    rate_bar = root_reverse(rate, saved, y @ y)
    force_bar = 0.0
    for k in reversed(range(4)):
        saved2 = saved2_stack.pop()
        y_bar, force_bar2, rate_bar2 = rk4_step_reverse(rate, saved2, y_bar)  # y = ...
        force_bar += force_bar2
        rate_bar += rate_bar2
    return float(rate_bar), float(force_bar), y_bar


def root_forward(z, steps, rate):
    z_stack = []
    for _ in range(steps):
        z_stack.append(z)
        z = z - (z * z - rate) / (2.0 * z)
    return z, (steps, z_stack)


def root_reverse(rate, saved, ans_bar):
    steps, z_stack = saved
    z_bar = ans_bar  # return z
    rate_bar = 0.0
    for _ in reversed(range(steps)):
        z = z_stack.pop()
        sum_bar = -z_bar / (2.0 * z)  # z = z - f(z) / slope(z)
        ratio = (z * z - rate) / (2.0 * z)
        rate_bar -= sum_bar
        z_bar = z_bar + 2 * (z - ratio) * sum_bar
    return rate_bar


def motion_reverse(t, state, rate, ans_bar):
    state_bar2, sum_bar = ans_bar  # return np.array([state[1], push - rate * state[0]])
    state_bar = np.zeros_like(state)
    state_bar[1] = state_bar2
    rate_bar = -state[0] * sum_bar
    state_bar[0] = -rate * sum_bar
    force_bar = np.sin(t) * sum_bar  # push = force * np.sin(t)
    return state_bar, force_bar, rate_bar


def rk4_step_forward(t, y, h, force, rate):
    k1 = motion(t, y, force, rate)
    total2 = y + h / 2 * k1
    k2 = motion(t + h / 2, total2, force, rate)
    total = y + h / 2 * k2
    k3 = motion(t + h / 2, total, force, rate)
    k4 = motion(t + h, y + h * k3, force, rate)
    return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4), (t, y, h, total2, total, k3)


def rk4_step_reverse(rate, saved, ans_bar):
    t, y, h, total2, total, k3 = saved
    k4_bar = h / 6 * ans_bar  # return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    k2_bar = 2 * k4_bar
    k3_bar = 2 * k4_bar
    # k4 = f(t + h, y + h * k3)
    state_bar, force_bar, rate_bar = motion_reverse(t + h, y + h * k3, rate, k4_bar)
    y_bar = ans_bar + state_bar
    k3_bar += h * state_bar
    # k3 = f(t + h / 2, y + h / 2 * k2)
    state_bar2, force_bar2, rate_bar2 = motion_reverse(t + h / 2, total, rate, k3_bar)
    y_bar += state_bar2
    k2_bar += h / 2 * state_bar2
    force_bar += force_bar2
    rate_bar += rate_bar2
    # k2 = f(t + h / 2, y + h / 2 * k1)
    state_bar3, force_bar3, rate_bar3 = motion_reverse(t + h / 2, total2, rate, k2_bar)
    y_bar += state_bar3
    k1_bar = k4_bar + h / 2 * state_bar3
    force_bar += force_bar3
    rate_bar += rate_bar3
    state_bar4, force_bar4, rate_bar4 = motion_reverse(t, y, rate, k1_bar)  # k1 = ...
    y_bar += state_bar4
    force_bar += force_bar4
    rate_bar += rate_bar4
    return y_bar, force_bar, rate_bar


def motion(t, state, force, rate):
    push = force * np.sin(t)
    return np.array([state[1], push - rate * state[0]])
