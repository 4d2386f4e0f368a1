"""Overwritten values: classes 14 to 25."""

import numpy as np


def s14_element_accumulates(x):
    y = np.zeros(1)
    for i in range(len(x)):
        y[0] += x[i] ** 2
    return y[0] * x[0]


def s15_overlapping(x):
    y = np.ones(3)
    y[1:] *= x[1:]
    y[:2] += x[:2] * y[:2]
    return np.sum(y * y)


def s15_shifted_onto_itself(x):
    y = x * x
    y[1:] += y[:-1]
    y[:-1] *= y[1:]
    return np.sum(y * np.arange(1.0, 4.0))


def s16_needed_value_gone(x):
    y = x * 1.0
    s = np.sum(y * y)
    y[0] = 7.0 * x[1]
    return s + np.sum(y * y)


def s17_own_element(x):
    a = x * x
    for i in range(len(a)):
        a[i] = a[i] + 1.0
        a[i] = a[i] * a[i]
    return np.sum(a * x)


def s17_product_in_place(x, y):
    a = x * 1.0
    a *= y
    a *= a
    a /= y
    return np.sum(a)


def s18_written_twice(x):
    y = np.zeros(3)
    y[0] = np.sin(x[0])
    y[0] = x[1] * 2.0
    y[1:] = x[:2]
    y[1:] = x[1:] ** 2
    return np.sum(y * y)


def s19_copyto(x):
    dst = x * x
    src = x * 3.0
    np.copyto(dst, src)
    src *= 2.0
    return np.sum(dst * src)


def s20_element_repeated(m, a):
    b = m.copy()
    for _ in range(3):
        b[0, 0] = b[0, 0] * 2.0 + a
    return np.sum(b * b)


def s20_element_augmented(m, a):
    b = m.copy()
    for _ in range(3):
        b[0, 0] *= 2.0
        b[0, 0] += a
    return np.sum(b * b)


def s21_out(x):
    y = np.zeros(3)
    np.multiply(x, x, out=y)
    np.add(y, x, y)
    return np.sum(y * y)


def s21_out_over_operand(x):
    y = x * 2.0
    np.multiply(y, x, out=y)
    np.exp(y, out=y)
    return np.sum(y)


def s22_sort(x):
    y = x * 2.0
    y.sort()
    return np.sum(y * np.arange(3.0))


def s22_fill(x, a):
    y = x * 2.0
    z = y * x
    y.fill(a)
    return np.sum(y * z)


def s22_put(x):
    y = x * x
    np.put(y, [0, 2], x[:2])
    return np.sum(y * y)


def s22_put_along_axis(m):
    y = m * m
    np.put_along_axis(y, np.argmax(m, axis=1)[:, None], m[:, :1], axis=1)
    return np.sum(y * y)


def s23_last_writer(x):
    y = np.zeros(2)
    y[[0, 0, 1]] = x
    return np.sum(y * y)


def s23_buffered(x):
    y = np.ones(2)
    y[[0, 0, 1]] += x
    return np.sum(y * y)


def s24_add_at(x):
    y = np.ones(2)
    np.add.at(y, [0, 0, 1], x)
    return np.sum(y * y)


def s24_gather(x):
    return np.sum(x[[0, 0, 1]] ** 2)


def s24_gather_rows(m):
    return np.sum(m[[0, 0, 1]] ** 2 * np.arange(9.0).reshape(3, 3))


def s25_cleared(m, k):
    a = m * m
    a[:, :k] = 0.0
    return np.sum(a * m)


def s25_cleared_argument(m, k):
    m[:, :k] = 0.0
    return np.sum(m * m)
