"""A list filled line by line with objects of several classes, which are numbered."""

import numpy as np


class Scale:
    def __init__(self, w):
        self.w = w

    def apply(self, x):
        self.seen = x
        return self.w * x


class Shift:
    def __init__(self, b):
        self.b = b

    def apply(self, x):
        return x + self.b


def layers_appended(w, b, x):
    layers = [Scale(w)]
    layers.append(Shift(b))
    layers += [Scale(2.0 * w)]
    total = 0.0
    for number, layer in enumerate(layers):
        x = layer.apply(x)
        total += number * np.sum(x)
    return total


WRT = ("w", "b", "x")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np

from tests.cases import layers_appended  # isort: skip


def layers_appended_grad(w, b, x):
    """Gradient of `layers_appended` with respect to w, b and x."""
    layers = [
        layers_appended.Scale(w),
        layers_appended.Shift(b),
        layers_appended.Scale(2.0 * w),
    ]
    x, saved2 = apply_forward(layers[0], x)
    layer = layers[1]
    x = layer.apply(x)
    x, saved = apply_forward(layers[2], x)

    # Reverse sweep
    x_bar = np.broadcast_to(2.0, np.shape(x))  # total += number * np.sum(x)
    w_bar3, x_bar = apply_reverse(layers[2], saved, x_bar)  # x = layer.apply(x)
    x_bar += 1.0  # total += number * np.sum(x)
    b_bar2, x_bar = apply_reverse2(x_bar)  # x = layer.apply(x)
    w_bar2, x_bar = apply_reverse(layers[0], saved2, x_bar)
    w_bar = w_bar2 + 2.0 * w_bar3  # layers = [Scale(w)]
    b_bar = b_bar2.copy()
    return w_bar, b_bar, x_bar


def apply_forward(self, x):
    seen_old = getattr(self, "seen", None)
    self.seen = x
    return self.w * x, (x, seen_old)


def apply_reverse(self, saved, ans_bar):
    x, seen_old = saved
    w_bar = x * ans_bar  # return self.w * x
    x_bar = self.w * ans_bar
    self.seen = seen_old
    return w_bar, x_bar


def apply_reverse2(ans_bar):
    x_bar = ans_bar  # return x + self.b
    return ans_bar, x_bar
