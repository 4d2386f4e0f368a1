"""Two fields react and spread: each step adds to them what a helper makes of them."""

import numpy as np

WRT = ("u0", "v0", "feed")
MODE = "grad"


def spread(u):
    return np.roll(u, 1) + np.roll(u, -1) - 2 * u


def pattern(u0, v0, feed, steps):
    u, v = u0.copy(), v0.copy()
    for _ in range(steps):
        reaction = u * v * v
        u += 0.16 * spread(u) - reaction + feed * (1 - u)
        v += 0.08 * spread(v) + reaction - (feed + 0.06) * v
    return np.mean(v**2)


def samples(rng):
    return [
        (rng.random(5), rng.random(5), 0.04, 3),
        (rng.random(4), rng.random(4), 0.1, 0),
    ]


# --- expected ---
import numpy as np

from tests.cases import reaction_diffusion  # isort: skip


def pattern_grad(u0, v0, feed, steps):
    """Gradient of `pattern` with respect to u0, v0 and feed."""
    u_stack = []
    v_stack = []
    u = u0.copy()
    v = v0.copy()
    for _ in range(steps):
        reaction = u * v * v
        u_stack.append(u.copy())
        u += 0.16 * reaction_diffusion.spread(u) - reaction + feed * (1 - u)
        v_stack.append(v.copy())
        v += 0.08 * reaction_diffusion.spread(v) + reaction - (feed + 0.06) * v

    # Reverse sweep
    v_bar = 2 * v / len(v)  # return np.mean(v**2)
    feed_bar = 0.0
    u_bar = np.zeros_like(u)
    for _ in reversed(range(steps)):
        v[...] = v_stack.pop()
        spread_v_bar = 0.08 * v_bar  # v += 0.08 * spread(v) + reaction - (...) * v
        reaction_bar = v_bar
        feed_bar -= v @ v_bar
        v_bar = (1 - (feed + 0.06)) * v_bar
        v_bar += spread_reverse(spread_v_bar)
        u[...] = u_stack.pop()
        spread_u_bar = 0.16 * u_bar  # u += 0.16 * spread(u) - reaction + feed * (1 - u)
        reaction_bar = reaction_bar - u_bar
        feed_bar += np.sum((1 - u) * u_bar)
        u_bar = (1 - feed) * u_bar
        u_bar += spread_reverse(spread_u_bar)
        product_bar = v * reaction_bar  # reaction = u * v * v
        u_bar += v * product_bar
        v_bar += 2 * u * product_bar
    v0_bar = v_bar  # u, v = u0.copy(), v0.copy()
    u0_bar = u_bar
    return u0_bar, v0_bar, float(feed_bar)


def spread_reverse(ans_bar):
    u_bar = np.roll(ans_bar, -1) + np.roll(ans_bar, 1) - 2 * ans_bar  # return ...
    return u_bar
