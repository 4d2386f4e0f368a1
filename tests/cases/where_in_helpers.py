"""A branch of `np.where` in one helper, what it takes from another one."""

import numpy as np

WRT = ("x", "y")


def root(v):
    return np.sqrt(v)


def positive(v, otherwise):
    return np.where(v > 0.0, otherwise, 1.0)


def where_in_helpers(x, y):
    with np.errstate(all="ignore"):
        found = positive(x, root(x) * y)
    return np.sum(found) + np.sum(root(y) * x)


def samples(rng):
    return [(np.array([-1.0, 0.4, 2.3]), rng.uniform(0.5, 1.5, size=3))]


# --- expected ---
import numpy as np

from tests.cases import where_in_helpers  # isort: skip


def where_in_helpers_grad(x, y):
    """Gradient of `where_in_helpers` with respect to x and y."""
    with np.errstate(all="ignore"):
        root_x = where_in_helpers.root(x)
        found = where_in_helpers.positive(x, root_x * y)
    root_y = where_in_helpers.root(y)

    # Reverse sweep
    found_bar = np.broadcast_to(1.0, np.shape(found))  # return np.sum(...) + ...
    x_bar = root_y
    y_bar = root_reverse(root_y, x)
    with np.errstate(all="ignore"):
        v_bar, otherwise_bar = positive_reverse(x, found_bar)  # found = positive(...)
        otherwise_asked = (otherwise_bar != 0.0) | np.isfinite(root_x)
        x_bar = x_bar + v_bar
        y_bar += np.where(otherwise_asked, root_x, 0.5) * otherwise_bar
        x_bar += root_reverse2(root_x, y * otherwise_bar)
    return x_bar, y_bar


def root_reverse(ans, ans_bar):
    v_bar = 0.5 / ans * ans_bar  # return np.sqrt(v)
    return v_bar


def positive_reverse(v, ans_bar):
    otherwise_bar = np.where(v > 0.0, ans_bar, 0)  # return np.where(...)
    return np.zeros_like(v), otherwise_bar


def root_reverse2(ans, ans_bar):
    # return np.sqrt(v)
    v_bar = 0.5 / np.where((ans_bar != 0.0) | (ans > 0.0), ans, 0.5) * ans_bar
    return v_bar
