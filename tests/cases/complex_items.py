"""Complex numbers put where real ones were: the real ones have real adjoints."""

import numpy as np


def complex_items(x):
    held = {"a": x}
    held["a"] = held["a"] * 1j + x
    turns = [np.abs(held["a"])]
    for _ in range(3):
        turns.append(turns[-1] * 1j + x)
    return np.sum(np.abs(turns[3] + turns[0]))


WRT = "x"


def samples(rng):
    return [(rng.permutation([0.8, -0.6, 1.1]),)]


# --- expected ---
import numpy as np


def complex_items_grad(x):
    """Gradient of `complex_items` with respect to x."""
    held = {"a": x}
    held["a"] = held["a"] * 1j + x
    abs_value2 = np.abs(held["a"])
    turns = [abs_value2]
    for _ in range(3):
        turns.append(turns[-1] * 1j + x)
    abs_value = np.abs(turns[3] + turns[0])

    # Reverse sweep
    # return np.sum(np.abs(turns[3] + turns[0]))
    sum_bar = (
        np.conj(turns[3] + turns[0]) / np.where(abs_value == 0, 1, abs_value)
        if np.iscomplexobj(turns[3] + turns[0])
        else np.sign(turns[3] + turns[0])
    )
    turns_bar = [np.zeros_like(item) for item in turns]
    turns_bar[3] = turns_bar[3] + sum_bar
    turns_bar[0] = turns_bar[0] + sum_bar
    x_bar = np.zeros_like(x)
    for _ in reversed(range(3)):
        sum_bar2 = turns_bar.pop()  # turns.append(turns[-1] * 1j + x)
        turns_bar[-1] = turns_bar[-1] + 1j * sum_bar2
        x_bar += np.real(sum_bar2)
    # turns = [np.abs(held["a"])]
    a_bar = (
        np.conj(held["a"]) / np.where(abs_value2 == 0, 1, abs_value2)
        if np.iscomplexobj(held["a"])
        else np.sign(held["a"])
    ) * np.real(turns_bar[0])
    x_bar += np.real(a_bar)  # held["a"] = held["a"] * 1j + x
    a_bar = 1j * a_bar
    x_bar += np.real(a_bar)  # held = {"a": x}
    return x_bar
