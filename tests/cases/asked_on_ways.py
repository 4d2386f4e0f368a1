"""What a mask asks for in one branch, in a loop or in a try, of what is made before."""

import numpy as np


def asked_on_ways(x, y, n):
    with np.errstate(all="ignore"):
        held = np.maximum(x, 0.0)
        root = np.sqrt(held)
        power = held**0.25
        late = held**0.75
    total = np.sum(y * y)
    mask = x > 0.0
    if n > 1:
        total = total + np.sum(root[mask] ** 3)
    else:
        total = total * 2.0
    for k in range(n):
        mask = x > 0.1 * k
        total = total + np.sum(power[mask] * y[mask])
    try:
        total = total + np.sum(late[mask] * y[mask])
    except ValueError:
        total = total * 3.0
    last = x + 2.0
    for _ in range(n):
        total = total + np.sum(last**3)
        last = np.sqrt(y)
    return total + np.sum(np.where(y > 1.5, last, 0.0)) + np.sum(x * y)


WRT = ("x", "y")


def samples(rng):
    x, y = np.array([-0.5, 0.7, 1.3]), np.array([1.0, 2.0, 3.0])
    return [(x, y, 3), (x, y, 1)]


# --- expected ---
import numpy as np


def asked_on_ways_grad(x, y, n):
    """Gradient of `asked_on_ways` with respect to x and y."""
    last_stack = []
    with np.errstate(all="ignore"):
        held = np.maximum(x, 0.0)
        root = np.sqrt(held)
        power = held**0.25
        late = held**0.75
    total = np.sum(y * y)
    mask = x > 0.0
    total = total + np.sum(root[mask] ** 3) if n > 1 else total * 2.0
    mask_old = mask
    for k in range(n):
        mask = x > 0.1 * k
        total = total + np.sum(power[mask] * y[mask])
    failed = False
    try:
        product = late[mask] * y[mask]
        _total = total + np.sum(product)
    except ValueError:
        failed = True
    last = x + 2.0
    for _ in range(n):
        last_stack.append(last)
        last = np.sqrt(y)
    where = np.where(y > 1.5, last, 0.0)

    # Reverse sweep
    total_bar = 1.0  # return total + np.sum(np.where(y > 1.5, last, 0.0)) + np.sum(...)
    last_bar = unbroadcast(
        np.broadcast_to(np.where(y > 1.5, 1.0, 0), np.shape(where)), last
    )
    y_bar = x.copy()
    for _ in reversed(range(n)):
        # last = np.sqrt(y)
        y_bar += 0.5 / np.where((last_bar != 0.0) | (last > 0.0), last, 0.5) * last_bar
        last = last_stack.pop()
        last_bar = 3 * last**2 * total_bar  # total = total + np.sum(last**3)
    x_bar = y + last_bar  # last = x + 2.0
    if failed:
        total_bar = 3.0 * total_bar  # total = total * 3.0
        late_bar = np.zeros_like(late)
    else:
        late_bar = np.zeros_like(late)  # total = total + np.sum(late[mask] * y[mask])
        late_bar[mask] = unbroadcast(
            np.broadcast_to(y[mask] * total_bar, np.shape(product)), late[mask]
        )
        y_bar[mask] += unbroadcast(
            np.broadcast_to(late[mask] * total_bar, np.shape(product)), y[mask]
        )
    power_bar = np.zeros_like(power)
    for k in reversed(range(n)):
        mask = x > 0.1 * k
        product2 = power[mask] * y[mask]  # total = total + np.sum(...)
        power_bar[mask] += unbroadcast(
            np.broadcast_to(y[mask] * total_bar, np.shape(product2)), power[mask]
        )
        y_bar[mask] += unbroadcast(
            np.broadcast_to(power[mask] * total_bar, np.shape(product2)), y[mask]
        )
    if n > 1:
        root_bar = np.zeros_like(root)  # total = total + np.sum(root[mask] ** 3)
        root_bar[mask_old] = 3 * root[mask_old] ** 2 * total_bar
    else:
        total_bar = 2.0 * total_bar  # total = total * 2.0
        root_bar = np.zeros_like(root)
    y_bar += 2 * y * total_bar  # total = np.sum(y * y)
    with np.errstate(all="ignore"):
        late_asked = (late_bar != 0.0) | (held > 0.0)  # late = held**0.75
        held_bar = 0.75 * np.where(late_asked, held, 0.5) ** -0.25 * late_bar
        power_asked = (power_bar != 0.0) | (held > 0.0)  # power = held**0.25
        held_bar += 0.25 * np.where(power_asked, held, 0.5) ** -0.75 * power_bar
        # root = np.sqrt(held)
        held_bar += (
            0.5 / np.where((root_bar != 0.0) | (root > 0.0), root, 0.5) * root_bar
        )
        x_bar += (x > 0.0) * held_bar  # held = np.maximum(x, 0.0)
    return x_bar, y_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
