"""Helpers that return None or a pair: gathered, picked out, or chosen with `or`."""

import numpy as np


def found(x, k):
    if x[k] < 1.0:
        return None
    return x[k] * x, x[k] ** 2


def found_or_none(x, n):
    gathered = [found(x, k) for k in range(n)]
    total = sum(np.sum(wave) * size for wave, size in (g for g in gathered if g))
    for pair in gathered:
        if isinstance(pair, tuple):
            total += np.sum(pair[0] * pair[0]) * pair[1]
    wave, size = found(x, 0) or found(x, 1) or (x, 0.5)
    if (again := found(x, 2)) is not None:
        total += again[1]
    return total + np.sum(wave) * size


WRT = "x"


def samples(rng):
    return [(np.array([1.5, 0.6, 2.0]), 3), (np.array([0.5, 1.6, 0.3]), 3)]


# --- expected ---
import numpy as np

from tests.cases import found_or_none  # isort: skip


def found_or_none_grad(x, n):
    """Gradient of `found_or_none` with respect to x."""
    saved_stack = []
    gathered = [found_or_none.found(x, k) for k in range(n)]
    values2 = [g for g in gathered if g]
    for wave2, size2 in values2:
        saved_stack.append((wave2, size2))
    first = found_or_none.found(x, 0)
    if first:
        chosen = first
    else:
        first2 = found_or_none.found(x, 1)
        chosen2 = first2 if first2 else (x, 0.5)
        chosen = chosen2
    wave, size = chosen
    again = found_or_none.found(x, 2)

    # Reverse sweep
    wave_bar = np.broadcast_to(size, np.shape(wave))  # return total + np.sum(...) * ...
    size_bar = np.sum(wave)
    again_1_bar = 1.0 if again is not None else 0.0  # total += again[1]
    x_bar = found_reverse(x, 2, again_1_bar)  # if (again := found(x, 2)) is not None
    if first:  # wave, size = found(x, 0) or found(x, 1) or (x, 0.5)
        first_0_bar = wave_bar
        first_1_bar = size_bar
    else:
        if first2:
            first2_0_bar = wave_bar
            first2_1_bar = size_bar
        else:
            x_bar += wave_bar
            first2_0_bar = 0.0
            first2_1_bar = 0.0
        first2_0_bar = (
            0.0 if first2 is None else first2_0_bar + np.zeros_like(first2[0])
        )
        x_bar += found_reverse2(x, 1, first2_0_bar, first2_1_bar)
        first_0_bar = 0.0
        first_1_bar = 0.0
    first_0_bar = 0.0 if first is None else first_0_bar + np.zeros_like(first[0])
    x_bar += found_reverse2(x, 0, first_0_bar, first_1_bar)
    gathered_bar = [
        [0.0 if item is None else np.zeros_like(item[0]), 0.0] for item in gathered
    ]
    for m in reversed(range(len(gathered))):
        pair = gathered[m]
        if isinstance(pair, tuple):
            pair_0_bar = 2 * pair[0] * pair[1]  # total += np.sum(...) * pair[1]
            pair_1_bar = pair[0] @ pair[0]
        else:
            pair_0_bar = 0.0
            pair_1_bar = 0.0
        pair_0_bar = 0.0 if pair is None else pair_0_bar + np.zeros_like(pair[0])
        gathered_bar[m][0] = gathered_bar[m][0] + pair_0_bar
        gathered_bar[m][1] += pair_1_bar
    values2_bar = [[np.zeros_like(item[0]), 0.0] for item in values2]  # total = ...
    for i in reversed(range(len(values2))):
        wave2, size2 = saved_stack.pop()
        values2_bar[i][0] += np.broadcast_to(size2, np.shape(wave2))
        values2_bar[i][1] += np.sum(wave2)
    for j in reversed(range(len(gathered))):
        g = gathered[j]
        if g:
            g_bar = values2_bar.pop()
            g_0_bar = g_bar[0]
            g_1_bar = g_bar[1]
        else:
            g_0_bar = 0.0
            g_1_bar = 0.0
        g_0_bar = 0.0 if g is None else g_0_bar + np.zeros_like(g[0])
        gathered_bar[j][0] = gathered_bar[j][0] + g_0_bar
        gathered_bar[j][1] += g_1_bar
    for k in reversed(range(n)):
        found_ans_bar = gathered_bar.pop()  # gathered = [found(x, k) for k in range(n)]
        x_bar += found_reverse2(x, k, found_ans_bar[0], found_ans_bar[1])
    return x_bar


def found_reverse(x, k, ans_1_bar):
    if x[k] < 1.0:
        x_bar = np.zeros_like(x)
    else:
        x_bar = np.zeros_like(x)  # return x[k] * x, x[k] ** 2
        x_bar[k] = 2 * x[k] * ans_1_bar
    return x_bar


def found_reverse2(x, k, ans_0_bar, ans_1_bar):
    if x[k] < 1.0:
        x_bar = np.zeros_like(x)
    else:
        x_bar = np.zeros_like(x)  # return x[k] * x, x[k] ** 2
        x_bar[k] = np.sum(x * ans_0_bar) + 2 * x[k] * ans_1_bar
        x_bar += x[k] * ans_0_bar
    return x_bar
