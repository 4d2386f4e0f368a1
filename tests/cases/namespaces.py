"""Parameters in a namespace that changes, and states in new ones."""

from types import SimpleNamespace

import numpy as np


def moved(state, step):
    return SimpleNamespace(place=state.place + step * state.speed, speed=state.speed)


def namespaces(x, rate):
    params = SimpleNamespace(w=x * rate, scale=rate)
    params.w -= rate * x[::-1]
    params.scale = params.scale * 2.0
    params.total = np.sum(params.w)
    state = SimpleNamespace(place=x[0], speed=rate)
    for _ in range(2):
        state = moved(state, 0.1)
    return params.total * params.scale * state.place


WRT = ("x", "rate")


def samples(rng):
    return [(rng.normal(size=3), 0.4)]


# --- expected ---
import numpy as np

from tests.cases import namespaces  # isort: skip


def namespaces_grad(x, rate):
    """Gradient of `namespaces` with respect to x and rate."""
    params = namespaces.SimpleNamespace(w=x * rate, scale=rate)
    params.w -= rate * x[::-1]
    params.scale = params.scale * 2.0
    params.total = np.sum(params.w)
    state = namespaces.SimpleNamespace(place=x[0], speed=rate)
    for _ in range(2):
        state = namespaces.moved(state, 0.1)

    # Reverse sweep
    product_bar = state.place  # return params.total * params.scale * state.place
    total_bar = params.scale * product_bar
    scale_bar = params.total * product_bar
    place_bar = params.total * params.scale
    speed_bar = 0.0
    for _ in reversed(range(2)):
        place_bar, speed_bar = moved_reverse(0.1, place_bar, speed_bar)  # state = ...
    x_bar = np.zeros_like(x)  # state = SimpleNamespace(place=x[0], speed=rate)
    x_bar[0] = place_bar
    w_bar = np.broadcast_to(total_bar, np.shape(params.w))  # params.total = np.sum(...)
    scale_bar = 2.0 * scale_bar  # params.scale = params.scale * 2.0
    rate_bar = speed_bar - x[::-1] @ w_bar  # params.w -= rate * x[::-1]
    x_bar[::-1] -= rate * w_bar
    x_bar += rate * w_bar  # params = SimpleNamespace(w=x * rate, scale=rate)
    rate_bar += x @ w_bar + scale_bar
    return x_bar, float(rate_bar)


def moved_reverse(step, ans_place_bar, ans_speed_bar):
    speed_bar = step * ans_place_bar + ans_speed_bar  # return SimpleNamespace(...)
    return ans_place_bar, speed_bar
