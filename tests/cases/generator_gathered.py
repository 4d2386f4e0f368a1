"""What a generator function yields, gathered in a list."""

import numpy as np


def waves(x, count):
    for k in range(count):
        yield np.sin(k * x)


def generator_gathered(x, count):
    parts = list(waves(x, count))
    return sum(waves(x, 2)) + parts[0] * parts[-1]


WRT = "x"


def samples(rng):
    return [(float(rng.normal()), n) for n in (1, 4)]


# --- expected ---
import numpy as np


def generator_gathered_grad(x, count):
    """Gradient of `generator_gathered` with respect to x."""
    parts = list(waves(x, count))
    waves_ans2 = waves(x, 2)

    # Reverse sweep
    waves_ans2_bar = [1.0 for x in waves_ans2]  # return sum(...) + parts[0] * parts[-1]
    parts_bar = [0.0] * len(parts)
    parts_bar[0] = parts[-1]
    parts_bar[-1] += parts[0]
    x_bar = waves_reverse(x, 2, waves_ans2_bar)
    x_bar += waves_reverse(x, count, list(parts_bar))  # parts = list(waves(x, count))
    return float(x_bar)


def waves_reverse(x, count, ans_bar):
    found_bar = list(ans_bar)
    x_bar = 0.0
    for k in reversed(range(count)):
        x_bar += k * np.cos(k * x) * found_bar.pop()  # yield np.sin(k * x)
    return x_bar


def waves(x, count):
    found = []
    for k in range(count):
        found.append(np.sin(k * x))
    return found
