"""Two deques: what is still to be done, and the last few values."""

from collections import deque


def queues(x, rate):
    waiting = deque(x)
    recent = deque([rate], maxlen=2)
    total = 0.0
    while waiting:
        value = waiting.popleft()
        if value > 1.0:
            waiting.append(value * rate)
            waiting.rotate(-1)
        recent.appendleft(value * total + value)
        total += sum(recent) / len(recent)
    return total * recent[-1]


WRT = ("x", "rate")


def samples(rng):
    return [(rng.uniform(0.5, 2.0, size=4), 0.65), (rng.uniform(0.1, 0.8, size=3), 0.5)]


# --- expected ---
import numpy as np


def queues_grad(x, rate):
    """Gradient of `queues` with respect to x and rate."""
    recent_stack = []
    saved_stack = []
    waiting = list(x)
    recent = [rate]
    total = 0.0
    trips = 0
    while waiting:
        condition = None
        trips += 1  # counts the trips
        value = waiting.pop(0)
        if value > 1.0:
            waiting.append(value * rate)
            condition = bool(waiting)
            if condition:
                pop_ans = waiting.pop(0)
                waiting.append(pop_ans)
        recent.insert(0, value * total + value)
        condition2 = len(recent) > 2
        if condition2:
            recent_stack.append(recent[-1])
            recent.pop()
        saved_stack.append((total, condition, value, condition2))
        total += sum(recent) / len(recent)

    # Reverse sweep
    total_bar = recent[-1]  # return total * recent[-1]
    recent_bar = [0.0] * len(recent)
    recent_bar[-1] += total
    rate_bar = 0.0
    waiting_bar = [0.0] * len(waiting)
    for _ in range(trips):
        total, condition, value, condition2 = saved_stack.pop()
        # total += sum(recent) / len(recent)
        recent_bar = [
            a + b
            for a, b in zip(
                recent_bar, [total_bar / len(recent) for x in recent], strict=True
            )
        ]
        if condition2:
            recent.append(recent_stack.pop())  # recent.appendleft(...)
            recent_bar.append(0.0)
        sum_bar = recent_bar.pop(0)  # recent.appendleft(value * total + value)
        recent.pop(0)
        value_bar = (total + 1) * sum_bar
        total_bar += value * sum_bar
        if value > 1.0:
            if condition:
                pop_ans_bar = waiting_bar.pop()  # waiting.rotate(-1)
                waiting_bar.insert(0, pop_ans_bar)
            product_bar = waiting_bar.pop()  # waiting.append(value * rate)
            value_bar += rate * product_bar
            rate_bar += value * product_bar
        waiting_bar.insert(0, value_bar)  # value = waiting.popleft()
    rate_bar += recent_bar[0]  # recent = deque([rate], maxlen=2)
    x_bar = np.array(waiting_bar)  # waiting = deque(x)
    return x_bar, float(rate_bar)
