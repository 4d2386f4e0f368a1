"""Two buffers in a list, each written in turn from the other one."""

import numpy as np


def two_buffers(x, rate, steps):
    buffers = [np.zeros(4), np.zeros(4)]
    now, then = 0, 1
    buffers[now][:] = x
    for k in range(steps):
        buffers[then][1:] = buffers[now][:-1] * rate
        buffers[then][0] = buffers[now][-1] + k
        now, then = then, now
    return np.sum(buffers[now] * buffers[then])


WRT = ("x", "rate")


def samples(rng):
    return [(rng.normal(size=4), 0.7, 3)]


# --- expected ---
import numpy as np


def two_buffers_grad(x, rate, steps):
    """Gradient of `two_buffers` with respect to x and rate."""
    buffers_stack = []
    buffers_stack2 = []
    buffers = [np.zeros(4), np.zeros(4)]
    now, then = 0, 1
    buffers[now][:] = x
    for k in range(steps):
        buffers_stack.append(buffers[then][1:].copy())
        buffers[then][1:] = buffers[now][:-1] * rate
        buffers_stack2.append(buffers[then][0])
        buffers[then][0] = buffers[now][-1] + k
        now, then = then, now

    # Reverse sweep
    buffers_bar = [np.zeros_like(item) for item in buffers]  # return np.sum(...)
    buffers_bar[now] = buffers_bar[now] + buffers[then]
    buffers_bar[then] = buffers_bar[then] + buffers[now]
    rate_bar = 0.0
    for k in reversed(range(steps)):
        now, then = then, now  # now, then = then, now
        buffers[then][0] = buffers_stack2.pop()
        buffers_section_bar = buffers_bar[then][0]  # buffers[then][0] = ...
        buffers_bar[then] = buffers_bar[then].copy()
        buffers_bar[then][0] = 0.0
        buffers_bar[now] = buffers_bar[now].copy()
        buffers_bar[now][-1] += buffers_section_bar
        buffers[then][1:] = buffers_stack.pop()
        buffers_section_bar2 = buffers_bar[then][1:].copy()  # buffers[then][1:] = ...
        buffers_bar[then] = buffers_bar[then].copy()
        buffers_bar[then][1:] = 0.0
        buffers_bar[now] = buffers_bar[now].copy()
        buffers_bar[now][:-1] += rate * buffers_section_bar2
        rate_bar += np.sum(buffers[now][:-1] * buffers_section_bar2)
    x_bar = unbroadcast(buffers_bar[now][:], x).copy()  # buffers[now][:] = x
    return x_bar, float(rate_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
