"""A loop over a list inside a `try`, of which the last item is used."""

import numpy as np


def checked(a):
    if a > 0.9:
        raise ValueError("too large")
    return a * a


def loop_in_try(table):
    try:
        for x in table["parts"]:
            pass
        t = checked(x[0])
    except ValueError:
        t = 2.0
    return np.sum(x) * t


WRT = "table"


def samples(rng):
    return [({"parts": [rng.uniform(size=3), rng.uniform(0.0, 0.8, size=3)]},)]


# --- expected ---
import numpy as np

from tests.cases import loop_in_try  # isort: skip


def loop_in_try_grad(table):
    """Gradient of `loop_in_try` with respect to table."""
    items = None
    t = None
    caught = 0
    failed2 = False
    try:
        items = table["parts"]
    except ValueError:
        failed2 = True
        caught = 1
    condition2 = caught == 0
    if condition2:
        trips = 0
        for x in items:
            trips += 1  # counts the trips
            if caught != 0:
                break
        condition = caught == 0
        if condition:
            failed = False
            try:
                t = loop_in_try.checked(x[0])
            except ValueError:
                failed = True
                caught = 1
    if caught == 1:
        t = 2.0

    # Reverse sweep
    x_bar = np.broadcast_to(t, np.shape(x))  # return np.sum(x) * t
    t_bar = np.sum(x)
    if caught == 1:
        t_bar = 0.0
    if condition2:
        if condition and not failed:
            x_bar = x_bar.copy()
            x_bar[0] += checked_reverse(x[0], t_bar)  # t = checked(x[0])
        items_bar = [np.zeros_like(item) for item in items]
        for k in reversed(range(trips)):
            items_bar[k] = items_bar[k] + x_bar
            x_bar = 0.0
    else:
        items_bar = [] if items is None else [np.zeros_like(item) for item in items]
    if failed2:
        parts_bar = [np.zeros_like(item) for item in table["parts"]]
    else:
        parts_bar = list(items_bar)  # for x in table["parts"]
    return {"parts": parts_bar}


def checked_reverse(a, ans_bar):
    a_bar = 2 * a * ans_bar  # return a * a
    return a_bar
