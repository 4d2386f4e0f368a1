"""Whether something is a named tuple, by `isinstance` and by a class pattern."""

from typing import NamedTuple

import numpy as np


class State(NamedTuple):
    level: float
    flow: np.ndarray


def named_tuple_asked(y, t):
    first = State(t, y)
    if isinstance(first, State):
        t = t + first.flow[0] * first.level
    match State(t * t, y * t):
        case State(level, flow):
            t = level * flow[1]
    return t


WRT = ("y", "t")


def samples(rng):
    return [(rng.uniform(size=2), float(rng.uniform()))]


# --- expected ---
import numpy as np

from tests.cases import named_tuple_asked  # isort: skip


def named_tuple_asked_grad(y, t):
    """Gradient of `named_tuple_asked` with respect to y and t."""
    first = named_tuple_asked.State(t, y)
    t = t + first.flow[0] * first.level
    subject = named_tuple_asked.State(t * t, y * t)
    level = subject.level
    flow = subject.flow

    # Reverse sweep
    flow_bar = np.zeros_like(flow)  # t = level * flow[1]
    flow_bar[1] = level
    t_bar = 2 * t * flow[1] + y @ flow_bar  # match State(t * t, y * t)
    y_bar = t * flow_bar
    flow_bar2 = np.zeros_like(first.flow)  # t = t + first.flow[0] * first.level
    flow_bar2[0] = first.level * t_bar
    level_bar = first.flow[0] * t_bar
    t_bar += level_bar  # first = State(t, y)
    y_bar += flow_bar2
    return y_bar, float(t_bar)
