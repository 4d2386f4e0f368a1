"""What a call returns twice becomes active at one place: jvp reads it at the other."""

import numpy as np

WRT = "x"
MODE = "jvp"


class Spool:
    def __init__(self, size):
        self.rolls = [[0.0, 1.0], [0.0, 2.0]]
        self.first = self.rolls[0]
        self.size = size


def counter():
    log = [1.0]

    def note(v):
        log[0] = log[0] * v

    def read():
        return log[0]

    return note, read


def shared_container_of_call(x):
    spool = Spool(3.0)
    spool.first[0] = x[0] * x[1]
    note, read = counter()
    note(x[0])
    return np.sum(spool.rolls[0][0] * x) * spool.size + read() * x[2]


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def shared_container_of_call_jvp(x, *, tangents):
    """Value of `shared_container_of_call` and its tangent, for tangents of x."""
    x_dot = tangents
    first_0_dot = x[1] * x_dot[0] + x[0] * x_dot[1]
    first_0 = x[0] * x[1]
    v_dot = x_dot[0]
    v = x[0]
    log_0_dot = v_dot
    log_0 = 1.0 * v
    ans_dot = (
        3.0 * np.sum(x * first_0_dot + first_0 * x_dot)
        + x[2] * log_0_dot
        + log_0 * x_dot[2]
    )
    return np.sum(first_0 * x) * 3.0 + log_0 * x[2], ans_dot
