"""A loop from the end, left early, runs backwards as far as it came."""

import numpy as np

WRT = ("x",)


def discounted(x, rates, least):
    value = x
    for rate in reversed(rates):
        try:
            value = value * value * 0.5 + rate
        except OverflowError:
            break
        if value < least:
            break
    for k in reversed(range(len(rates))):
        try:
            value = value * rates[k] + value**2
        except OverflowError:
            break
        if value > 4.0:
            break
    return value


def samples(rng):
    return [
        (1.7, np.array([0.5, 0.4, 0.9]), 0.1),
        (0.2, np.array([0.5, 0.4, 0.03, 0.02]), 0.05),
        (0.7, np.array([]), 0.05),
    ]


# --- expected ---
def discounted_grad(x, rates, least):
    """Gradient of `discounted` with respect to x."""
    value_stack = []
    failed2_stack = []
    value_stack2 = []
    failed_stack = []
    value = x
    trips = 0
    for rate in reversed(rates):
        trips += 1  # counts the trips
        stopped = False
        failed2 = False
        try:
            value_before2 = value
            value = value * value * 0.5 + rate
            value_stack.append(value_before2)
        except OverflowError:
            failed2 = True
            stopped = True
        failed2_stack.append(failed2)
        if stopped:
            break
        if value < least:
            break
    trips2 = 0
    for k in reversed(range(len(rates))):
        trips2 += 1  # counts the trips
        stopped2 = False
        failed = False
        try:
            value_before = value
            value = value * rates[k] + value**2
            value_stack2.append(value_before)
        except OverflowError:
            failed = True
            stopped2 = True
        failed_stack.append(failed)
        if stopped2:
            break
        if value > 4.0:
            break

    # Reverse sweep
    value_bar = 1.0  # return value
    for k in range(len(rates) - trips2, len(rates)):
        failed = failed_stack.pop()
        if not failed:
            value = value_stack2.pop()
            value_bar = (rates[k] + 2 * value) * value_bar  # value = value * ...
    for rate in rates[len(rates) - trips :]:
        failed2 = failed2_stack.pop()
        if not failed2:
            value = value_stack.pop()
            value_bar = value * value_bar  # value = value * value * 0.5 + rate
    x_bar = value_bar  # value = x
    return float(x_bar)
