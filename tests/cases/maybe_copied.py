"""Views and maybe-views of one array that is written under all its names."""

import numpy as np


def rest(a, k):
    if k > 0:
        return a[k:]
    return a * 2.0


def maybe_copied(m, x, k):
    a = m * m
    same = a.astype(float, copy=False)
    same[2] *= same[0]
    diagonal = np.diagonal(a)
    top, bottom = np.split(a[:2], 2)
    top += bottom * diagonal
    y = x * x
    v = rest(y, k)
    v *= 3.0
    y[-1] = v[0]
    return np.sum(a * a) + np.sum(y * y) + np.sum(v) + np.sum(diagonal**2)


WRT = ("m", "x")


def samples(rng):
    return [
        (rng.normal(size=(3, 3)), rng.normal(size=4), 1),
        (rng.normal(size=(3, 3)), rng.normal(size=4), 0),
    ]


# --- expected ---
import numpy as np


def maybe_copied_grad(m, x, k):
    """Gradient of `maybe_copied` with respect to m and x."""
    a = m * m
    a_bar = np.zeros_like(a)
    same = a.astype(float, copy=False)
    same_bar = a_bar.astype(float, copy=False)
    same_old = same[2].copy()
    same[2] *= same[0]
    diagonal = np.diagonal(a)
    diagonal_bar = np.einsum(
        "ii->i", a_bar[: min(np.shape(a_bar)), : min(np.shape(a_bar))]
    )
    top, bottom = np.split(a[:2], 2)
    top_bar, bottom_bar = np.split(a_bar[:2], 2)
    top_old = top.copy()
    top += bottom * diagonal
    y = x * x
    y_bar = np.zeros_like(y)
    v, v_bar, saved = rest_forward(y, k, y_bar)
    v_old = v.copy()
    v *= 3.0
    y_old = y[-1]
    y[-1] = v[0]

    # Reverse sweep
    a_bar += 2 * a  # return np.sum(a * a) + np.sum(y * y) + np.sum(v) + np.sum(...)
    y_bar += 2 * y
    v_bar += 1.0
    diagonal_bar += 2 * diagonal
    y[-1] = y_old
    y_section_bar = y_bar[-1]  # y[-1] = v[0]
    y_bar[-1] = 0.0
    v_bar[0] += y_section_bar
    v[...] = v_old
    v_bar[...] = 3.0 * v_bar  # v *= 3.0
    rest_reverse(k, saved, y_bar)  # v = rest(y, k)
    x_bar = 2 * x * y_bar  # y = x * x
    top[...] = top_old
    product_bar = unbroadcast(top_bar.copy(), bottom * diagonal)  # top += bottom * ...
    bottom_bar += unbroadcast(diagonal * product_bar, bottom)
    diagonal_bar += unbroadcast(bottom * product_bar, diagonal)
    same[2] = same_old
    same_bar[0] += same[2] * same_bar[2]  # same[2] *= same[0]
    same_bar[2] = same[0] * same_bar[2]
    if not np.shares_memory(same_bar, a_bar):  # same = a.astype(float, copy=False)
        a_bar += same_bar
    m_bar = 2 * m * a_bar  # a = m * m
    return m_bar, x_bar


def rest_forward(a, k, a_bar):
    result2_bar = None
    if k > 0:
        result = a[k:]
        ans = result
        ans_bar = a_bar[k:]
    else:
        result2 = a * 2.0
        result2_bar = np.zeros_like(result2)
        ans = result2
        ans_bar = result2_bar
    return ans, ans_bar, result2_bar


def rest_reverse(k, result2_bar, a_bar):
    if not k > 0:
        a_bar += 2.0 * result2_bar  # return a * 2.0


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
