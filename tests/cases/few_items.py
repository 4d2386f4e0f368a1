"""Arguments are converted by `map` and by a comprehension; a loop goes through some."""

import numpy as np


def few_items(salt, heat, depth, years=3):
    salt, heat, years = map(np.asarray, (salt, heat, years))
    salt, depth = [np.sqrt(v) for v in (salt, depth)]
    pair = tuple([salt, heat])
    total = np.sum(pair[0] * pair[1])
    for v in (salt, heat, depth):
        total = total + np.sum(np.sin(v) * years)
    return total + sum([np.sum(v**2) for v in (heat, depth)])


WRT = ("salt", "heat", "depth")


def samples(rng):
    return [
        (rng.uniform(0.5, 2.0, size=3), rng.normal(size=3), 1.5),
        (0.7, rng.normal(size=3), rng.uniform(0.5, 2.0, size=2), 2),
    ]


# --- expected ---
import numpy as np


def few_items_grad(salt, heat, depth, years=3):
    """Gradient of `few_items` with respect to salt, heat and depth."""
    salt, heat, years = np.asarray(salt), np.asarray(heat), np.asarray(years)
    sqrt_salt = np.sqrt(salt)
    depth_old = depth
    salt, depth = sqrt_salt, np.sqrt(depth)
    pair = salt, heat

    # Reverse sweep
    heat_bar = 2 * heat  # return total + sum([np.sum(v**2) for v in (heat, depth)])
    depth_bar = 2 * depth
    depth_bar += np.cos(depth) * (years * 1.0)  # total = total + np.sum(...)
    heat_bar += np.cos(heat) * (years * 1.0)
    salt_bar = np.cos(salt) * (years * 1.0)
    pair_0_bar = pair[1]  # total = np.sum(pair[0] * pair[1])
    pair_1_bar = pair[0]
    salt_bar += pair_0_bar  # pair = tuple([salt, heat])
    heat_bar += pair_1_bar
    salt_bar = 0.5 / sqrt_salt * salt_bar  # salt, depth = [...]
    depth_bar = 0.5 / np.sqrt(depth_old) * depth_bar
    return salt_bar, heat_bar, float(depth_bar)
