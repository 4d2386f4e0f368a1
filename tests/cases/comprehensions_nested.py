"""Comprehensions in each other, over several iterables, with calls and conditions."""

import numpy as np


def weight(v, y):
    return v * y + np.sin(v)


def comprehensions_nested(x, y, n):
    rows = [[x[j] * y + i for j in range(i + 1)] for i in range(n)]
    flat = [v * y for row in rows for v in row if v > 0.1]
    total = sum(weight(v, y) for v in flat)
    x = [a * b for a, b in zip(x, flat)]
    kernel = np.array([[np.exp(-((a - b) ** 2)) for b in x] for a in x])
    return total + rows[-1][0] + kernel.sum() if y > 0 else sum(v * v for v in x)


WRT = ("x", "y")


def samples(rng):
    return [([0.4, 1.5, -2.0], 0.7, 3), ([0.4, 1.5, -2.0], -0.7, 2)]


# --- expected ---
import numpy as np


def comprehensions_nested_grad(x, y, n):
    """Gradient of `comprehensions_nested` with respect to x and y."""
    a_stack = []
    values5_stack = []
    rows = [[x[j] * y + i for j in range(i + 1)] for i in range(n)]
    flat = [v * y for row in rows for v in row if v > 0.1]
    values3 = []
    for a, b in zip(x, flat, strict=False):
        values3.append(a * b)
        a_stack.append(a)
    x_old = x
    x = values3
    values4 = []
    for a in x:
        values5 = [np.exp(-((a - b) ** 2)) for b in x]
        values4.append(values5)
        values5_stack.append(values5)
    kernel = np.array(values4)

    # Reverse sweep
    if y > 0:
        total_bar = 1.0  # return total + rows[-1][0] + ...
        rows_bar = [[0.0] * len(item) for item in rows]
        rows_bar[-1][0] += 1.0
        kernel_bar = np.broadcast_to(1.0, np.shape(kernel))
        x_bar = [0.0] * len(x)
    else:
        x_bar = [0.0] * len(x)  # return total + rows[-1][0] + ...
        for index5 in reversed(range(len(x))):
            v = x[index5]
            v_bar = 2 * v
            x_bar[index5] = v_bar
        kernel_bar = np.zeros_like(kernel)
        rows_bar = [[0.0] * len(item) for item in rows]
        total_bar = 0.0
    values4_bar = [list(item) for item in list(kernel_bar)]  # kernel = np.array(...)
    for index4 in reversed(range(len(x))):
        values5 = values5_stack.pop()
        a = x[index4]
        values5_bar = list(values4_bar.pop())
        a_bar = 0.0
        for index3 in reversed(range(len(x))):
            b = x[index3]
            sum_bar = -2 * (a - b) * values5.pop() * values5_bar.pop()
            a_bar += sum_bar
            b_bar = -sum_bar
            x_bar[index3] += b_bar
        x_bar[index4] += a_bar
    values3_bar = list(x_bar)  # x = [a * b for a, b in zip(x, flat)]
    flat_bar = [0.0] * len(flat)
    x_bar = [0.0] * len(x_old)
    for index2 in reversed(range(min(len(x_old), len(flat)))):
        a = a_stack.pop()
        b = flat[index2]
        product_bar = values3_bar.pop()
        a_bar = b * product_bar
        b_bar = a * product_bar
        flat_bar[index2] = b_bar
        x_bar[index2] = a_bar
    y_bar = 0.0  # total = sum(weight(v, y) for v in flat)
    for index in reversed(range(len(flat))):
        v = flat[index]
        v_bar, y_bar2 = weight_reverse(v, y, total_bar)
        y_bar += y_bar2
        flat_bar[index] += v_bar
    for m in reversed(range(len(rows))):
        for k in reversed(range(len(rows[m]))):
            v = rows[m][k]
            if v > 0.1:
                product_bar2 = flat_bar.pop()  # flat = [...]
                v_bar = y * product_bar2
                y_bar += v * product_bar2
            else:
                v_bar = 0.0
            rows_bar[m][k] += v_bar
    for i in reversed(range(n)):
        values_bar = list(rows_bar.pop())  # rows = [...]
        for j in reversed(range(i + 1)):
            sum_bar2 = values_bar.pop()
            x_bar[j] += y * sum_bar2
            y_bar += x_old[j] * sum_bar2
    return x_bar, float(y_bar)


def weight_reverse(v, y, ans_bar):
    v_bar = (y + np.cos(v)) * ans_bar  # return v * y + np.sin(v)
    y_bar = v * ans_bar
    return v_bar, y_bar
