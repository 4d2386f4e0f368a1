"""match on literals and strings."""

import numpy as np


def match_literals(x, kind, order):
    match kind:
        case "tanh":
            y = np.tanh(x)
        case "square" | "power":
            match order:
                case 0:
                    y = x
                case 1 | 2:
                    y = x * x
                case _:
                    y = x**order
        case other:
            raise ValueError(other)
    return np.sum(y * y)


WRT = "x"


def samples(rng):
    x = rng.uniform(0.5, 1.5, size=3)
    return [(x, "tanh", 0), (x, "square", 0), (x, "power", 2), (x, "power", 3)]


# --- expected ---
import numpy as np


def match_literals_grad(x, kind, order):
    """Gradient of `match_literals` with respect to x."""
    match kind:
        case "tanh":
            y = np.tanh(x)
        case "square" | "power":
            match order:
                case 0:
                    y = x
                case 1 | 2:
                    y = x * x
                case _:
                    y = x**order
        case other:
            raise ValueError(other)

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y * y)
    if kind == "tanh":
        x_bar = (1 - y**2) * y_bar  # y = np.tanh(x)
    elif kind in ("square", "power"):
        if order == 0:
            x_bar = y_bar  # y = x
        elif order in (1, 2):
            x_bar = 2 * x * y_bar  # y = x * x
        else:
            x_bar = order * x ** (order - 1 if order != 0 else 1) * y_bar  # y = ...
    else:
        x_bar = np.zeros_like(x)
    return x_bar
