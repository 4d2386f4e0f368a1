"""Lists of pairs, objects, dicts and arrays from a helper, unpacked into names."""

from typing import NamedTuple

import numpy as np


class Bid:
    def __init__(self, price, size):
        self.price = price
        self.size = size


def made(a, n, form):
    out = []
    for i in range(n):
        out.append(form(a * (i + 1), a * a))
    return out


def pairs(a, n):
    out = []
    for i in range(n):
        out.append((a * i, a * a))
    return out


def lists(a, n):
    out = []
    for i in range(n):
        out.append([a * i, a * a])
    return out


def dicts(a, n):
    out = []
    for i in range(n):
        out.append({"u": a * i, "v": a * a})
    return out


def nested(a, n):
    out = []
    for i in range(n):
        out.append((a * i, (a * a, a + i)))
    return out


def rows(x, n):
    out = []
    for i in range(n):
        out.append(x[i:] * x[i])
    return out


def row_pairs(x, n):
    out = []
    for i in range(n):
        out.append((x[i:] * x[i], np.sin(x[i:])))
    return out


class Point(NamedTuple):
    u: float
    v: float


def points(a, n):
    return [Point(a * i, a * a) for i in range(1, n)]


def p_points(a):
    (p, q), (r, s) = points(a, 3)
    return p * s + q * r


def p_points_held(a):
    p, q = points(a, 3)
    return p.u * q.v + q.u


def p_rows_of_rows(a):
    (p, _), (_, q) = np.array([[a, 1.0], [2.0, a * a]])
    return p * q


def p_pairs(a):
    p, q = pairs(a, 2)
    return p[0] * q[1] + p[1] * q[0]


def p_pairs_in_pairs(a):
    (p, q), (r, s) = pairs(a, 2)
    return p * s + q * r


def p_first_of_pairs(a):
    (_, q), _ = pairs(a, 2)
    return q * a


def p_nested(a):
    p, (q, r) = nested(a, 2)
    _, (s, t) = nested(a, 1)[0]
    return p[1][0] * q * r[1] + s * t


def p_lists(a):
    p, q, _ = lists(a, 3)
    return p[1] * q[0]


def p_lists_again(a):
    p, q = lists(a, 2)
    u, v = q
    return u * v + p[1]


def p_objects(a):
    p, q, _ = made(a, 3, Bid)
    return p.size * q.price


def p_objects_starred(a):
    p, *rest = made(a, 3, Bid)
    return p.size * rest[0].price * rest[1].size


def p_dicts(a):
    p, q = dicts(a, 2)
    return p["u"] * q["v"] + p["v"] * q["u"]


def p_rows_under_old_name(x):
    q = np.sin(x[:1])
    total = np.sum(q**3)
    p, q = rows(x, 2)
    return total + np.sum(p**2)


def p_row_pairs_under_old_name(x):
    q = (np.sin(x[:1]), np.sin(x))
    total = np.sum(q[0] ** 3) + np.sum(q[1] ** 2)
    p, q = row_pairs(x, 2)
    return total + np.sum(p[0] ** 2)


def p_rows_of_product(w, x):
    q = np.sin(x)
    total = np.sum(q**3)
    p, q = w @ np.stack([x, x * x])
    return total + np.sum(p**2)


def p_rows_written(x):
    p, q = rows(x, 2)
    p[0] = x[1] * q[0]
    q *= 2.0
    return np.sum(p) * q[1]


def p_row_pairs_written(x):
    p, q = row_pairs(x, 2)
    p[0][0] = x[1] * q[1][0]
    return np.sum(p[0]) * q[0][1]


def p_pairs_in_loop(a):
    total = a
    for n in range(2, 4):
        p, *_, q = pairs(total, n)
        total = p[1] * 0.1 + q[0] * q[1]
    return total


def p_pairs_of_calls(a):
    total = 0.0
    for p, q in (pairs(a, 2), pairs(a * a, 2)):
        total = total + p[1] * q[0]
    return total


def p_attributes(a, b):
    bid = Bid(a, b)
    bid.price, bid.size = pairs(bid.price, 2)[1]
    return bid.price * bid.size


REFUSED = {"p_rows_of_rows", "p_rows_written", "p_row_pairs_written"}
