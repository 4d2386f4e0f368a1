"""reshape, transpose, ravel, squeeze and broadcast_to."""

import numpy as np


def reshaping(m):
    a = m.reshape(3, 2) @ m
    b = np.transpose(a).ravel() * m.T.reshape(-1)[0]
    c = np.squeeze(m[None])
    d = np.broadcast_to(m[0], (2, 3)) * c
    return np.sum(b**2) + np.sum(d * c)


WRT = "m"
LIKE = True


def samples(rng):
    return [(rng.normal(size=(2, 3)),)]


# --- expected ---
import numpy as np


def reshaping_grad(m):
    """Gradient of `reshaping` with respect to m."""
    reshape3 = m.reshape(3, 2)
    a = reshape3 @ m
    transpose_a = np.transpose(a)
    ravel = transpose_a.ravel()
    reshape2 = m.T.reshape(-1)
    reshape = reshape2[0]
    b = ravel * reshape
    c = np.squeeze(m[None])
    broadcast_to = np.broadcast_to(m[0], (2, 3))
    d = broadcast_to * c

    # Reverse sweep
    b_bar = 2 * b  # return np.sum(b**2) + np.sum(d * c)
    d_bar = unbroadcast(np.broadcast_to(c, np.shape(d * c)), d)
    c_bar = unbroadcast(np.broadcast_to(d, np.shape(d * c)), c)
    m_bar = np.zeros_like(m)  # d = np.broadcast_to(m[0], (2, 3)) * c
    m_bar[0] = sum_to_shape(unbroadcast(c * d_bar, broadcast_to), np.shape(m[0]))
    c_bar = c_bar + unbroadcast(broadcast_to * d_bar, c)
    m_bar += np.reshape(c_bar, np.shape(m[None]))[0]  # c = np.squeeze(m[None])
    reshape_bar = np.zeros_like(reshape2)  # b = np.transpose(a).ravel() * ...
    reshape_bar[0] = np.sum(ravel * b_bar)
    a_bar = np.reshape(reshape * b_bar, np.shape(transpose_a)).T
    m_bar += np.reshape(reshape_bar, np.shape(m.T)).T
    m_bar += np.reshape(a_bar @ m.T, np.shape(m)) + reshape3.T @ a_bar  # a = ...
    return m_bar


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
