"""A training step that changes the arrays of a dict of parameters in place."""

import numpy as np


def arrays_in_a_dict(params, x, y, rate):
    for _ in range(2):
        error = x @ params["w"] + params["b"] - y
        params["w"] -= rate * (x.T @ error)
        params["w"][0] = params["b"] * params["w"][1]
        params["b"] = params["b"] - rate * np.sum(error)
    return np.sum((x @ params["w"] + params["b"] - y) ** 2)


WRT = ("params", "rate")


def samples(rng):
    params = {"w": rng.normal(size=2), "b": 0.3}
    return [(params, rng.normal(size=(3, 2)), rng.normal(size=3), 0.1)]


# --- expected ---
import numpy as np


def arrays_in_a_dict_grad(params, x, y, rate):
    """Gradient of `arrays_in_a_dict` with respect to params and rate."""
    params_stack = []
    params_stack2 = []
    b_stack = []
    error_stack = []
    params = params.copy()
    params["w"] = params["w"].copy()
    for _ in range(2):
        error = x @ params["w"] + params["b"] - y
        params_stack.append(params["w"].copy())
        params["w"] -= rate * (x.T @ error)
        params_stack2.append(params["w"][0])
        params["w"][0] = params["b"] * params["w"][1]
        b_stack.append(params["b"])
        params["b"] = params["b"] - rate * np.sum(error)
        error_stack.append(error)

    # Reverse sweep
    sum_bar = 2 * (x @ params["w"] + params["b"] - y)  # return np.sum(...)
    w_bar = x.T @ sum_bar
    b_bar = np.sum(sum_bar)
    rate_bar = 0.0
    for _ in reversed(range(2)):
        error = error_stack.pop()
        params["b"] = b_stack.pop()
        rate_bar -= np.sum(error) * b_bar  # params["b"] = params["b"] - rate * ...
        error_bar = np.broadcast_to(-rate * b_bar, np.shape(error))
        params["w"][0] = params_stack2.pop()
        params_section_bar = w_bar[0]  # params["w"][0] = params["b"] * params["w"][1]
        w_bar[0] = 0.0
        b_bar += params["w"][1] * params_section_bar
        w_bar[1] += params["b"] * params_section_bar
        params["w"][...] = params_stack.pop()
        rate_bar -= np.sum(x.T @ error * w_bar)  # params["w"] -= rate * (x.T @ error)
        error_bar = error_bar - rate * (x @ w_bar)
        w_bar += x.T @ error_bar  # error = x @ params["w"] + params["b"] - y
        b_bar += np.sum(error_bar)
    return {"w": w_bar, "b": float(b_bar)}, float(rate_bar)
