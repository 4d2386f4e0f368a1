"""A helper two calls down gives names to rows of the caller's matrix, and writes."""

import numpy as np


def scaled(row, factor):
    row *= factor * np.sum(row)


def scaled_rows(u, factor):
    for i in range(len(u)):
        row = u[i]
        scaled(row, factor)


def helper_rows(m, factor):
    w = m * 1.0
    scaled_rows(w, factor)
    return np.sum(w * w)


WRT = ("m", "factor")


def samples(rng):
    return [(rng.normal(size=(4, 3)), 0.3), (rng.normal(size=(0, 3)), 0.3)]


# --- expected ---
import numpy as np


def helper_rows_grad(m, factor):
    """Gradient of `helper_rows` with respect to m and factor."""
    w = m * 1.0
    w_bar = np.zeros_like(w)
    w_old = w.copy()
    saved = scaled_rows_forward(w, factor, w_bar)

    # Reverse sweep
    w_bar += 2 * w  # return np.sum(w * w)
    factor_bar = scaled_rows_reverse(w, factor, saved, w_bar)  # scaled_rows(w, factor)
    w[...] = w_old
    m_bar = w_bar.copy()  # w = m * 1.0
    return m_bar, float(factor_bar)


def scaled_forward(row, factor):
    sum_row = np.sum(row)
    product = factor * sum_row
    row_old = row.copy()
    row *= product
    return row, sum_row, product, row_old


def scaled_reverse(factor, saved, row_bar):
    row, sum_row, product, row_old = saved
    row[...] = row_old
    product_bar = row @ row_bar  # row *= factor * np.sum(row)
    factor_bar = sum_row * product_bar
    row_bar[...] = product * row_bar + factor * product_bar
    return factor_bar


def scaled_rows_forward(u, factor, u_bar):
    saved_stack = []
    for i in range(len(u)):
        row = u[i]
        saved_stack.append(scaled_forward(row, factor))
    return saved_stack


def scaled_rows_reverse(u, factor, saved_stack, u_bar):
    factor_bar = 0.0
    for i in reversed(range(len(u))):
        row_bar = u_bar[i]
        factor_bar += scaled_reverse(factor, saved_stack.pop(), row_bar)  # scaled(...)
    return factor_bar
