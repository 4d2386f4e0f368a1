"""A try in a loop, left by break and by continue; the stacks hold what was done."""


def try_in_loop(x, table):
    total = 1.0
    for key in ("a", "b", "c", "d", "e"):
        try:
            k = table[key]
            total = total * x[k] + total
        except KeyError:
            continue
        except IndexError:
            total = total * x[0]
            break
        total = total + x[k]
    return total


WRT = "x"


def samples(rng):
    tables = (
        {"a": 0, "b": 1, "d": 2},
        {"b": 2, "c": 9, "d": 1},
        {},
        {k: 1 for k in "abcde"},
    )
    return [(rng.normal(size=3), table) for table in tables]


# --- expected ---
import numpy as np


def try_in_loop_grad(x, table):
    """Gradient of `try_in_loop` with respect to x."""
    k_stack = []
    total_stack = []
    total_stack2 = []
    saved_stack = []
    skipped_stack = []
    stopped_stack = []
    k = None
    total = 1.0
    items = [*("a", "b", "c", "d", "e")]
    trips = 0
    for key in items:
        trips += 1  # counts the trips
        stopped = False
        skipped = False
        caught = 0
        done = 0
        try:
            k_before = k
            k = table[key]
            k_stack.append(k_before)
            done = 1
            total_before = total
            total = total * x[k] + total
            total_stack.append(total_before)
        except KeyError:
            caught = 1
            skipped = True
        except IndexError:
            caught = 2
            total_stack2.append(total)
            total = total * x[0]
            stopped = True
        saved_stack.append((caught, done))
        if stopped:
            skipped_stack.append(skipped)
            stopped_stack.append(stopped)
            break
        if skipped:
            skipped_stack.append(skipped)
            stopped_stack.append(stopped)
            continue
        total = total + x[k]
        skipped_stack.append(skipped)
        stopped_stack.append(stopped)

    # Reverse sweep
    total_bar = 1.0  # return total
    x_bar = np.zeros_like(x)
    for key in reversed(items[:trips]):
        stopped = stopped_stack.pop()
        skipped = skipped_stack.pop()
        if not stopped and not skipped:
            x_bar[k] += total_bar  # total = total + x[k]
        caught, done = saved_stack.pop()
        if caught != 1:
            if caught == 2:
                total = total_stack2.pop()
                x_bar[0] += total * total_bar  # total = total * x[0]
                total_bar = x[0] * total_bar
            else:
                total = total_stack.pop()
                x_bar[k] += total * total_bar  # total = total * x[k] + total
                total_bar = (x[k] + 1) * total_bar
        if done >= 1:
            k = k_stack.pop()
    return x_bar
