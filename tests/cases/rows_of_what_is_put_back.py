"""Lists get rows of an array that is put back in place before they are asked for."""

import numpy as np


def rows_of_what_is_put_back(x, y):
    v = y * 1.0
    rows, pairs, table = [], [], {}
    for k in range(3):
        rows.append(x * 2.0)
        pairs.append([x * 3.0, x * x])
        table[k] = x * (k + 1.0)
        v[1:] *= x[1:] * v[:-1]
    return (
        np.sum(np.array(pairs) * v)
        + np.sum(sum(rows) * v)
        + np.sum(np.array(rows[1:]) * v)
        + np.sum(np.stack(list(table.values())) * v)
    )


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def rows_of_what_is_put_back_grad(x, y):
    """Gradient of `rows_of_what_is_put_back` with respect to x and y."""
    v_stack = []
    v = y * 1.0
    rows = []
    pairs = []
    table = {}
    for k in range(3):
        rows.append(x * 2.0)
        pairs.append([x * 3.0, x * x])
        table[k] = x * (k + 1.0)
        v_stack.append(v[1:].copy())
        v[1:] *= x[1:] * v[:-1]
    sum_rows = sum(rows)
    array_pairs = np.array(pairs)
    product = sum_rows * v
    array = np.array(rows[1:])
    stack = np.stack(list(table.values()))
    product2 = array * v
    product3 = stack * v

    # Reverse sweep
    # return np.sum(np.array(pairs) * v) + np.sum(...) + np.sum(...) + np.sum(...)
    sum_rows_bar = unbroadcast(np.broadcast_to(v, np.shape(product)), sum_rows)
    rows_bar3 = list(unbroadcast(np.broadcast_to(v, np.shape(product2)), array).copy())
    rows_bar2 = [np.zeros_like(item) for item in rows]
    rows_bar2[1:] = rows_bar3
    list_value_bar = list(
        unbroadcast(np.broadcast_to(v, np.shape(product3)), stack).copy()
    )
    pairs_bar = [
        [item[0].copy(), item[1].copy()]
        for item in list(np.broadcast_to(v, np.shape(array_pairs)))
    ]
    rows_bar = [sum_rows_bar.copy() for x in rows]
    rows_bar = [a + b for a, b in zip(rows_bar, rows_bar2, strict=True)]
    table_bar = dict(zip(table, list_value_bar, strict=True))
    v_bar = (
        np.sum(array_pairs, axis=(0, 1))
        + unbroadcast(np.broadcast_to(sum_rows, np.shape(product)), v)
        + np.sum(np.broadcast_to(array, np.shape(product2)), axis=0)
        + np.sum(np.broadcast_to(stack, np.shape(product3)), axis=0)
    )
    x_bar = np.zeros_like(x)
    for k in reversed(range(3)):
        v[1:] = v_stack.pop()
        v_section_bar = v_bar[1:].copy()  # v[1:] *= x[1:] * v[:-1]
        product_bar = v[1:] * v_section_bar
        v_bar[1:] = x[1:] * v[:-1] * v_section_bar
        x_bar[1:] += v[:-1] * product_bar
        v_bar[:-1] += x[1:] * product_bar
        table_item_bar = table_bar[k]  # table[k] = x * (k + 1.0)
        table_bar[k] = np.zeros_like(table_item_bar)
        x_bar += (k + 1.0) * table_item_bar
        value_bar = pairs_bar.pop()  # pairs.append([x * 3.0, x * x])
        x_bar += 3.0 * value_bar[0] + 2 * x * value_bar[1]
        x_bar += 2.0 * rows_bar.pop()  # rows.append(x * 2.0)
    y_bar = v_bar  # v = y * 1.0
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
