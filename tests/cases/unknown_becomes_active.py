"""A field holds what a method gives that is not looked into, and is added to."""


class Last:
    def __init__(self):
        self.last = None

    def smooth(self, a):
        self.last = a if self.last is None else 0.5 * (self.last + a)
        return self.last


class Body:
    def __init__(self, place, speed):
        self.place = place
        self.speed = speed


def nudge(body, a):
    body.place = body.place + a
    return body.speed * a * body.place


def unknown_becomes_active(y, t):
    body = Body(Last().smooth(-0.86), y)
    return nudge(body, t)


WRT = ("y", "t")


def samples(rng):
    return [(float(rng.uniform()), float(rng.uniform()))]


# --- expected ---
import numpy as np

from tests.cases import unknown_becomes_active  # isort: skip


def unknown_becomes_active_grad(y, t):
    """Gradient of `unknown_becomes_active` with respect to y and t."""
    smooth_ans = unknown_becomes_active.Last().smooth(-0.86)
    body = unknown_becomes_active.Body(smooth_ans, y)
    _nudge_ans, saved = nudge_forward(body, t)

    # Reverse sweep
    _place_bar, y_bar, t_bar = nudge_reverse(body, t, saved, 1.0)  # return nudge(...)
    return float(y_bar), float(t_bar)


def nudge_forward(body, a):
    place_old = body.place
    body.place = body.place + a
    return body.speed * a * body.place, place_old


def nudge_reverse(body, a, place_old, ans_bar):
    product_bar = np.sum(body.place * ans_bar)  # return body.speed * a * body.place
    speed_bar = a * product_bar
    a_bar = body.speed * product_bar
    place_bar = unbroadcast(body.speed * a * ans_bar, body.place)
    body.place = place_old
    a_bar += np.sum(place_bar)  # body.place = body.place + a
    place_bar = np.copy(unbroadcast(place_bar, body.place))
    return place_bar, speed_bar, a_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
