"""A kernel stops in the middle of its loops; it returns its array and a sum of it."""

import numpy as np


def stopped_with_array(u, steps, limit):
    for _ in range(steps):
        for i in range(1, len(u)):
            if u[i] > limit:
                return u, np.sum(u)
            u[i] += 0.5 * u[i - 1] * u[i]
    return u, np.sum(u)


WRT = "u"
MODE = "vjp"


def samples(rng):
    u = np.array([0.5, 0.4, 0.6, 0.3])
    return [(u, 4, 0.9), (u, 2, 5.0), (u, 0, 0.1)]


# --- expected ---
import numpy as np


def stopped_with_array_vjp(u, steps, limit, *, cotangent):
    """Value and vector-Jacobian product of `stopped_with_array` with respect to u."""
    condition_stack = []
    u_stack = []
    trips_stack = []
    u = u.copy()
    returned = False
    trips2 = 0
    for _ in range(steps):
        trips2 += 1  # counts the trips
        returned = False
        trips = 0
        for i in range(1, len(u)):
            trips += 1  # counts the trips
            condition = u[i] > limit
            if condition:
                returned = True
                condition_stack.append(condition)
                break
            u_stack.append(u[i])
            u[i] += 0.5 * u[i - 1] * u[i]
            condition_stack.append(condition)
        if returned:
            trips_stack.append(trips)
            break
        trips_stack.append(trips)
    ans = u.copy(), np.sum(u)

    # Reverse sweep
    u_bar = cotangent[0] + cotangent[1]  # return u, np.sum(u)
    for _ in reversed(range(trips2)):
        trips = trips_stack.pop()
        for i in reversed(range(1, len(u))[:trips]):
            condition = condition_stack.pop()
            if not condition:
                u[i] = u_stack.pop()
                u_bar[i - 1] += 0.5 * u[i] * u_bar[i]  # u[i] += 0.5 * u[i - 1] * u[i]
                u_bar[i] = (1 + 0.5 * u[i - 1]) * u_bar[i]
    return ans, u_bar
