"""Arrays of no axes, written whole, through (), ... and out=."""

import numpy as np


def no_axes_written(x, n):
    level = np.array(x[0])
    half = level[()] * 0.5 + level[...]
    level += half
    total = np.zeros((), dtype=x.dtype)
    for k in range(n):
        total += x[k] ** 2 * level
        total[()] = np.sin(total[()])
    scratch = np.zeros(())
    np.multiply(total, x[1], out=scratch)
    np.exp(scratch, out=scratch)
    kept = np.array(x[1])
    return np.sqrt(total * total + 1.0) * scratch * half + kept


WRT = "x"


def samples(rng):
    return [(np.array([0.7, 0.2]), 2), (np.array([0.7, 0.2]), 0)]


# --- expected ---
import numpy as np


def no_axes_written_grad(x, n):
    """Gradient of `no_axes_written` with respect to x."""
    total_stack = []
    total_stack2 = []
    level = np.array(x[0])
    level_bar = np.zeros_like(level)
    half = level[()] * 0.5 + level[...]
    level += half
    total = np.zeros((), dtype=x.dtype)
    total_bar = np.zeros_like(total)
    for k in range(n):
        total_stack.append(total.copy())
        total += x[k] ** 2 * level
        total_stack2.append(total[()])
        total[()] = np.sin(total[()])
    scratch = np.zeros(())
    scratch_bar = np.zeros_like(scratch)
    scratch[...] = np.multiply(total, x[1])
    scratch[...] = np.exp(scratch)
    sqrt = np.sqrt(total * total + 1.0)

    # Reverse sweep
    total_bar += total * scratch / sqrt * half  # return np.sqrt(...) * scratch * ...
    scratch_bar += sqrt * half
    half_bar = sqrt * scratch
    x_bar = np.zeros_like(x)  # kept = np.array(x[1])
    x_bar[1] = np.sum(1.0)
    scratch_section_bar = scratch_bar.copy()  # np.exp(scratch, out=scratch)
    scratch_bar[...] = 0.0
    scratch_bar += scratch[...] * scratch_section_bar
    total_bar += x[1] * scratch_bar  # np.multiply(total, x[1], out=scratch)
    x_bar[1] += total * scratch_bar
    for k in reversed(range(n)):
        total[()] = total_stack2.pop()
        total_section_bar = total_bar[()]  # total[()] = np.sin(total[()])
        total_bar[()] = 0.0
        total_bar += np.cos(total[()]) * total_section_bar
        total = total_stack.pop()
        x_bar[k] += 2 * x[k] * level * total_bar  # total += x[k] ** 2 * level
        level_bar += x[k] ** 2 * total_bar
    half_bar += level_bar  # level += half
    level_bar += 1.5 * half_bar  # half = level[()] * 0.5 + level[...]
    x_bar[0] += level_bar  # level = np.array(x[0])
    return x_bar
