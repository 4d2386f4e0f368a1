"""A delay line and a running mean, in objects with deques of so many items."""

from collections import deque


class Delay:
    def __init__(self, steps):
        self.line = deque([0.0] * steps, maxlen=steps)

    def push(self, value):
        oldest = self.line[0]
        self.line.append(value)
        return oldest


class RunningMean:
    def __init__(self, size):
        self.window = deque(maxlen=size)

    def of(self, value):
        self.window.append(value)
        return sum(self.window) / len(self.window)


def delay_line(signal, feedback):
    delay, mean = Delay(2), RunningMean(3)
    total = 0.0
    for value in signal:
        echo = value + feedback * delay.push(value * value)
        total += mean.of(echo) ** 2
    return total


WRT = ("signal", "feedback")


def samples(rng):
    return [(rng.normal(size=size), 0.6) for size in (5, 2, 0)]


# --- expected ---
import numpy as np


def delay_line_grad(signal, feedback):
    """Gradient of `delay_line` with respect to signal and feedback."""
    saved_stack = []
    items_stack = []
    items = []
    value2 = 0.0
    value22 = 0.0
    for value in signal:
        echo = value + feedback * value22
        items.append(echo)
        condition = len(items) > 3
        saved_stack.append((value22, condition))
        if condition:
            items_stack.append(items[0])
            items.pop(0)
        value22, value2 = value2, value * value

    # Reverse sweep
    feedback_bar = 0.0
    items_bar = [0.0] * len(items)
    signal_bar = np.zeros_like(signal)
    value2_bar = 0.0
    value22_bar = 0.0
    for k in reversed(range(len(signal))):
        value22, condition = saved_stack.pop()
        value = signal[k]
        value3_bar = value2_bar
        value2_bar = value22_bar
        ratio = sum(items) / len(items)  # total += mean.of(echo) ** 2
        items_bar = [
            a + b
            for a, b in zip(
                items_bar, [2 * ratio * 1.0 / len(items) for x in items], strict=True
            )
        ]
        if condition:
            items.insert(0, items_stack.pop())
            items_bar.insert(0, 0.0)
        echo_bar = items_bar.pop()  # self.window.append(value)
        items.pop()
        feedback_bar += value22 * echo_bar  # echo = value + feedback * delay.push(...)
        value22_bar = feedback * echo_bar
        value_bar = echo_bar + 2 * value * value3_bar
        signal_bar[k] = value_bar
    return signal_bar, float(feedback_bar)
