"""A pendulum with friction by RK4: a helper called four times in each step."""

import numpy as np


def swing(state, friction):
    angle, speed = state
    return np.array([speed, -np.sin(angle) - friction * speed])


def rk4_pendulum(state, friction, h, steps):
    for k in range(steps):
        k1 = swing(state, friction)
        k2 = swing(state + 0.5 * h * k1, friction)
        k3 = swing(state + 0.5 * h * k2, friction)
        k4 = swing(state + h * k3, friction)
        state = state + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    return np.sum(state**2)


WRT = ("state", "friction")
LIKE = True


def samples(rng):
    return [(np.array([1.0, 0.2]), 0.3, 0.1, 4)]


# --- expected ---
import numpy as np

from tests.cases import rk4_pendulum  # isort: skip


def rk4_pendulum_grad(state, friction, h, steps):
    """Gradient of `rk4_pendulum` with respect to state and friction."""
    saved_stack = []
    for k in range(steps):
        k1 = rk4_pendulum.swing(state, friction)
        k2 = rk4_pendulum.swing(state + 0.5 * h * k1, friction)
        k3 = rk4_pendulum.swing(state + 0.5 * h * k2, friction)
        saved_stack.append((state, k1, k2, k3))
        k4 = rk4_pendulum.swing(state + h * k3, friction)
        state = state + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)

    # Reverse sweep
    state_bar = 2 * state  # return np.sum(state**2)
    friction_bar = 0.0
    for k in reversed(range(steps)):
        state, k1, k2, k3 = saved_stack.pop()
        k4_bar = h / 6.0 * state_bar  # state = state + h / 6.0 * (...)
        k2_bar = 2.0 * k4_bar
        k3_bar = 2.0 * k4_bar
        # k4 = swing(state + h * k3, friction)
        state_bar2, friction_bar2 = swing_reverse(state + h * k3, friction, k4_bar)
        state_bar += state_bar2
        k3_bar += h * state_bar2
        friction_bar += friction_bar2
        # k3 = swing(state + 0.5 * h * k2, friction)
        state_bar3, friction_bar3 = swing_reverse(
            state + 0.5 * h * k2, friction, k3_bar
        )
        state_bar += state_bar3
        k2_bar += 0.5 * h * state_bar3
        friction_bar += friction_bar3
        # k2 = swing(state + 0.5 * h * k1, friction)
        state_bar4, friction_bar4 = swing_reverse(
            state + 0.5 * h * k1, friction, k2_bar
        )
        state_bar += state_bar4
        k1_bar = k4_bar + 0.5 * h * state_bar4
        friction_bar += friction_bar4
        state_bar5, friction_bar5 = swing_reverse(state, friction, k1_bar)  # k1 = ...
        state_bar += state_bar5
        friction_bar += friction_bar5
    return state_bar, float(friction_bar)


def swing_reverse(state, friction, ans_bar):
    angle, speed = state

    # Reverse sweep
    speed_bar, sum_bar = ans_bar  # return np.array(...)
    angle_bar = -np.cos(angle) * sum_bar
    friction_bar = -speed * sum_bar
    speed_bar -= friction * sum_bar
    state_bar = np.array([angle_bar, speed_bar])  # angle, speed = state
    return state_bar, friction_bar
