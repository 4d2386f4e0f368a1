"""The same reductions as methods of an array."""


def reduction_methods(m, axis):
    a = m - m.mean(axis=axis, keepdims=True)
    b = (a * m).sum(axis=axis)
    return (b**2).sum() + m.prod() + m.T.dot(m).mean()


WRT = "m"


def samples(rng):
    return [(rng.normal(size=(3, 2)), 0), (rng.normal(size=(3, 2)), -1)]


# --- expected ---
import numpy as np


def reduction_methods_grad(m, axis):
    """Gradient of `reduction_methods` with respect to m."""
    mean = m.mean(axis=axis, keepdims=True)
    a = m - mean
    b = (a * m).sum(axis=axis)
    dot_m = m.T.dot(m)

    # Reverse sweep
    dot_m_bar = np.broadcast_to(1.0 / np.size(dot_m), np.shape(dot_m))  # return ...
    b_bar = unbroadcast(np.broadcast_to(2 * b * 1.0, np.shape(b**2)), b)
    m_bar = others_along(m, None) * 1.0 + m @ dot_m_bar.T + m @ dot_m_bar
    product_bar = np.expand_dims(b_bar, axis)  # b = (a * m).sum(axis=axis)
    a_bar = unbroadcast(np.broadcast_to(m * product_bar, np.shape(a * m)), a)
    m_bar += unbroadcast(np.broadcast_to(a * product_bar, np.shape(a * m)), m)
    # a = m - m.mean(axis=axis, keepdims=True)
    m_bar += unbroadcast(a_bar, m) + unbroadcast(-a_bar, mean) / np.shape(m)[axis]
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


def others_along(a, axis):
    """For each entry, the product of all the others along the axis."""
    axes = (
        range(np.ndim(a))
        if axis is None
        else axis
        if isinstance(axis, tuple)
        else (axis,)
    )
    ends = tuple(range(-len(axes), 0))
    moved = np.moveaxis(a, tuple(axes), ends)
    shape = np.shape(moved)
    kept = np.ndim(a) - len(axes)
    size = int(np.prod(shape[kept:]))
    flat = np.reshape(moved, (*shape[:kept], size))
    ones = np.ones_like(flat[..., :1])
    before = np.cumprod(np.concatenate((ones, flat[..., :-1]), axis=-1), axis=-1)
    after = np.cumprod(np.concatenate((ones, flat[..., :0:-1]), axis=-1), axis=-1)[
        ..., ::-1
    ]
    return np.moveaxis(np.reshape(before * after, shape), ends, tuple(axes))
