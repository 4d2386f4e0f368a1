"""`np.polyval` of a polynomial of the module's, of arrays, of numbers computed."""

import numpy as np

DRAG = np.poly1d([0.5, -1.0, 2.0])


def evaluated(p, x):
    return np.polyval(p, x)


def polynomials_evaluated(x, columns, lift):
    drag = evaluated(DRAG, x)
    total = evaluated(lift, x) / drag + np.polyval([lift[0], np.sum(x), 1.0], x)
    return np.sum(total * np.polyval(columns, x))


WRT = ("x", "columns", "lift")


def samples(rng):
    columns = [np.array([0.3, -0.4]), np.array([1.0, 2.0]), np.array([0.1, 0.7])]
    return [(rng.uniform(0.5, 1.5, 2), columns, rng.normal(size=4))]


# --- expected ---
import numpy as np

from tests.cases import polynomials_evaluated  # isort: skip


def polynomials_evaluated_grad(x, columns, lift):
    """Gradient of `polynomials_evaluated` with respect to x, columns and lift."""
    drag = polynomials_evaluated.evaluated(polynomials_evaluated.DRAG, x)
    evaluated_ans = polynomials_evaluated.evaluated(lift, x)
    array = np.array([lift[0], np.sum(x), 1.0])
    total = evaluated_ans / drag + np.polyval([lift[0], np.sum(x), 1.0], x)
    array_columns = np.array(columns)
    polyval_columns = np.polyval(columns, x)

    # Reverse sweep
    # return np.sum(total * np.polyval(columns, x))
    polyval_columns_bar = unbroadcast(
        np.broadcast_to(total * 1.0, np.shape(total * polyval_columns)), polyval_columns
    )
    columns_bar = list(
        polynomial_rows_adjoint(array_columns, x, polyval_columns_bar).copy()
    )
    total_bar = unbroadcast(
        np.broadcast_to(polyval_columns, np.shape(total * polyval_columns)), total
    )
    x_bar = sum_to_shape(
        np.polyval(row_slopes(array_columns), x) * polyval_columns_bar, np.shape(x)
    )
    ratio_bar = unbroadcast(total_bar, evaluated_ans / drag)  # total = ...
    polyval_bar = unbroadcast(total_bar, x)
    lift_bar2, sum_x_bar, _ = np.ravel(polyval_bar) @ np.reshape(
        x, (-1, 1)
    ) ** np.arange(len(array) - 1, -1, -1)
    evaluated_ans_bar = unbroadcast(ratio_bar / drag, evaluated_ans)
    drag_bar = unbroadcast(-evaluated_ans / drag / drag * ratio_bar, drag)
    lift_bar = np.zeros_like(lift)
    lift_bar[0] = lift_bar2
    x_bar = x_bar + (sum_x_bar + np.polyval(np.polyder(array), x) * polyval_bar)
    p_bar, x_bar2 = evaluated_reverse(lift, x, evaluated_ans_bar)
    lift_bar += p_bar
    x_bar += x_bar2
    x_bar += evaluated_reverse2(polynomials_evaluated.DRAG, x, drag_bar)  # drag = ...
    return x_bar, columns_bar, lift_bar


def evaluated_reverse(p, x, ans_bar):
    # return np.polyval(p, x)
    p_bar = np.ravel(ans_bar) @ np.reshape(x, (-1, 1)) ** np.arange(len(p) - 1, -1, -1)
    x_bar = np.polyval(np.polyder(p), x) * ans_bar
    return p_bar, x_bar


def evaluated_reverse2(p, x, ans_bar):
    # return np.polyval(p, x)
    x_bar = (
        sum_to_shape(np.polyval(row_slopes(p), x) * ans_bar, np.shape(x))
        if np.ndim(p) > 1
        else np.polyval(np.polyder(p), x) * ans_bar
    ).copy()
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


def sum_to_shape(x, shape):
    """Sum over the axes that broadcasting added or stretched."""
    x = np.sum(x, axis=tuple(range(np.ndim(x) - len(shape))))
    for axis in range(len(shape)):
        if shape[axis] == 1:
            x = np.sum(x, axis=axis, keepdims=True)
    return x


def row_slopes(p):
    """The coefficients of the derivative, of coefficients that are arrays."""
    p = np.asarray(p)
    powers = np.arange(np.shape(p)[0] - 1, 0, -1)
    return np.transpose(np.transpose(p[:-1]) * powers)


def polynomial_rows_adjoint(p, x, seed):
    """The adjoint of coefficients that are arrays, the highest power first."""
    x, shape, n = np.asarray(x), np.shape(p)[1:], np.shape(p)[0]
    return np.stack([sum_to_shape(x ** (n - 1 - k) * seed, shape) for k in range(n)])
