"""Arrays that a constructor stores, and methods change."""

import numpy as np


class B0:
    def __init__(self, q):
        self.q = q
        self.s = set()

    def update(self, k, lr):
        self.q[k] += lr * self.q[k] ** 2


def p_made_inline(x, a):
    b = B0(x.copy())
    for k in range(2):
        b.update(k, a)
    return np.sum(b.q**2)


class B1:
    def __init__(self, q):
        self.q = np.asarray(q, dtype=float)
        self.log = []
        self.n = len(q)

    def update(self, k, lr):
        self.q[k] += lr * self.q[k] ** 2


def p_made_asarray(x, a):
    b = B1(x)
    for k in range(2):
        b.update(k, a)
    return np.sum(b.q**2)


def p_made_asarray2(x, a):
    b = B1(x * 1.0)
    for k in range(2):
        b.update(k, a)
    return np.sum(b.q**2)


class B2:
    def __init__(self, q):
        self.q = q.copy()
        self.log = []
        self.n = len(q)

    def update(self, k, lr):
        self.q[k] += lr * self.q[k] ** 2


def p_made_copy(x, a):
    b = B2(x)
    for k in range(2):
        b.update(k, a)
    return np.sum(b.q**2)


class B3:
    def __init__(self, q):
        self.q = q
        self.log = []
        self.n = len(q)

    def update(self, k, lr):
        self.q[k] += lr * self.q[k] ** 2


def p_made_len(x, a):
    b = B3(x)
    for k in range(2):
        b.update(k, a)
    return np.sum(b.q**2)


def p_made_len2(x, a):
    b = B3(x * 2)
    for k in range(2):
        b.update(k, a)
    return np.sum(b.q**2)


def p_made_len3(x, a):
    z = x * 2
    b = B3(z)
    for k in range(2):
        b.update(k, a)
    return np.sum(b.q**2)


def p_other_read(x, a):
    z = x * 2
    b = B3(z)
    for k in range(2):
        b.update(k, a)
    return np.sum(b.q**2) + np.sum(z**3)


def p_other_written(x, a):
    z = x * 2
    b = B3(z)
    z *= a
    return np.sum(b.q**2)


def p_other_written_first(x, a):
    z = x * 2
    z[0] *= x[1]
    b = B3(z)
    b.update(0, a)
    return np.sum(b.q**2)


def p_view_given(x, a):
    z = x * 2
    b = B3(z[1:])
    b.update(0, a)
    return np.sum(b.q**2)


def p_view_given_read(x, a):
    z = x * 2
    b = B3(z[1:])
    b.update(0, a)
    return np.sum(b.q**2) + np.sum(z**2)


def p_two_views(x, a):
    z = x * 2
    b = B3(z[1:])
    c = B3(z[:2])
    b.update(0, a)
    return np.sum(b.q**2) + np.sum(c.q**2)


class B4:
    def __init__(self, q):
        q *= 2.0
        self.q = q
        self.log = []
        self.n = len(q)

    def update(self, k, lr):
        self.q[k] += lr * self.q[k] ** 2


def p_changed_in_init(x, a):
    z = x * 2
    b = B4(z)
    b.update(0, a)
    return np.sum(b.q**2)


class B5:
    def __init__(self, q):
        self.q = q
        self.row = q[1:]
        self.n = len(q)

    def update(self, k, lr):
        self.q[k] += lr * self.q[k] ** 2


def p_row_kept(x, a):
    b = B5(x * 2)
    b.update(1, a)
    return np.sum(b.row**2)


def p_direct_change(x, a):
    b = B3(x * 2)
    b.q[0] *= a
    b.q[1:] += b.q[0]
    return np.sum(b.q**2)


def p_direct_alias(x, a):
    b = B3(x * 2)
    z = b.q
    z[0] *= a
    z[1:] += b.q[0]
    return np.sum(b.q**2)


def p_in_loop(x, a):
    z = x * 2
    t = 0.0
    for k in range(3):
        b = B3(z)
        b.update(k, a)
        z = b.q * 1.5
        t += np.sum(z)
    return t


def p_in_loop2(x, a):
    z = x * 2
    t = 0.0
    for k in range(3):
        b = B3(z)
        b.update(k, a)
        t += np.sum(b.q**2)
    return t


def make(z):
    return {"u": z, "n": len(z)}


def p_dict_back(x, a):
    d = make(x * 2)
    d["u"][0] *= a
    return np.sum(d["u"] ** 2)


def p_dict_back2(x, a):
    z = x * 2
    d = make(z)
    d["u"][0] *= a
    return np.sum(d["u"] ** 2) * np.sum(z)


def makeo(z, lr):
    z[0] *= lr
    return B3(z)


def p_helper_obj(x, a):
    b = makeo(x * 2, a)
    b.update(1, a)
    return np.sum(b.q**2)


def p_given_arg(x, a):
    b = B3(x)
    b.update(1, a)
    return np.sum(b.q**2)


def p_given_arg_read(x, a):
    b = B3(x)
    b.update(1, a)
    return np.sum(b.q**2) + np.sum(x**2)


REFUSED = {
    "p_other_read",
    "p_other_written",
    "p_view_given_read",
    "p_two_views",
    "p_changed_in_init",
    "p_row_kept",
    "p_in_loop2",
    "p_helper_obj",
    "p_given_arg_read",
}
