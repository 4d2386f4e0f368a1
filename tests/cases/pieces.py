"""np.piecewise: functions and numbers, each where its condition holds."""

import numpy as np


def pieces(x, a):
    y = np.piecewise(x, [x < 0.0, x > 1.0], [lambda t: a * t**2, 1.5, np.sin])
    return np.sum(y * y)


WRT = ("x", "a")


def samples(rng):
    return [(np.array([-1.3, -0.2, 0.4, 0.7, 1.6]), 0.7)]


# --- expected ---
import numpy as np


def pieces_grad(x, a):
    """Gradient of `pieces` with respect to x and a."""
    piece_ans = piece2(np.zeros_like(x), x, x < 0.0, (), a)
    constant_piece_ans = constant_piece(piece_ans, x > 1.0, 1.5)
    asarray = ~np.asarray((x < 0.0) | (x > 1.0))
    y = piece(np.sin, constant_piece_ans, x, asarray)

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y * y)
    constant_piece_ans_bar, x_bar = piece_reverse(np.sin, x, asarray, y_bar)  # y = ...
    piece_ans_bar = constant_piece_reverse(x > 1.0, constant_piece_ans_bar)
    x_bar2, a_bar = piece_reverse2(x, x < 0.0, a, piece_ans_bar)
    x_bar += x_bar2
    return x_bar, float(a_bar)


def piece_reverse(function, x, condition, ans_bar):
    if np.any(condition):
        asarray_x = np.asarray(x)[condition]
        function2 = function(asarray_x)

    # Reverse sweep
    found_bar = ans_bar  # return found
    if np.any(condition):
        asarray_x_bar = np.zeros_like(x)  # found[condition] = function(...)
        asarray_x_bar[condition] = np.cos(asarray_x) * unbroadcast(
            found_bar[condition], function2
        )
        x_bar = asarray_x_bar
        found_bar = found_bar.copy()
        found_bar[condition] = 0.0
    else:
        x_bar = np.zeros_like(x)
    y_bar = found_bar  # found = y.copy()
    return y_bar, x_bar


def constant_piece_reverse(condition, ans_bar):
    found_bar = ans_bar.copy()  # return found
    found_bar[condition] = 0.0  # found[condition] = value
    y_bar = found_bar  # found = y.copy()
    return y_bar


def piece_reverse2(x, condition, a, ans_bar):
    if np.any(condition):
        asarray_x = np.asarray(x)[condition]
        power = asarray_x**2
        product = a * power

    # Reverse sweep
    if np.any(condition):  # return found
        # found[condition] = function(np.asarray(x)[condition], *rest)
        product_bar = unbroadcast(ans_bar[condition], product).copy()
        asarray_x_bar = np.zeros_like(x)
        asarray_x_bar[condition] = 2 * asarray_x * a * product_bar
        a_bar = np.sum(power * product_bar)
        x_bar = asarray_x_bar
    else:
        a_bar = 0.0
        x_bar = np.zeros_like(x)
    return x_bar, a_bar


def piece2(y, x, condition, rest, a):
    found = y.copy()
    if np.any(condition):
        found[condition] = a * np.asarray(x)[condition] ** 2
    return found


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)


def constant_piece(y, condition, value):
    """`np.piecewise` with one number more."""
    found = y.copy()
    found[condition] = value
    return found


def piece(function, y, x, condition, *rest):
    """`np.piecewise` with one function more."""
    found = y.copy()
    if np.any(condition):
        found[condition] = function(np.asarray(x)[condition], *rest)
    return found
