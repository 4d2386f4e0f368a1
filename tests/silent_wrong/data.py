"""Data, calls, scope: classes 34 to 39."""

from collections import namedtuple
from dataclasses import dataclass

import numpy as np

Pair = namedtuple("Pair", "first second")


@dataclass
class Box:
    value: object
    count: int = 0


def double(v):
    return v * v


def s34_two_reads(x):
    return x[0] * x[0]


def s34_helper_twice(a):
    return double(a) * double(a + 1.0)


def s34_helper_of_itself(a):
    return double(double(a)) + a


def s34_append(x):
    parts = []
    for v in x:
        parts.append(v * v)
    return parts[0] * parts[2] + parts[-1]


def s34_pop_and_insert(a, b):
    parts = [a, b]
    last = parts.pop()
    parts.insert(0, last * a)
    return parts[0] * parts[1]


def s34_attribute(a):
    box = Box(a)
    box.value = box.value * a
    box.count += 1
    return box.value * box.count


def s34_namedtuple(a, b):
    p = Pair(a * b, second=b)
    return p.first * p.second + p[0]


def s36_first_and_second(a, b):
    return a * b, a - b


def s36_integers(x, n):
    counts = np.arange(n)
    y = x[:n] * counts
    return np.sum(y * y)


def s36_integer_buffer(x):
    y = np.zeros(3, dtype=int)
    y[0] = x[0]
    y[1] = 2.7 * x[1]
    return np.sum(y * x)


def s36_integer_buffer_like(x, counts):
    y = np.zeros_like(counts)
    y[:] = x * 2.0
    return np.sum(y * x)


def s37_item(x):
    return (x * x)[1].item() * x[0]


def s37_tolist(x):
    a, b, c = (x * x).tolist()
    return a * b + c


def s37_float(x):
    return float(x[0] * x[1]) * float(np.sum(x))


def s38_two_uses(x):
    y = x * x
    z = y
    return np.sum(y) * 2.0 + np.sum(z * x)


def s38_two_uses_of_a_call(x):
    y = np.exp(x)
    a = y[0]
    b = y[1:]
    return a * np.sum(b) + np.sum(y)


def s38_passed_through_twice(x):
    y = x + 0.0
    return np.sum(y * y) + np.sum(np.where(x > -9.0, y, 0.0))


def s39_nonlocal(a):
    total = a

    def add(v):
        nonlocal total
        total = total * v

    add(a)
    add(a + 1.0)
    return total


def s39_closure_over_loop_variable(x):
    functions = [lambda v, k=k: v * x[k] for k in range(3)]
    s = 1.0
    for f in functions:
        s = f(s) + s
    return s


def apply_twice(function, v):
    return function(function(v))


def s39_callback(a):
    return apply_twice(double, a)


def s39_lambda_callback(a, b):
    return apply_twice(lambda v: v * b + a, a)
