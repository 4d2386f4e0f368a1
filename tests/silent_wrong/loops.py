"""Loops: classes 26 to 33."""

import contextlib

import numpy as np


def s26_run_time_bound(x, n):
    prod = 1.0
    for i in range(n):
        prod *= x[i]
    return prod


def s26_nested_bounds(x, n):
    s = 0.0
    for i in range(n):
        t = x[i]
        for j in range(i):
            t = t * x[j]
        s = s + t * t
    return s


def s26_before_in_after(x, n):
    y = x[0] * 2.0
    s = y
    for i in range(n):
        s = s * y
        y = y + x[i]
    return s * y


def s27_carried_array(a, n):
    f = np.zeros(n + 1)
    f[0] = a
    for i in range(n):
        f[i + 1] = np.sin(f[i]) * a
    return f[n]


def s27_own_trip(x):
    s = 0.0
    for i in range(len(x)):
        t = x[i] * x[i]
        s = s + np.exp(t)
    return s * t


def s28_divisor(x):
    s = 1.0
    for i in range(len(x)):
        s += x[i] / (s + 1.0)
    return s


def s29_break(x, n):
    s = 1.0
    for i in range(len(x)):
        if i == n:
            break
        s = s * x[i]
    return s * x[i]


def s29_continue(x, n):
    s = 1.0
    for i in range(len(x)):
        if i == n:
            continue
        s = s * x[i] + x[i]
    return s * i


def s29_break_inside_nested(x):
    s = 0.0
    for i in range(len(x)):
        t = 1.0
        for j in range(len(x)):
            t = t * x[j]
            if j == i:
                break
        s = s + t * x[i]
    return s


def s30_active_condition(a, b):
    y = a
    while y < 10.0 * b:
        y = y * y + b
    return y


def s30_active_bound(a, x):
    s = 0.0
    for _ in range(int(a * 2.0)):
        s = s + a * x[0]
    return s


def s31_zero_trips(x, zero):
    s = x[0] * x[0]
    for i in range(zero):
        s = s * x[i]
    return s


def s31_negative_step(x):
    s = 1.0
    for i in range(len(x) - 1, -1, -1):
        s = s * x[i] + x[0]
    return s


def s31_bound_reassigned(x, n):
    s = 1.0
    for i in range(n):
        n = 1
        s = s * x[i] * n
    return s


def s31_variable_after(x, n):
    s = 0.0
    for i in range(n):
        s = s + x[i] ** 2
    return s * x[i]


def s32_active_sequence(x):
    s = 0.0
    for v in x * x:
        s = s * v + v
    return s


def s32_sequence_written(x):
    y = x * 1.0
    s = 0.0
    for v in y:
        y[2] = v * 2.0
        s = s + v * v
    return s


def s32_condition_inside(x):
    s = 1.0
    for v in x:
        s = s * v if s * v > 1.0 else s + v
    return s


def s32_while_ends_early(x, a):
    i, s = 0, a
    while i < len(x) and s < 100.0:
        s = s * (1.0 + x[i] ** 2)
        i += 1
    return s * x[i - 1]


def s33_list_of_values(x):
    s = 1.0
    for a in [x[0], x[1] * x[0]]:
        s = s * a
    return s


def s33_reversed(x):
    s = 1.0
    for a in reversed([x[0], x[1] * x[0], x[2]]):
        s = s * a + a
    return s


def s33_zip(x, y):
    s = 1.0
    for a, b in zip(x, y, strict=True):
        s = s * a + b
    return s


def s33_enumerate(x):
    s = 1.0
    for k, a in enumerate(x):
        s = s * a + k * a
    return s


def s33_items(a, b):
    table = {"a": a * b, "b": b}
    s = 1.0
    for name, value in table.items():
        s = s * value + len(name) * value
    return s


def s33_with(x):
    with contextlib.nullcontext():
        y = x * x
    return np.sum(y)
