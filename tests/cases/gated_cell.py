"""A cell with three gates of one kind: each has the name of what it is a gate of."""

import numpy as np

WRT = "params"
LIKE = True


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def gated_cell(params, xs, targets):
    h = np.zeros(params["Wh"].shape[0])
    c = np.zeros_like(h)
    loss = 0.0
    for x, target in zip(xs, targets, strict=True):
        gates = params["Wx"] @ x + params["Uh"] @ h + params["b"]
        i, f, o, g = np.split(gates, 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        loss += np.sum((params["Wh"] @ h - target) ** 2)
    return loss


def samples(rng):
    params = {
        "Wx": 0.3 * rng.normal(size=(12, 2)),
        "Uh": 0.3 * rng.normal(size=(12, 3)),
        "b": 0.1 * rng.normal(size=12),
        "Wh": 0.5 * rng.normal(size=(3, 3)),
    }
    return [(params, rng.normal(size=(3, 2)), rng.normal(size=(3, 3)))]


# --- expected ---
import numpy as np

from tests.cases import gated_cell  # isort: skip


def gated_cell_grad(params, xs, targets):
    """Gradient of `gated_cell` with respect to params."""
    c_stack = []
    saved_stack = []
    h = np.zeros(params["Wh"].shape[0])
    c = np.zeros_like(h)
    items = [*zip(xs, targets, strict=True)]
    for x, target in items:
        gates = params["Wx"] @ x + params["Uh"] @ h + params["b"]
        i, f, o, g = np.split(gates, 4)
        sigmoid_f = gated_cell.sigmoid(f)
        sigmoid_i = gated_cell.sigmoid(i)
        c_stack.append(c)
        c = sigmoid_f * c + sigmoid_i * np.tanh(g)
        sigmoid_o = gated_cell.sigmoid(o)
        saved_stack.append((h, g, sigmoid_f, sigmoid_i, sigmoid_o))
        h = sigmoid_o * np.tanh(c)

    # Reverse sweep
    c_bar = np.zeros_like(c)
    h_bar = np.zeros_like(h)
    Uh_bar = np.zeros_like(params["Uh"])
    Wh_bar = np.zeros_like(params["Wh"])
    Wx_bar = np.zeros_like(params["Wx"])
    b_bar = np.zeros_like(params["b"])
    for x, target in reversed(items):
        product_bar = 2 * (params["Wh"] @ h - target)  # loss += np.sum(...)
        Wh_bar += np.outer(product_bar, h)
        h_bar += params["Wh"].T @ product_bar
        h, g, sigmoid_f, sigmoid_i, sigmoid_o = saved_stack.pop()
        tanh_c = np.tanh(c)  # h = sigmoid(o) * np.tanh(c)
        c_bar += (1 - tanh_c**2) * sigmoid_o * h_bar
        o_bar = sigmoid_reverse(sigmoid_o, tanh_c * h_bar)
        c = c_stack.pop()
        tanh_g = np.tanh(g)  # c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        sigmoid_f_bar = c * c_bar
        sigmoid_i_bar = tanh_g * c_bar
        g_bar = (1 - tanh_g**2) * sigmoid_i * c_bar
        c_bar = sigmoid_f * c_bar
        i_bar = sigmoid_reverse(sigmoid_i, sigmoid_i_bar)
        f_bar = sigmoid_reverse(sigmoid_f, sigmoid_f_bar)
        gates_bar = np.concatenate((i_bar, f_bar, o_bar, g_bar))
        Wx_bar += np.outer(gates_bar, x)  # gates = params[...] @ x + params[...] @ ...
        Uh_bar += np.outer(gates_bar, h)
        h_bar = params["Uh"].T @ gates_bar
        b_bar += gates_bar
    return {"Wx": Wx_bar, "Uh": Uh_bar, "b": b_bar, "Wh": Wh_bar}


def sigmoid_reverse(ans, ans_bar):
    x_bar = ans * (1 - ans) * ans_bar  # return 1.0 / (1.0 + np.exp(-x))
    return x_bar
