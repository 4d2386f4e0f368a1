"""break, continue, else and return in nested loops; flags are kept for each trip."""

import numpy as np


def jumps_in_nested_loops(x, n, limit):
    total = 0.5
    for i in range(n):
        if i == 1:
            continue
        for j in range(n):
            if j > i + 1:
                break
            total += x[i] * x[j] * np.sin(total)
            if total > limit:
                return total * x[j]
        else:
            total = total * x[0]
    return total * total


WRT = "x"


def samples(rng):
    return [
        (rng.normal(size=3), n, limit)
        for n, limit in ((3, 10.0), (3, 0.4), (2, 10.0), (0, 1.0))
    ]


# --- expected ---
import numpy as np


def jumps_in_nested_loops_grad(x, n, limit):
    """Gradient of `jumps_in_nested_loops` with respect to x."""
    broken_stack = []
    trips_stack = []
    returned_stack = []
    total_stack = []
    total_stack2 = []
    total = 0.5
    returned = False
    trips2 = 0
    for i in range(n):
        broken = None
        trips = None
        trips2 += 1  # counts the trips
        if i == 1:
            broken_stack.append(broken)
            trips_stack.append(trips)
            continue
        broken = False
        returned_stack.append(returned)
        returned = False
        trips = 0
        for j in range(n):
            trips += 1  # counts the trips
            if j > i + 1:
                broken = True
                break
            total_stack.append(total)
            total += x[i] * x[j] * np.sin(total)
            if total > limit:
                returned = True
                break
        if returned:
            broken_stack.append(broken)
            trips_stack.append(trips)
            break
        if not broken:
            total_stack2.append(total)
            total = total * x[0]
        broken_stack.append(broken)
        trips_stack.append(trips)

    # Reverse sweep
    if returned:
        result_bar = 1.0
        total_bar = 0.0
    else:
        total_bar = 2 * total  # return total * total
        result_bar = 0.0
    x_bar = np.zeros_like(x)
    for i in reversed(range(trips2)):
        trips = trips_stack.pop()
        broken = broken_stack.pop()
        if i != 1:
            if not returned and not broken:
                total = total_stack2.pop()
                x_bar[0] += total * total_bar  # total = total * x[0]
                total_bar = x[0] * total_bar
            for j in reversed(range(trips)):
                if not j > i + 1:
                    if total > limit:
                        total_bar += x[j] * result_bar  # return total * x[j]
                        x_bar[j] += total * result_bar
                        result_bar = 0.0
                    total = total_stack.pop()
                    product_bar = np.sin(total) * total_bar  # total += x[i] * ...
                    x_bar[i] += x[j] * product_bar
                    x_bar[j] += x[i] * product_bar
                    total_bar = (1 + np.cos(total) * x[i] * x[j]) * total_bar
            returned = returned_stack.pop()
    return x_bar
