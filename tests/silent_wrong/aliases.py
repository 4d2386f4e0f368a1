"""Aliases and views: classes 1 to 13. A function's number is the class it belongs to."""

from types import SimpleNamespace

import numpy as np


def s01_alias_augmented(x):
    y = x * 1.0
    z = y
    z += x * x
    return np.sum(y * z)


def s01_alias_of_argument(x):
    z = x
    z += x * x
    return np.sum(x * z)


def s01_alias_in_branch(x, a):
    y = x * 1.0
    z = y if a > 0.0 else x * 2.0
    z += x
    y *= 3.0
    return np.sum(y * z)


def s02_alias_store(x):
    y = x * 1.0
    z = y
    z[0] = 2.0 * z[1]
    return np.sum(y * y)


def s02_alias_of_argument(x):
    z = x
    z[0] = 2.0 * z[1]
    return np.sum(x * x)


def s03_store_through_view(x):
    y = x.copy()
    v = y[1:]
    v[0] = 3.0 * y[0]
    return np.sum(y * y)


def s03_store_under_view(x):
    y = x.copy()
    v = y[1:]
    y[1] = x[0] ** 2
    return np.sum(v * v)


def s03_view_of_argument(x):
    v = x[1:]
    x[1] = x[0] ** 2
    return np.sum(v * v)


def s04_ravel_copies_or_not(m, x):
    a = m.copy()
    r = np.ravel(a)
    r[:3] = x * x
    return np.sum(a * a)


def s04_ravel_of_transpose(m, x):
    a = m.copy()
    r = np.ravel(a.T)
    r[:3] = x * x
    return np.sum(a * a) + np.sum(r)


def s04_transpose(m, x):
    a = m.copy()
    t = a.T
    t[0] = x
    return np.sum(a * a)


def s04_reshape(m, x):
    a = m.copy()
    r = a.reshape(9)
    r[1:4] *= x
    return np.sum(a * a)


def s05_list_aliased(a, b, c):
    row = [a, b]
    rows = [row, row]
    rows[0][0] = c
    return rows[1][0] * rows[1][1]


def s05_list_repeated(a, b):
    rows = [[a]] * 2
    rows[0][0] = b * b
    return rows[1][0] * a


def mix(a):
    a[0] = a[1] * a[2]
    a *= 2.0


def s05_one_array_repeated(x):
    rows = [x * x] * 3
    rows[0][1] = x[0] * x[2]
    rows[2] *= 2.0
    return np.sum(rows[1] * rows[1])


def s06_helper_changes_argument(x):
    y = x * 1.0
    mix(y)
    return np.sum(y * x)


def s06_helper_changes_ours(x):
    mix(x)
    return np.sum(x * x)


def s06_helper_changes_view(x):
    y = np.concatenate([x, x])
    mix(y[1:4])
    return np.sum(y * y)


def s07_broadcast_read(x):
    b = np.broadcast_to(x, (4, 3))
    return np.sum(b * b * np.arange(12.0).reshape(4, 3))


def s08_split_views(x):
    y = np.concatenate([x, x[:1]])
    a, b = np.split(y, 2)
    a[:1] *= 2.0
    b[0] = a[0] * x[1]
    return np.sum(y * y)


def s08_view_of_view_of_unpacked(m):
    y = m.copy()
    a, b, c = y
    first = a[:2]
    first[1:] *= b[0]
    return np.sum(y * y) + c[0]


def tail(y):
    return y[1:]


def s09_returned_view(x):
    y = x * 2.0
    v = tail(y)
    v[0] = x[0] ** 2
    v *= 3.0
    return np.sum(y * y)


def s10_same_array_twice(x):
    box = SimpleNamespace(x=x)
    box.x[0] *= 2.0
    return x[0] * x[1]


def s10_array_in_list(x):
    y = x * 1.0
    kept = [y]
    kept[0][0] *= 2.0
    return y[0] * y[1]


def s11_scratch_buffer(x):
    tmp = np.zeros(1)
    tmp[0] = 1.0
    for i in range(len(x)):
        tmp[0] *= x[i]
    return tmp[0]


def s12_copy_carries(x):
    y = x.copy()
    y[0] = 3.0
    return np.sum(y * y)


def s12_copies_of_all_kinds(x):
    a, b, c = np.array(x), np.copy(x), x[:]
    a[0] = b[1] * 2.0
    b[2] = a[0]
    return np.sum(a * b * c)
