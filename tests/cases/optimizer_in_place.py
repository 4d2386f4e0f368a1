"""Momentum descent that changes the arrays of lists and dicts in place."""

import numpy as np


def optimizer_in_place(x, y, rate):
    weights = [x * 1.0, y * rate]
    moments = [np.zeros(3), np.zeros(3)]
    for _ in range(2):
        gradients = [2.0 * w for w in weights]
        for w, g, m in zip(weights, gradients, moments, strict=True):
            m *= 0.9
            m += g
            w -= rate * m
            w[0] = rate
    shifts = {"x": x * rate, "y": y * y}
    for key, shift in shifts.items():
        shift *= rate
        shift[len(key) :] += weights[0][1:]
    return np.sum(weights[0] * weights[1]) + np.sum(shifts["x"] * shifts["y"])


WRT = ("x", "y", "rate")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3), 0.4)]


# --- expected ---
import numpy as np


def optimizer_in_place_grad(x, y, rate):
    """Gradient of `optimizer_in_place` with respect to x, y and rate."""
    moments_stack = []
    moments_stack2 = []
    weights_stack = []
    weights_stack2 = []
    gradients_stack = []
    shifts_stack = []
    shifts_stack2 = []
    weights = [x * 1.0, y * rate]
    moments = [np.zeros(3), np.zeros(3)]
    for _ in range(2):
        gradients = [2.0 * w for w in weights]
        if len(gradients) != len(weights):
            raise ValueError("zip() arguments are not of the same length")
        for j in range(min(len(weights), len(gradients), len(moments))):
            g = gradients[j]
            moments_stack.append(moments[j].copy())
            moments[j] *= 0.9
            moments_stack2.append(moments[j].copy())
            moments[j] += g
            weights_stack.append(weights[j].copy())
            weights[j] -= rate * moments[j]
            weights_stack2.append(weights[j][0])
            weights[j][0] = rate
        gradients_stack.append(gradients)
    shifts = {"x": x * rate, "y": y * y}
    keys = [*shifts]
    for i in range(len(keys)):
        key = keys[i]
        shifts_stack.append(shifts[keys[i]].copy())
        shifts[keys[i]] *= rate
        shifts_stack2.append(shifts[keys[i]][len(key) :].copy())
        shifts[keys[i]][len(key) :] += weights[0][1:]

    # Reverse sweep
    weights_bar = [np.zeros_like(item) for item in weights]  # return np.sum(...) + ...
    weights_bar[0] = weights_bar[0] + unbroadcast(
        np.broadcast_to(weights[1], np.shape(weights[0] * weights[1])), weights[0]
    )
    weights_bar[1] = weights_bar[1] + unbroadcast(
        np.broadcast_to(weights[0], np.shape(weights[0] * weights[1])), weights[1]
    )
    shifts_bar = {k: np.zeros_like(item) for k, item in shifts.items()}
    shifts_bar["x"] += unbroadcast(
        np.broadcast_to(shifts["y"], np.shape(shifts["x"] * shifts["y"])), shifts["x"]
    )
    shifts_bar["y"] += unbroadcast(
        np.broadcast_to(shifts["x"], np.shape(shifts["x"] * shifts["y"])), shifts["y"]
    )
    rate_bar = 0.0
    for i in reversed(range(len(keys))):
        key = keys[i]
        shifts[keys[i]][len(key) :] = shifts_stack2.pop()
        weights_bar[0] = weights_bar[0].copy()  # shift[len(key) :] += weights[0][1:]
        weights_bar[0][1:] += unbroadcast(
            shifts_bar[keys[i]][len(key) :], weights[0][1:]
        )
        shifts[keys[i]][...] = shifts_stack.pop()
        rate_bar += np.sum(shifts[keys[i]] * shifts_bar[keys[i]])  # shift *= rate
        shifts_bar[keys[i]] = shifts_bar[keys[i]].copy()
        shifts_bar[keys[i]][...] = rate * shifts_bar[keys[i]]
    product_bar = shifts_bar["x"]  # shifts = {"x": x * rate, "y": y * y}
    x_bar = rate * product_bar
    rate_bar += x @ product_bar
    y_bar = 2 * y * shifts_bar["y"]
    moments_bar = [np.zeros_like(item) for item in moments]
    for _ in reversed(range(2)):
        gradients = gradients_stack.pop()
        gradients_bar = [np.zeros_like(item) for item in gradients]
        for j in reversed(range(min(len(weights), len(gradients), len(moments)))):
            g = gradients[j]
            weights[j][0] = weights_stack2.pop()
            rate_bar += weights_bar[j][0]  # w[0] = rate
            weights_bar[j] = weights_bar[j].copy()
            weights_bar[j][0] = 0.0
            weights[j][...] = weights_stack.pop()
            rate_bar -= np.sum(moments[j] * weights_bar[j])  # w -= rate * m
            moments_bar[j] = moments_bar[j] + -rate * weights_bar[j]
            moments[j][...] = moments_stack2.pop()
            g_bar = unbroadcast(moments_bar[j], g).copy()  # m += g
            moments[j][...] = moments_stack.pop()
            moments_bar[j] = moments_bar[j].copy()  # m *= 0.9
            moments_bar[j][...] = 0.9 * moments_bar[j]
            gradients_bar[j] = gradients_bar[j] + g_bar
        for k in reversed(range(len(weights))):
            # gradients = [2.0 * w for w in weights]
            weights_bar[k] = weights_bar[k] + 2.0 * gradients_bar.pop()
    product_bar2 = weights_bar[1]  # weights = [x * 1.0, y * rate]
    x_bar += weights_bar[0]
    y_bar += rate * product_bar2
    rate_bar += y @ product_bar2
    return x_bar, y_bar, float(rate_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
