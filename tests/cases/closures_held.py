"""Functions made by others, in an object and a dict: what they hold is named once."""

import numpy as np


class Body:
    def __init__(self, force, mass):
        self.force = force
        self.mass = mass


def spring(k, rest):
    def force(x):
        return -k * (x - rest)

    return force


def closures_held(x, body, forces, k):
    rest = 0.5 * k
    for _ in range(3):
        x = x + rest * body.force(x) / body.mass + 0.1 * forces["drag"](x)
    return np.sum(x * forces["lift"](x))


WRT = "x"


def samples(rng):
    forces = {"drag": spring(0.3, rng.random(3)), "lift": spring(1.5, 0.2)}
    return [(rng.normal(size=3), Body(spring(2.0, 0.1), 1.5), forces, 0.1)]


# --- expected ---
import numpy as np


def closures_held_grad(x, body, forces, k):
    """Gradient of `closures_held` with respect to x."""
    drag_k = forces["drag"].__closure__[0].cell_contents
    drag_rest = forces["drag"].__closure__[1].cell_contents
    force_k = body.force.__closure__[0].cell_contents
    force_rest = body.force.__closure__[1].cell_contents
    lift_k = forces["lift"].__closure__[0].cell_contents
    lift_rest = forces["lift"].__closure__[1].cell_contents
    x_stack = []
    rest = 0.5 * k
    for _ in range(3):
        x_stack.append(x)
        x = (
            x
            + rest * (-force_k * (x - force_rest)) / body.mass
            + 0.1 * (-drag_k * (x - drag_rest))
        )
    product = -lift_k * (x - lift_rest)

    # Reverse sweep
    x_bar = product + -lift_k * x  # return np.sum(x * forces["lift"](x))
    for _ in reversed(range(3)):
        x = x_stack.pop()
        total = x + rest * (-force_k * (x - force_rest)) / body.mass  # x = x + ...
        sum_bar = unbroadcast(x_bar, total)
        x_bar = (
            sum_bar
            + -force_k * (rest * sum_bar / body.mass)
            + unbroadcast(-drag_k * (0.1 * x_bar), x)
        )
    return x_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
