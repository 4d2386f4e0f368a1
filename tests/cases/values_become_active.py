"""Arrays of a dict that something active is written into under other names."""

import numpy as np


def values_become_active(x, y):
    kept = {"p": np.zeros(3), "q": np.zeros(3)}
    one = kept["q"]
    one += y
    total = sum(np.sum(v**3) for _, v in kept.items())
    for v in kept.values():
        total = total + np.sum(v * x)
    chosen = kept["p"] if np.sum(x) > 100.0 else kept["q"]
    copied, pair = dict(kept), (kept["q"], 1.0)
    return total + np.sum(copied["q"] * chosen) + np.sum(pair[0] ** 2 * x)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def values_become_active_grad(x, y):
    """Gradient of `values_become_active` with respect to x and y."""
    kept = {"p": np.zeros(3), "q": np.zeros(3)}
    kept["q"] += y
    keys = [*kept]
    keys2 = [*kept]
    chosen = kept["p"] if np.sum(x) > 100.0 else kept["q"]
    copied = dict(kept)

    # Reverse sweep
    q_bar = chosen.copy()  # return total + np.sum(copied["q"] * chosen) + np.sum(...)
    chosen_bar = copied["q"].copy()
    q_bar2 = 2 * kept["q"] * x
    x_bar = kept["q"] ** 2
    q_bar2 += q_bar  # copied, pair = dict(kept), (kept["q"], 1.0)
    if not np.sum(x) > 100.0:
        q_bar2 += chosen_bar  # chosen = kept["p"] if np.sum(x) > 100.0 else kept["q"]
    for j in reversed(range(len(keys2))):
        q_bar2 += x if keys2[j] == "q" else np.zeros_like(kept["q"])  # total = ...
        x_bar += kept[keys2[j]]
    for k in reversed(range(len(keys))):  # total = sum(...)
        q_bar2 += 3 * kept[keys[k]] ** 2 if keys[k] == "q" else np.zeros_like(kept["q"])
    y_bar = q_bar2  # one += y
    return x_bar, y_bar
