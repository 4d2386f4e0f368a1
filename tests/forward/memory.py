"""Programs whose arrays are changed in place under several names."""

from __future__ import annotations

import numpy as np


def number_into_alias(s):
    y = np.zeros(4)
    z = y
    z[1] = s
    y = y * 2
    return y[1] * s + z[1]


def alias_in_one_branch(x, yes):
    y = x * 1.0
    z = y if yes else x * 2.0
    z[0] = z[1] * z[2]
    y = y * 2
    return np.sum(y * z)


def alias_in_other_branch(x, no):
    y = x * 1.0
    z = y if no else x * 2.0
    z[0] = z[1] * z[2]
    y = y * 2
    return np.sum(y * z)


def view_of_argument(x):
    a = x.reshape(2, 2)
    a[0, 0] = a[1, 1] ** 2
    return np.sum(x * x) + a[0, 1]


def transposed_view(x):
    a = x.copy().reshape(2, 2)
    b = a.T
    b[0] = b[1] * 2
    return a


def raveled(x):
    y = x * 1.0
    r = y.ravel()
    r[0] *= 3.0
    return np.sum(y**2)


def copy_that_reads_like_an_alias(x):
    y = x * 1.0
    y[0] = 0.0
    return y, x * 1.0


def results_apart(x):
    y = x * 1.0
    return y, y[1:], 2 * y


def twice_the_argument(x):
    return x, x


def spread_then_written(x, s):
    y = x + s
    y[0] = 0.0
    return y


def swapped_elements(x):
    x[0], x[1] = x[1] * 2, x[0]
    return x


def every_operator_in_place(x):
    x[1:] = x[:-1] * x[1:]
    x += x[::-1]
    x *= x
    x /= 1 + x
    x -= 2 * x
    x **= 2
    return x


def repeated_index(x):
    x[[0, 0, 1]] += x[1:] * x[0]
    return x


def masked(x):
    x[x > 1] = x[x > 1] ** 2
    return x


def helper(u):
    return u


def helper_with_copy(u):
    return u + 0.0, u[1:]


def alias_from_helper(x, s):
    y = x * 2
    z = helper(y)
    z[0] = s
    return y * x


def copy_and_view_from_helper(x):
    y = x * 2
    z, w = helper_with_copy(y)
    w[0] = 1.0
    z[0] = x[1]
    return y * x, z


def argument_written_after_use(x):
    y = x * x
    x[0] = 5.0
    return y + x


def arrays_swapped_in_a_loop(x, y):
    x = x * 1.0
    y = y * 1.0
    for i in range(3):
        x, y = y, x
        x[i] = y[i] * 2
    return x + 2 * y


def view_rebound_in_a_loop(x):
    y = x * 1.0
    for i in range(3):
        z = y[i:]
        z[0] *= 2.0
        y = y + 0.0 if i == 1 else y
    return y


def filled_in_a_loop(x, n):
    out = np.zeros_like(x)
    for i in range(n):
        for j in range(n):
            if j > i:
                continue
            if j == 2:
                break
            out[i] += x[j] * x[i]
    return out


def columns(s, n):
    y = np.empty((n, 2))
    for i in range(n):
        y[i, 0] = s
        y[i, 1] = i
        s = s * y[i, 0] + y[i, 1]
    return y


def given_buffer(s, y):
    y[0] = s
    y[1] = y[0] * s
    return y


def changed_argument_is_the_value(s, y):
    y[0] = s
    y[1:] = y[0] * s


def number_augmented_beside_its_alias(s):
    u = s * 0.5
    t = u
    t += 1.0
    t *= u
    return u, t


def rows(m):
    m = m - np.mean(m, axis=0, keepdims=True)
    for row in m:
        row[0] = row[1] * 2
    return m


def parts_of_a_split(x):
    a, b = np.split(x, 2)
    a[0] = b[1] * 2
    return x, a


def complex_buffer(x):
    y = np.zeros(4, dtype=complex)
    y[:] = x
    y[0] = 1j * x[1]
    return np.abs(y)


def real_becomes_complex(x):
    y = x + 1j
    y[0] = y[0] * 2j
    return y


def argument_in_a_dict(x):
    return {"a": x, "b": [x, x]}


def arguments_in_a_named_tuple(x, y):
    p = (x, y)
    return p, (y, 2 * x)


def argument_that_is_a_structure(pair):
    return pair[0], pair


def part_of_an_argument(x):
    return x[1:], x


def parts_from_a_helper(x):
    return part_of_an_argument(x)


def divided_where_it_may_be(x):
    y = np.where(x > 0.0, x, 0.0)
    return np.where(y > 0.0, np.sqrt(y), 0.0)


def shifted(u):
    return u + 1.0


def shifted_and_its_rest(u):
    v = shifted(u)
    return v, v[1:]


def given_back_twice(x):
    a, rest = shifted_and_its_rest(x)
    rest[:] = x[1:] ** 2
    return np.sum(a * x)


class WithRest:
    def __init__(self, u):
        self.all = u
        self.rest = u[1:]


def fields_of_one_array(u):
    made = WithRest(u - 1.0)
    return made.all, made.rest


def given_back_by_fields(x):
    a, rest = fields_of_one_array(x)
    rest[:] = x[1:] ** 2
    return np.sum(a * x)


def items_of_one_array(u):
    made = {"all": u + 1.0}
    made["rest"] = made["all"][1:]
    return made["all"], made["rest"]


def given_back_by_keys(x):
    a, rest = items_of_one_array(x)
    rest[:] = x[1:] ** 2
    return np.sum(a * x)


def its_own_or_given(u, first):
    chosen = u + 1.0 if first else u
    return chosen


def own_array_of_a_helper(x, yes):
    y = x * x
    z = its_own_or_given(y, yes)
    z[0] = x[1] ** 2
    return np.sum(z * y)


def given_array_of_a_helper(x, no):
    y = x * x
    z = its_own_or_given(y, no)
    z[0] = x[1] ** 2
    return np.sum(z * y)


def array_named_as_a_number(x, y):
    v = x[1:]
    x -= np.sin(y)
    numbers = [1.0 for x in list(y)]
    return np.sum(v * v) + sum(numbers)


def new_array_in_a_dict(x, y):
    u = x.copy()
    held = {"u": u - 3.0}
    held["v"] = u + y
    u[0] = 5.0 * x[1]
    return held["u"] * held["v"] * u


def new_arrays_in_a_list(x):
    u = x.copy()
    held = [u + k for k in range(2)]
    held.append(u - 1.0)
    u[0] = 5.0 * x[1]
    return held[0] * held[1] * held[2] * u


def new_array_in_a_pair(x, yes):
    u = x.copy()
    held = (u - 3.0, 1.0) if yes else (u + 1.0, 2.0)
    u[0] = 5.0 * x[1]
    return held[0] * held[1] * u


class Kept:
    def __init__(self, u):
        self.u = u

    def keep(self, u):
        self.u = u


def new_array_in_an_object(x):
    u = x.copy()
    first, second = Kept(u - 3.0), Kept(0.0)
    second.keep(u + 1.0)
    u[0] = 5.0 * x[1]
    return first.u * second.u * u


def given_back(u):
    return u


def new_array_given_back(x):
    u = x.copy()
    v = given_back(u - 3.0)
    u[0] = 5.0 * x[1]
    return u * v


def halved(u):
    u *= 0.5
    return np.sum(u)


def new_array_changed_by_a_helper(x):
    u = x * x
    total = halved(u - 3.0)
    return u * total


def complex_array_with_two_names(x):
    y = x * 1j
    z = y
    z[0] = 3.0 * x[1]
    return np.real(y * y)


def set_first(u, v):
    u[0] = 3j * v[1]


def complex_array_written_by_a_helper(x):
    y = x * 1j
    set_first(y, x)
    return np.real(y * y)


def complex_array_or_a_new_one(x, yes, no):
    y = x * 2j
    z = y if yes else y + 1.0
    v = y if no else x.astype(complex)
    z[0] = 3.0 * x[1]
    v[1] = 2j * x[2]
    return np.real(y * z * v)


def final_block_that_names_again(x):
    """Nothing is left of the final block where the second name is not read."""
    sums = {}
    try:
        sums["all"] = np.sum(x)
        sums["squares"] = np.sum(x * x)
    finally:
        found = sums  # noqa: F841  # a name for the debugger
    return sums["all"] * sums["squares"]
