"""Deep copies: of arrays in lists and dicts, and of an object."""

import copy

import numpy as np


class Body:
    def __init__(self, place, speed):
        self.place = place
        self.speed = speed
        self.seen = []

    def step(self, dt):
        self.place += dt * self.speed
        self.seen.append(np.sum(self.place))


def tried(params, dt):
    best = copy.deepcopy(params)
    for w in params["layers"]:
        w *= 1.0 - dt
    body = Body(params["layers"][0] * 2.0, params["rate"])
    body.step(dt)
    other = copy.deepcopy(body)
    other.step(3.0 * dt)
    return (
        np.sum(best["layers"][1] * body.place * other.place)
        * best["rate"]
        * other.seen[1]
    )


WRT = ("params", "dt")


def samples(rng):
    layers = [rng.normal(size=3), rng.normal(size=3)]
    return [({"layers": layers, "rate": 0.7}, 0.1)]


# --- expected ---
import copy

import numpy as np

from tests.cases import deep_copies  # isort: skip


def tried_grad(params, dt):
    """Gradient of `tried` with respect to params and dt."""
    params_stack = []
    params = params.copy()
    params["layers"] = [item.copy() for item in params["layers"]]
    values = []
    for k in range(len(params["layers"])):
        values.append(params["layers"][k].copy())
    best = {"layers": values, "rate": params["rate"]}
    items = range(len(params["layers"]))
    for j in items:
        params_stack.append(params["layers"][j].copy())
        params["layers"][j] *= 1.0 - dt
    body = deep_copies.Body(params["layers"][0] * 2.0, params["rate"])
    saved2 = step_forward2(body, dt)
    other = copy.deepcopy(body)
    saved = step_forward(other, 3.0 * dt)
    sum_value = np.sum(best["layers"][1] * body.place * other.place)

    # Reverse sweep
    product_bar = other.seen[1]  # return np.sum(...) * best["rate"] * other.seen[1]
    product_bar2 = best["rate"] * product_bar
    product_bar3 = unbroadcast(
        np.broadcast_to(
            other.place * product_bar2,
            np.shape(best["layers"][1] * body.place * other.place),
        ),
        best["layers"][1] * body.place,
    )
    layers_bar = [np.zeros_like(item) for item in best["layers"]]
    layers_bar[1] += unbroadcast(body.place * product_bar3, best["layers"][1])
    place_bar = unbroadcast(best["layers"][1] * product_bar3, body.place)
    place_bar2 = unbroadcast(
        np.broadcast_to(
            best["layers"][1] * body.place * product_bar2,
            np.shape(best["layers"][1] * body.place * other.place),
        ),
        other.place,
    ).copy()
    rate_bar = sum_value * product_bar
    seen_bar = [0.0] * len(other.seen)
    seen_bar[1] = sum_value * best["rate"]
    # other.step(3.0 * dt)
    place_bar2, speed_bar, seen_bar, dt_bar2 = step_reverse(
        other, saved, place_bar2, seen_bar
    )
    dt_bar = 3.0 * dt_bar2
    seen_bar2 = list(seen_bar)  # other = copy.deepcopy(body)
    place_bar += place_bar2
    # body.step(dt)
    place_bar, speed_bar2, seen_bar2, dt_bar3 = step_reverse2(
        body, dt, saved2, place_bar, seen_bar2
    )
    speed_bar += speed_bar2
    dt_bar += dt_bar3
    layers_bar2 = [np.zeros_like(item) for item in params["layers"]]  # body = Body(...)
    layers_bar2[0] = layers_bar2[0] + 2.0 * place_bar
    for j in reversed(items):
        params["layers"][j][...] = params_stack.pop()
        dt_bar -= np.sum(params["layers"][j] * layers_bar2[j])  # w *= 1.0 - dt
        layers_bar2[j] = layers_bar2[j].copy()
        layers_bar2[j][...] = (1.0 - dt) * layers_bar2[j]
    values_bar = list(layers_bar)  # best = copy.deepcopy(params)
    rate_bar2 = speed_bar + rate_bar
    for k in reversed(range(len(params["layers"]))):
        layers_bar2[k] = layers_bar2[k] + values_bar.pop()
    return {"layers": layers_bar2, "rate": float(rate_bar2)}, float(dt_bar)


def step_forward(self, dt):
    self_old = self.place.copy()
    self.place += dt * self.speed
    self.seen.append(np.sum(self.place))
    return dt, self_old


def step_reverse(self, saved, place_bar, seen_bar):
    dt, self_old = saved
    sum_value_bar = seen_bar.pop()  # self.seen.append(np.sum(self.place))
    self.seen.pop()
    place_bar = place_bar + sum_value_bar
    self.place[...] = self_old
    product_bar = np.sum(place_bar)  # self.place += dt * self.speed
    dt_bar = self.speed * product_bar
    speed_bar = dt * product_bar
    return place_bar, speed_bar, seen_bar, dt_bar


def step_forward2(self, dt):
    self_old = self.place.copy()
    self.place += dt * self.speed
    self.seen.append(np.sum(self.place))
    return self_old


def step_reverse2(self, dt, self_old, place_bar, seen_bar):
    sum_value_bar = seen_bar.pop()  # self.seen.append(np.sum(self.place))
    self.seen.pop()
    place_bar = place_bar + sum_value_bar
    self.place[...] = self_old
    product_bar = np.sum(place_bar)  # self.place += dt * self.speed
    dt_bar = self.speed * product_bar
    speed_bar = dt * product_bar
    return place_bar, speed_bar, seen_bar, dt_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
