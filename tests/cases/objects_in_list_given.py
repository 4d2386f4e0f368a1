"""The objects of a list that is given are changed: the list gets copies of them."""

import numpy as np


class Tank:
    def __init__(self, level, area):
        self.level = level
        self.area = area

    def drain(self, rate, dt):
        flow = rate * np.sqrt(self.level)
        self.level = self.level - dt * flow / self.area
        return flow


def objects_in_list_given(tanks, rate):
    lost = 0.0
    for _ in range(3):
        for tank in tanks:
            lost += tank.drain(rate, 0.1) * tank.level
    return lost + tanks[0].level


WRT = "rate"
MODE = "grad"


def samples(rng):
    return [([Tank(1.0, 0.5), Tank(2.0, 0.7)], 0.3)]


# --- expected ---
import copy

import numpy as np


def objects_in_list_given_grad(tanks, rate):
    """Gradient of `objects_in_list_given` with respect to rate."""
    saved_stack = []
    tanks = [copy.copy(item) for item in tanks]
    for _ in range(3):
        for k in range(len(tanks)):
            drain_ans, saved = drain_forward(tanks[k], rate, 0.1)
            saved_stack.append((drain_ans, saved))

    # Reverse sweep
    tanks_bar = [{"level": 0.0, "area": 0.0} for item in tanks]
    tanks_bar[0]["level"] += 1.0
    rate_bar = 0.0
    for _ in reversed(range(3)):
        for k in reversed(range(len(tanks))):
            drain_ans, saved = saved_stack.pop()
            drain_ans_bar = tanks[k].level  # lost += tank.drain(rate, 0.1) * tank.level
            tanks_bar[k]["level"] += drain_ans
            tanks_bar[k]["level"], rate_bar2 = drain_reverse(
                rate, saved, drain_ans_bar, tanks_bar[k]["level"]
            )
            rate_bar += rate_bar2
    return float(rate_bar)


def drain_forward(self, rate, dt):
    flow = rate * np.sqrt(self.level)
    level_old = self.level
    self.level = self.level - dt * flow / self.area
    return flow, (self, dt, level_old)


def drain_reverse(rate, saved, ans_bar, level_bar):
    self, dt, level_old = saved
    self.level = level_old
    flow_bar = ans_bar - dt * level_bar / self.area  # self.level = self.level - ...
    sqrt = np.sqrt(self.level)  # flow = rate * np.sqrt(self.level)
    rate_bar = sqrt * flow_bar
    level_bar += 0.5 * rate / sqrt * flow_bar
    return level_bar, rate_bar
