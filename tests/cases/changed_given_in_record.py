"""A step returns an object of what it has changed, and of a new array; in a loop."""

from dataclasses import dataclass

import numpy as np


@dataclass
class State:
    place: np.ndarray
    speed: np.ndarray
    pair: tuple


def step(place, speed, dt):
    place += dt * speed
    return State(place, speed * (1.0 - dt), (place[::-1], dt * speed[0]))


def changed_given_in_record(x, v, dt):
    x = 1.0 * x
    total = 0.0
    for _ in range(3):
        state = step(x, v, dt)
        state.speed[0] *= state.pair[1]
        state.pair[0][0] -= state.place[0] * state.speed[1]
        v = state.speed
        total += np.sum(state.place * x)
    return total + np.sum(v * x)


WRT = "x", "v"
MODE = "grad"


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3), 0.1)]


# --- expected ---
import numpy as np


def changed_given_in_record_grad(x, v, dt):
    """Gradient of `changed_given_in_record` with respect to x and v."""
    saved_stack = []
    state_speed_stack = []
    state_pair_02_stack = []
    x_bar = np.zeros_like(x)
    v_bar = np.zeros_like(v)
    x = 1.0 * x
    x_bar_old = x_bar
    x_bar = np.zeros_like(x)
    for _ in range(3):
        (
            (state_place, state_speed, state_pair_02, state_pair_12),
            state_pair_02_bar,
            saved,
        ) = step_forward(x, v, dt, x_bar)
        state_place_bar = x_bar
        state_speed_bar = np.zeros_like(state_speed)
        saved_stack.append(
            (
                v_bar,
                state_place,
                state_speed,
                saved,
                state_place_bar,
                state_speed_bar,
                state_pair_02,
                state_pair_02_bar,
                state_pair_12,
            )
        )
        state_speed_stack.append(state_speed[0])
        state_speed[0] *= state_pair_12
        state_pair_02_stack.append(state_pair_02[0])
        state_pair_02[0] -= state_place[0] * state_speed[1]
        v = state_speed
        v_bar = state_speed_bar

    # Reverse sweep
    v_bar += x  # return total + np.sum(v * x)
    x_bar += v
    for _ in reversed(range(3)):
        (
            v_bar,
            state_place,
            state_speed,
            saved,
            state_place_bar,
            state_speed_bar,
            state_pair_02,
            state_pair_02_bar,
            state_pair_12,
        ) = saved_stack.pop()
        state_place_bar += x  # total += np.sum(state.place * x)
        x_bar += state_place
        state_pair_02[0] = state_pair_02_stack.pop()
        # state.pair[0][0] -= state.place[0] * state.speed[1]
        state_speed_bar[1] -= state_place[0] * state_pair_02_bar[0]
        state_place_bar[0] -= state_speed[1] * state_pair_02_bar[0]
        state_speed[0] = state_speed_stack.pop()
        state_pair_12_bar = state_speed[0] * state_speed_bar[0]  # state.speed[0] *= ...
        state_speed_bar[0] = state_pair_12 * state_speed_bar[0]
        # state = step(x, v, dt)
        v_bar += step_reverse(dt, saved, state_speed_bar, state_pair_12_bar)
    x_bar2 = x_bar  # x = 1.0 * x
    x_bar = x_bar_old
    x_bar += x_bar2
    v_bar = v_bar.copy()
    return x_bar, v_bar


def step_forward(place, speed, dt, place_bar):
    place_old = place.copy()
    place += dt * speed
    result = place[::-1]
    result_bar = place_bar[::-1]
    ans = place, speed * (1.0 - dt), result, dt * speed[0]
    ans_2_bar = result_bar
    return ans, ans_2_bar, (place, place_old, place_bar)


def step_reverse(dt, saved, ans_1_bar, ans_3_bar):
    place, place_old, place_bar = saved
    speed_bar = (1.0 - dt) * ans_1_bar  # return State(...)
    speed_bar[0] += dt * ans_3_bar
    place[...] = place_old
    speed_bar += dt * place_bar  # place += dt * speed
    return speed_bar
