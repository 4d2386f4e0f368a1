"""What an expression reads of a list or a dict before a call in it takes something out."""

from collections import deque

import numpy as np


def p_dict_item(a, b):
    d = dict(x=b * 2, y=3.0)
    d["z"] = a
    return d["x"] * d["z"] + d.pop("z")


def p_items(a, b):
    d = [b * 2, a]
    return d[0] * d[1] + d.pop()


def p_items_twice(a, b):
    d = [b * 2, a]
    return d[0] * d[-1] + d.pop() * d[-1]


def p_setdefault(a):
    d = {"a": a * a}
    return np.sin(d["a"]) * a + d.setdefault("b", 1.0) * np.cos(d.pop("a"))


def p_cleared(a):
    xs = [a * a]
    return np.sin(xs[0]) * a + (xs.clear() or 1.0) * a


def p_turned(a):
    xs = [a * a, a]
    return np.sin(xs[0]) * a + (xs.reverse() or 1.0) * xs[0]


def p_put_in(a):
    xs = [a * a, a]
    return np.sin(xs[0]) * a + (xs.insert(0, a * 3) or 1.0) * xs[0]


def p_length(a):
    xs = [a * a, a, a * 3]
    return len(xs) * a + xs.pop() * len(xs)


def p_arrays(a):
    xs = [np.array([a, a * 2]), np.array([a * a, 3.0])]
    return xs[-1] @ xs.pop() + xs[-1][0]


def push(xs, v):
    xs.append(v)
    return v


def p_helper_appends(a):
    xs = [a, a * a]
    return len(xs) * push(xs, a * 3) * len(xs)


def popped(xs):
    return xs.pop()


def p_helper_pops(a):
    xs = [a, a * a]
    return xs[-1] * popped(xs) * xs[-1]


class Kept:
    def __init__(self, x):
        self.stack = [x, x * x]
        self.d = {"a": x, "b": x * x}

    def sub(self):
        return self.stack[-1] * 3 * self.stack.pop() - self.stack[-1]

    def dd(self):
        return self.d["b"] * self.d.pop("b")


def p_fields(a):
    m = Kept(a)
    return m.sub() + m.dd() * len(m.d)


def p_sum_of_section(a):
    xs = [a, a * a, a * a * a, a * 5]
    return np.sum(np.array(xs[:3]) * 2) * (xs.pop(0) - xs.pop() / xs.pop(0))


def p_queue(a):
    q = deque([a, a * a, 3 * a])
    return q[0] * q.popleft() * q[0] + q[-1] * q.pop() * len(q)


def p_popitem(a):
    d = {"a": a, "b": a * a}
    k, v = d.popitem()
    return sum(d.values()) * v + len(d) * d.popitem()[1] * (1 + len(d))


def p_lengths_in_loop(a):
    d = {"a": a, "b": a * a}
    s = 0.0
    for i in range(2):
        s += len(d) * d.pop("ab"[i])
        s = s * len(d) + a * d.get("b", a)
    return s


def p_lists_in_dict(a):
    d = {"a": [a, a * a], "b": [a * a, a]}
    return d["a"][0] * d["a"].pop(0) * d["a"][0] + d["b"][0] * d.pop("b")[1]


def p_dicts_in_dict(a):
    d = {"a": {"u": a}, "b": {"u": a * a}}
    return sum(v["u"] for v in d.values()) * d.pop("a")["u"] * sum(v["u"] for v in d.values())


def p_tuple_display(a):
    xs = [a, a * a]
    y = (xs[0], xs.pop(0), xs[0])
    return y[0] * y[1] + y[2]


def p_array_displays(a):
    xs = [a, a * a]
    return np.dot(np.array([xs[-1], 1.0]), np.array([xs.pop(), xs[0]]))


def p_augmented_item(a):
    xs = [a, a * a]
    xs[0] += xs.pop() * xs[-1]
    return xs[0] * a


def p_index_of_item(a):
    xs = [a, a * a, a * 3]
    xs[len(xs) - 2] = xs.pop() * xs[-1]
    return xs[0] * xs[1]


def p_dict_display(a):
    xs = [a, a * a, a * 3]
    d = {"a": xs[-1], "b": xs.pop(), "c": xs[-1]}
    return d["a"] * d["b"] * d["c"]


def p_compared(a):
    xs = [a, a * a, a * 3]
    return xs[-1] * a if xs.pop() > xs[-1] else xs[0]


def p_stack_machine(a):
    xs = [a, a * a, a * 3]
    s = 0.0
    while len(xs) > 1:
        xs.append(xs[-1] * xs.pop() - xs.pop())
        s = s + xs[-1]
    return s


def p_keywords_of_dict(a):
    d = {"a": a, "b": a * a}
    e = dict(u=d["b"], v=d.pop("b"), w=len(d) * a)
    return e["u"] * e["v"] * e["w"]


def p_keywords_of_list(a):
    xs = [a, a * a]
    e = dict(u=xs[-1], v=xs.pop(), w=len(xs) * xs[-1])
    return e["u"] * e["v"] * e["w"]


REFUSED: set[str] = set()
