"""Elements by their number in a flat row: .flat, .item and .tolist."""

import numpy as np


def flat_elements(x):
    y = x * x
    y.flat[1] = x.flat[2] * x.item(0, 1)
    y.flat[:2] *= x.flat[-1]
    first, second = x.tolist()[0][:2]
    return np.sum(y**2) + first / second


WRT = "x"


def samples(rng):
    return [(rng.normal(size=(2, 3)),)]


# --- expected ---
import numpy as np


def flat_elements_grad(x):
    """Gradient of `flat_elements` with respect to x."""
    y = x * x
    index = np.unravel_index(1, np.shape(y))
    ravel_x3 = np.ravel(x)
    item = x[0, 1].item()
    product2 = ravel_x3[2] * item
    y[index] = product2
    index2 = np.unravel_index(np.arange(np.size(y))[:2], np.shape(y))
    ravel_y = np.ravel(y).copy()
    ravel_x2 = np.ravel(x)
    ravel_x = ravel_x2[-1]
    product = ravel_y[:2] * ravel_x
    y[index2] = product
    items = x.tolist()
    first, second = items[0][:2]

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y**2) + first / second
    first_bar = 1 / second
    second_bar = -first / second / second
    items_bar2 = [0.0] * len(items[0])  # first, second = x.tolist()[0][:2]
    items_bar2[:2] = [first_bar, second_bar]
    items_bar = [[0.0] * len(item) for item in items]
    items_bar[0] = [a + b for a, b in zip(items_bar[0], items_bar2, strict=True)]
    x_bar = np.array(items_bar)
    # y.flat[:2] *= x.flat[-1]
    y_section_bar = np.where(last_written(y_bar, index2), y_bar[index2], 0.0)
    product_bar = unbroadcast(y_section_bar, product)
    ravel_y_bar = np.zeros_like(ravel_y)
    ravel_y_bar[:2] = ravel_x * product_bar
    ravel_x_bar = np.zeros_like(ravel_x2)
    ravel_x_bar[-1] = np.sum(ravel_y[:2] * product_bar)
    y_bar[index2] = 0.0
    y_bar += np.reshape(ravel_y_bar, np.shape(y))
    x_bar += np.reshape(ravel_x_bar, np.shape(x))
    product_bar2 = unbroadcast(y_bar[index], product2)  # y.flat[1] = x.flat[2] * ...
    ravel_x_bar2 = np.zeros_like(ravel_x3)
    ravel_x_bar2[2] = np.sum(item * product_bar2)
    x_bar += np.reshape(ravel_x_bar2, np.shape(x))
    x_bar[0, 1] += np.reshape(unbroadcast(ravel_x3[2] * product_bar2, item), ())
    y_bar = y_bar.copy()
    y_bar[index] = 0.0
    x_bar += 2 * x * y_bar  # y = x * x
    return x_bar


def last_written(x, index):
    """Which elements of an assignment to `x[index]` are not overwritten by later
    ones of it.
    """
    order = np.arange(np.size(x[index])).reshape(np.shape(x[index]))
    last = np.zeros(np.shape(x), dtype=int)
    last[index] = order
    return last[index] == order


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
