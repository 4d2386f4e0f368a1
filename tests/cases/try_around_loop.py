"""An exception that ends a loop, and is caught outside of it."""


def try_around_loop(x, n):
    total = x[0]
    try:
        for k in range(n):
            total = total * x[k]
            if total > 5.0:
                break
        total = total + x[1]
    except IndexError:
        total = total * total
    return total


WRT = "x"


def samples(rng):
    x = rng.uniform(0.5, 1.5, size=3)
    return [(x, 2), (x, 5), (x + 4.0, 2), (x, 0)]


# --- expected ---
import numpy as np


def try_around_loop_grad(x, n):
    """Gradient of `try_around_loop` with respect to x."""
    total_stack = []
    done2_stack = []
    total = x[0]
    caught = 0
    trips = 0
    for k in range(n):
        trips += 1  # counts the trips
        stopped = False
        done = 0
        try:
            total_before = total
            total = total * x[k]
            total_stack.append(total_before)
            done = 1
            condition = total > 5.0
            if condition:
                stopped = True
        except IndexError:
            caught = 1
        done2_stack.append(done)
        if stopped:
            break
        if caught != 0:
            break
    condition2 = caught == 0
    if condition2:
        failed = False
        try:
            total = total + x[1]
        except IndexError:
            failed = True
            caught = 1
    if caught == 1:
        total_old = total

    # Reverse sweep
    total_bar = 1.0  # return total
    if caught == 1:
        total = total_old
        total_bar = 2 * total * total_bar  # total = total * total
    if condition2:
        if failed:
            x_bar = np.zeros_like(x)
        else:
            x_bar = np.zeros_like(x)  # total = total + x[1]
            x_bar[1] = total_bar
    else:
        x_bar = np.zeros_like(x)
    for k in reversed(range(trips)):
        done = done2_stack.pop()
        if done >= 1:
            total = total_stack.pop()
            x_bar[k] += total * total_bar  # total = total * x[k]
            total_bar = x[k] * total_bar
    x_bar[0] += total_bar  # total = x[0]
    return x_bar
