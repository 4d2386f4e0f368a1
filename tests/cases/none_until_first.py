"""A state that is None until it is first needed, and is dropped from time to time."""

import numpy as np


class Average:
    def __init__(self, decay):
        self.decay = decay
        self.state = None

    def put(self, v):
        if self.state is None:
            self.state = (v, 1.0)
        else:
            mean, weight = self.state
            self.state = (self.decay * mean + v, self.decay * weight + 1.0)
        return self.state[0] / self.state[1]


def none_until_first(x, decay):
    average = Average(decay)
    memo = None
    total = 0.0
    for k in range(len(x)):
        if k % 2 == 0:
            memo = None
        if memo is None:
            memo = {"wave": np.sin(k * x), "count": k}
        memo["wave"][1:] *= x[0]
        total += average.put(np.sum(memo["wave"])) * memo["count"]
    return total


WRT = ("x", "decay")


def samples(rng):
    return [(rng.normal(size=4), 0.8)]


# --- expected ---
import numpy as np

from tests.cases import none_until_first  # isort: skip


def none_until_first_grad(x, decay):
    """Gradient of `none_until_first` with respect to x and decay."""
    memo_stack = []
    memo_stack2 = []
    memo_stack3 = []
    saved_stack = []
    average = none_until_first.Average(decay)
    memo = None
    for k in range(len(x)):
        if k % 2 == 0:
            memo_stack.append(memo)
            memo = None
        condition = memo is None
        if condition:
            memo_stack2.append(memo)
            memo = {"wave": np.sin(k * x), "count": k}
        memo_stack3.append(memo["wave"][1:].copy())
        memo["wave"][1:] *= x[0]
        _put_ans, saved = put_forward(average, np.sum(memo["wave"]))
        saved_stack.append((condition, saved))

    # Reverse sweep
    decay_bar = 0.0
    average_state_0_bar = 0.0
    average_state_1_bar = 0.0
    wave_bar = 0.0
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x))):
        condition, saved = saved_stack.pop()
        put_ans_bar = memo["count"] * 1.0  # total += average.put(...) * memo["count"]
        decay_bar2, average_state_0_bar, average_state_1_bar, v_bar = put_reverse(
            average, saved, put_ans_bar, average_state_0_bar, average_state_1_bar
        )
        decay_bar += decay_bar2
        wave_bar = wave_bar + v_bar
        wave_bar = wave_bar + np.zeros_like(memo["wave"])  # memo["wave"][1:] *= x[0]
        memo["wave"][1:] = memo_stack3.pop()
        x_bar[0] += np.sum(memo["wave"][1:] * wave_bar[1:])
        wave_bar[1:] = x[0] * wave_bar[1:]
        if condition:
            memo = memo_stack2.pop()
            x_bar += k * np.cos(k * x) * wave_bar  # memo = {...}
            wave_bar = 0.0
        if k % 2 == 0:
            memo = memo_stack.pop()
            wave_bar = 0.0
    return x_bar, float(decay_bar)


def put_forward(self, v):
    state_old = None
    mean = None
    weight = None
    state_old2 = None
    condition = self.state is None
    if condition:
        state_old = self.state
        self.state = v, 1.0
    else:
        mean, weight = self.state
        state_old2 = self.state
        self.state = self.decay * mean + v, self.decay * weight + 1.0
    ans = self.state[0] / self.state[1]
    return ans, (condition, state_old, mean, weight, state_old2, ans)


def put_reverse(self, saved, ans_bar, self_state_0_bar, self_state_1_bar):
    condition, state_old, mean, weight, state_old2, ans = saved
    self_state_0_bar += ans_bar / self.state[1]  # return self.state[0] / self.state[1]
    self_state_1_bar -= ans / self.state[1] * ans_bar
    if condition:
        self.state = state_old
        v_bar = self_state_0_bar  # self.state = v, 1.0
        decay_bar = 0.0
        self_state_0_bar = 0.0
        self_state_1_bar = 0.0
    else:
        self.state = state_old2
        # self.state = self.decay * mean + v, self.decay * weight + 1.0
        decay_bar = mean * self_state_0_bar + weight * self_state_1_bar
        mean_bar = self.decay * self_state_0_bar
        v_bar = self_state_0_bar
        self_state_1_bar = self.decay * self_state_1_bar
        self_state_0_bar = mean_bar  # mean, weight = self.state
    return decay_bar, self_state_0_bar, self_state_1_bar, v_bar
