"""What a helper returns may be what it was given, or new; its caller changes it."""

import numpy as np


def powers(p, q, n):
    y = p
    for _ in range(n):
        y = np.exp(np.sin(y) * q)
    return y


def with_size(p, q):
    for k in range(2):
        q = q + np.sin(p[k] * q)
    y = p if q < 0.1 else p * q
    return y, np.sum(np.sin(y) * np.exp(y)) * q


def returned_or_given(x, n):
    t = powers(x, x[0], n)
    t *= x[1]
    u, size = with_size(x * 2.0, x[0])
    u *= x[2]
    return np.sum(t * t) + np.sum(u * u) * size


WRT = "x"


def samples(rng):
    x = rng.uniform(0.2, 0.9, size=3)
    return [(x, 2), (x, 0), (-x, 1)]


# --- expected ---
import numpy as np


def returned_or_given_grad(x, n):
    """Gradient of `returned_or_given` with respect to x."""
    x_bar = np.zeros_like(x)
    x = x.copy()
    t, t_bar, saved2 = powers_forward(x, x[0], n, x_bar)
    t_old = t.copy()
    t *= x[1]
    part = x * 2.0
    part_bar = np.zeros_like(part)
    (u, size), u_bar, saved = with_size_forward(part, x[0], part_bar)
    u_old = u.copy()
    u *= x[2]
    sum_value = np.sum(u * u)

    # Reverse sweep
    t_bar += 2 * t  # return np.sum(t * t) + np.sum(u * u) * size
    u_bar += 2 * u * size
    size_bar = sum_value
    u[...] = u_old
    x_bar[2] += u @ u_bar  # u *= x[2]
    u_bar[...] = x[2] * u_bar
    q_bar = with_size_reverse(part, saved, part_bar, size_bar)  # u, size = ...
    x_bar[0] += q_bar
    x_bar += 2.0 * part_bar
    t[...] = t_old
    t_section_bar = t_bar.copy()  # t *= x[1]
    t_bar[...] = x[1] * t_section_bar
    x_bar[1] += t @ t_section_bar
    q_bar2 = powers_reverse(n, saved2)  # t = powers(x, x[0], n)
    x_bar[0] += q_bar2
    x_bar = x_bar.copy()
    return x_bar


def with_size_forward(p, q, p_bar):
    q_stack = []
    for k in range(2):
        q_stack.append(q)
        q = q + np.sin(p[k] * q)
    if q < 0.1:
        y = p
        y_bar = p_bar
    else:
        y = p * q
        y_bar = np.zeros_like(y)
    exp_y = np.exp(y)
    sin_y = np.sin(y)
    sum_value = np.sum(sin_y * exp_y)
    return (y, sum_value * q), y_bar, (q, q_stack, y, y_bar, exp_y, sin_y, sum_value)


def with_size_reverse(p, saved, p_bar, ans_1_bar):
    q, q_stack, y, y_bar, exp_y, sin_y, sum_value = saved
    y_bar += (np.cos(y) * exp_y + exp_y * sin_y) * q * ans_1_bar  # return y, ...
    q_bar = sum_value * ans_1_bar
    if not q < 0.1:
        p_bar += q * y_bar  # y = p if q < 0.1 else p * q
        q_bar += p @ y_bar
    for k in reversed(range(2)):
        q = q_stack.pop()
        product_bar = np.cos(p[k] * q) * q_bar  # q = q + np.sin(p[k] * q)
        p_bar[k] += q * product_bar
        q_bar = q_bar + p[k] * product_bar
    return q_bar


def powers_forward(p, q, n, p_bar):
    saved_stack = []
    y = p
    y_bar = p_bar
    for _ in range(n):
        saved_stack.append((y, y_bar))
        y = np.exp(np.sin(y) * q)
        y_bar = np.zeros_like(y)
    return y, y_bar, (q, saved_stack, y, y_bar)


def powers_reverse(n, saved):
    q, saved_stack, y, y_bar = saved
    q_bar = 0.0
    for _ in reversed(range(n)):
        product_bar = y * y_bar  # y = np.exp(np.sin(y) * q)
        y, y_bar = saved_stack.pop()
        sin_y = np.sin(y)
        y_bar += np.cos(y) * q * product_bar
        q_bar += sin_y @ product_bar
    return q_bar
