"""Lists that become complex in a recursion, and real parts: real gradients."""

import numpy as np


def turned(numbers, times):
    if times == 0:
        return numbers
    return [v * (1.0 + 0.5j) for v in turned(numbers, times - 1)]


def complex_from_lists(numbers, times):
    found = turned(numbers, times)
    return np.abs(found[0] * found[1]) + found[1].real * found[0].imag


WRT = "numbers"


def samples(rng):
    return [([0.3, 1.2], 2), ([0.3, -1.2, 0.5], 1)]


# --- expected ---
import numpy as np


def complex_from_lists_grad(numbers, times):
    """Gradient of `complex_from_lists` with respect to numbers."""
    found, saved = turned_forward(numbers, times)
    abs_value = np.abs(found[0] * found[1])

    # Reverse sweep
    # return np.abs(found[0] * found[1]) + found[1].real * found[0].imag
    product_bar = np.conj(found[0] * found[1]) / np.where(abs_value == 0, 1, abs_value)
    found_bar = [0.0] * len(found)
    found_bar[0] += found[1] * product_bar - 1j * (found[1].real * 1.0)
    found_bar[1] += found[0] * product_bar + found[0].imag * 1.0
    numbers_bar = turned_reverse(saved, found_bar)  # found = turned(numbers, times)
    return [float(np.real(item)) for item in numbers_bar]


def turned_forward(numbers, times):
    items = None
    saved = None
    if times == 0:
        ans = numbers
    else:
        values = []
        items, saved = turned_forward(numbers, times - 1)
        for k in range(len(items)):
            values.append(items[k] * (1.0 + 0.5j))
        ans = values
    return ans, (times, items, saved)


def turned_reverse(saved2, ans_bar):
    times, items, saved = saved2
    if times == 0:
        numbers_bar = list(ans_bar)  # return numbers
    else:
        values_bar = list(ans_bar)  # return [...]
        items_bar = [0.0] * len(items)
        for k in reversed(range(len(items))):
            items_bar[k] = (1.0 + 0.5j) * values_bar.pop()
        numbers_bar = turned_reverse(saved, items_bar)
    return numbers_bar
