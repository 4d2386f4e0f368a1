"""Layers of several classes, put into a dict line by line, that keep their input."""

from collections import OrderedDict

import numpy as np


class Affine:
    def __init__(self, w, b):
        self.w = w
        self.b = b
        self.x = None

    def forward(self, x):
        self.x = x
        return np.dot(self.x, self.w) + self.b


class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = 1.0 / (1.0 + np.exp(-x))
        return self.out


class Network:
    def __init__(self, w, b, v, c):
        self.params = {}
        self.params["w"] = w
        self.params["b"] = b
        self.layers = OrderedDict()
        self.layers["first"] = Affine(self.params["w"], self.params["b"])
        self.layers["between"] = Sigmoid()
        self.layers["last"] = Affine(v, c)

    def predict(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x


def layers_unlike(w, b, v, c, x):
    return np.sum(Network(w, b, v, c).predict(x) ** 2)


WRT = ("w", "b", "v", "c", "x")


def samples(rng):
    w, b, v, c = (rng.normal(size=n) for n in ((3, 4), 4, (4, 2), 2))
    return [(w, b, v, c, rng.normal(size=(5, 3)))]


# --- expected ---
import numpy as np

from tests.cases import layers_unlike  # isort: skip


def layers_unlike_grad(w, b, v, c, x):
    """Gradient of `layers_unlike` with respect to w, b, v, c and x."""
    Network_ans, saved2 = Network_forward(w, b, v, c)
    predict_ans, saved = predict_forward(Network_ans, x)

    # Reverse sweep
    # return np.sum(Network(w, b, v, c).predict(x) ** 2)
    w_bar3, b_bar3, w_bar2, b_bar2, x_bar = predict_reverse(
        Network_ans, saved, 2 * predict_ans
    )
    w_bar, b_bar, v_bar, c_bar = Network_reverse(saved2, w_bar3, b_bar3, w_bar2, b_bar2)
    w_bar = w_bar.copy()
    b_bar = b_bar.copy()
    v_bar = v_bar.copy()
    c_bar = c_bar.copy()
    x_bar = x_bar.copy()
    return w_bar, b_bar, v_bar, c_bar, x_bar


def forward_forward(self, x):
    x_old = self.x
    self.x = x
    dot = np.dot(self.x, self.w)
    return dot + self.b, (x_old, dot)


def forward_reverse(self, saved, ans_bar):
    x_old, dot = saved
    x_bar, w_bar = dot_adjoint(self.x, self.w, unbroadcast(ans_bar, dot))  # return ...
    b_bar = unbroadcast(ans_bar, self.b).copy()
    self.x = x_old
    return w_bar, b_bar, x_bar


def forward_forward2(self, x):
    out_old = self.out
    self.out = 1.0 / (1.0 + np.exp(-x))
    return self.out, out_old


def forward_reverse2(self, out_old, ans_bar):
    x_bar = self.out * (1 - self.out) * ans_bar  # self.out = 1.0 / (1.0 + np.exp(-x))
    self.out = out_old
    return x_bar


def predict_forward(self, x):
    x, saved3 = forward_forward(self.layers["first"], x)
    x, saved2 = forward_forward2(self.layers["between"], x)
    x, saved = forward_forward(self.layers["last"], x)
    return x, (saved3, saved2, saved)


def predict_reverse(self, saved4, ans_bar):
    saved3, saved2, saved = saved4
    x_bar = ans_bar  # return x
    w_bar, b_bar, x_bar = forward_reverse(self.layers["last"], saved, x_bar)  # x = ...
    x_bar = forward_reverse2(self.layers["between"], saved2, x_bar)
    w_bar2, b_bar2, x_bar = forward_reverse(self.layers["first"], saved3, x_bar)
    return w_bar2, b_bar2, w_bar, b_bar, x_bar


def Network_forward(w, b, v, c):
    self = object.__new__(layers_unlike.Network)
    self.params = {}
    self.params["w"] = w
    params_old = self.params.get("b")
    self.params["b"] = b
    self.layers = {
        "first": layers_unlike.Affine(self.params["w"], self.params["b"]),
        "between": layers_unlike.Sigmoid(),
        "last": layers_unlike.Affine(v, c),
    }
    return self, (self, params_old)


def Network_reverse(
    saved,
    ans_layers_first_w_bar,
    ans_layers_first_b_bar,
    ans_layers_last_w_bar,
    ans_layers_last_b_bar,
):
    self, params_old = saved
    # self.layers = OrderedDict()
    params_bar = {k: np.zeros_like(item) for k, item in self.params.items()}
    params_bar["w"] += ans_layers_first_w_bar
    params_bar["b"] += ans_layers_first_b_bar
    v_bar = ans_layers_last_w_bar
    c_bar = ans_layers_last_b_bar
    b_bar = params_bar["b"]  # self.params["b"] = b
    if params_old is None:
        self.params.pop("b")
    else:
        self.params["b"] = params_old
    params_bar["b"] = None if params_old is None else np.zeros_like(self.params["b"])
    w_bar = params_bar["w"]  # self.params["w"] = w
    return w_bar, b_bar, v_bar, c_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)


def dot_adjoint(a, b, ans_bar):
    if np.ndim(a) == 0:
        a_bar = np.sum(ans_bar * b)
        b_bar = a * ans_bar
    elif np.ndim(b) == 0:
        a_bar = b * ans_bar
        b_bar = np.sum(ans_bar * a)
    elif np.ndim(a) == 1 and np.ndim(b) == 1:
        a_bar = ans_bar * b
        b_bar = ans_bar * a
    elif np.ndim(a) == 2 and np.ndim(b) == 1:
        a_bar = np.outer(ans_bar, b)
        b_bar = a.T @ ans_bar
    elif np.ndim(a) == 1 and np.ndim(b) == 2:
        a_bar = b @ ans_bar
        b_bar = np.outer(a, ans_bar)
    elif np.ndim(a) == 2 and np.ndim(b) == 2:
        a_bar = ans_bar @ b.T
        b_bar = a.T @ ans_bar
    elif np.ndim(b) == 1:
        a_bar = ans_bar[..., None] * b
        b_bar = np.tensordot(ans_bar, a, np.ndim(a) - 1)
    else:
        rest = np.ndim(b) - 1
        without = np.moveaxis(b, -2, 0)
        a_bar = np.tensordot(
            ans_bar, without, (tuple(range(-rest, 0)), tuple(range(1, rest + 1)))
        )
        rows = tuple(range(np.ndim(a) - 1))
        b_bar = np.moveaxis(np.tensordot(a, ans_bar, (rows, rows)), 0, -2)
    return a_bar, b_bar
