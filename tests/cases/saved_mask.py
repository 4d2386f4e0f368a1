"""A helper that hands over a mask beside arrays, differentiated again."""

import numpy as np

WRT = ("field", "out")


def limited(field, out, sweeps):
    smooth = np.zeros_like(field)
    for k in range(sweeps):
        smooth += field / (k + 1.0)
    mask = smooth * field > 1.0
    smooth = np.where(mask, 0, smooth)
    mask = ~mask
    out[:] = smooth * field * mask


def saved_mask(field, out):
    limited(field, out, 3)
    return np.sum(out**2)


def samples(rng):
    return [(rng.normal(size=7), rng.normal(size=7))]


# --- expected ---
import numpy as np


def saved_mask_grad(field, out):
    """Gradient of `saved_mask` with respect to field and out."""
    out = out.copy()
    saved = limited_forward(field, out, 3)

    # Reverse sweep
    out_bar = 2 * out  # return np.sum(out**2)
    field_bar = limited_reverse(field, saved, out_bar)  # limited(field, out, 3)
    return field_bar, out_bar


def limited_forward(field, out, sweeps):
    smooth = np.zeros_like(field)
    for k in range(sweeps):
        smooth += field / (k + 1.0)
    mask = smooth * field > 1.0
    smooth = np.where(mask, 0, smooth)
    mask_old = mask
    mask = ~mask
    out[:] = smooth * field * mask
    return sweeps, smooth, mask, mask_old


def limited_reverse(field, saved, out_bar):
    sweeps, smooth, mask, mask_old = saved
    product_bar = mask * unbroadcast(out_bar[:], smooth)  # out[:] = smooth * ...
    smooth_bar = field * product_bar
    field_bar = smooth * product_bar
    out_bar[:] = 0.0
    smooth_bar = np.where(mask_old, 0, smooth_bar)  # smooth = np.where(mask, 0, smooth)
    for k in reversed(range(sweeps)):
        field_bar += smooth_bar / (k + 1.0)  # smooth += field / (k + 1.0)
    return field_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
