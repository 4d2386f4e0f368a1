"""A tuple of arrays that are changed goes to helpers whole, and comes from another."""

import numpy as np


def started(x, v):
    x *= v
    return np.sum(v), (x, v * x)


def advanced(state, dt):
    x, v = state
    v -= dt * x
    x += dt * v


def energy(state):
    return np.sum(state[0] * state[1])


def state_given_whole(x, v):
    place = x * 2.0
    scale, state = started(place, v)
    advanced(state, 0.1)
    advanced(state, 0.2)
    start = place[0]
    return scale * energy(state) + np.sum(place * x) * start


WRT = ("x", "v")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def state_given_whole_grad(x, v):
    """Gradient of `state_given_whole` with respect to x and v."""
    place = x * 2.0
    place_bar = np.zeros_like(place)
    (scale, (state_x, state_v)), saved3 = started_forward(place, v)
    state_x_bar = place_bar
    saved2 = advanced_forward(state_x, state_v, 0.1)
    saved = advanced_forward(state_x, state_v, 0.2)
    start = place[0]
    energy_ans = energy(state_x, state_v)
    sum_value = np.sum(place * x)

    # Reverse sweep
    scale_bar = energy_ans  # return scale * energy(state) + np.sum(place * x) * start
    place_bar += x * start
    x_bar = place * start
    start_bar = sum_value
    state_0_bar, state_v_bar = energy_reverse(state_x, state_v, scale)
    state_x_bar += state_0_bar
    place_bar[0] += start_bar  # start = place[0]
    advanced_reverse(state_x, state_v, saved, state_x_bar, state_v_bar)  # advanced(...)
    # advanced(state, 0.1)
    advanced_reverse(state_x, state_v, saved2, state_x_bar, state_v_bar)
    # scale, state = started(place, v)
    v_bar = started_reverse(place, v, saved3, place_bar, scale_bar, state_v_bar)
    x_bar += 2.0 * place_bar  # place = x * 2.0
    return x_bar, v_bar


def energy_reverse(state_0, state_1, ans_bar):
    state_0_bar = state_1 * ans_bar  # return np.sum(state[0] * state[1])
    state_1_bar = state_0 * ans_bar
    return state_0_bar, state_1_bar


def started_forward(x, v):
    x_old = x.copy()
    x *= v
    return (np.sum(v), (x, v * x)), x_old


def started_reverse(x, v, x_old, x_bar, ans_0_bar, ans_1_1_bar):
    v_bar = ans_0_bar + x * ans_1_1_bar  # return np.sum(v), (x, v * x)
    x_bar += v * ans_1_1_bar
    x[...] = x_old
    v_bar += x * x_bar  # x *= v
    x_bar[...] = v * x_bar
    return v_bar


def advanced_forward(x, v, dt):
    v_old = v.copy()
    v -= dt * x
    x_old = x.copy()
    x += dt * v
    return dt, v_old, x_old


def advanced_reverse(x, v, saved, x_bar, v_bar):
    dt, v_old, x_old = saved
    x[...] = x_old
    v_bar += dt * x_bar  # x += dt * v
    v[...] = v_old
    x_bar -= dt * v_bar  # v -= dt * x


def energy(state_0, state_1):
    return np.sum(state_0 * state_1)
