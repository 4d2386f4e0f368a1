"""Quotients whose halves are bound again or changed are not read again."""

import numpy as np


def quotient_of_changed(e, s, n):
    for k in range(n):
        e = np.sin(e) + 0.3
    w = e / s
    first = np.sum(w * e)
    v = e
    v[0] = s[1] * w[1]
    return first * np.sum(w * e / s)


WRT = ("e", "s")
LIKE = True


def samples(rng):
    return [(rng.normal(size=4), rng.uniform(1.0, 2.0, size=4), n) for n in (0, 1, 3)]


# --- expected ---
import numpy as np


def quotient_of_changed_grad(e, s, n):
    """Gradient of `quotient_of_changed` with respect to e and s."""
    saved_stack = []
    e_bar = np.zeros_like(e)
    e = e.copy()
    for k in range(n):
        saved_stack.append((e, e_bar))
        e = np.sin(e) + 0.3
        e_bar = np.zeros_like(e)
    w = e / s
    first = np.sum(w * e)
    v = e
    v_bar = e_bar
    v_old = v[0]
    v[0] = s[1] * w[1]

    # Reverse sweep
    product_bar = first / s  # return first * np.sum(w * e / s)
    first_bar = np.sum(w * e / s)
    w_bar = e * product_bar
    e_bar += w * product_bar
    s_bar = -w * e / s * product_bar
    v[0] = v_old
    s_bar[1] += w[1] * v_bar[0]  # v[0] = s[1] * w[1]
    w_bar[1] += s[1] * v_bar[0]
    v_bar[0] = 0.0
    w_bar += e * first_bar  # first = np.sum(w * e)
    e_bar += w * first_bar
    e_bar += w_bar / s  # w = e / s
    s_bar -= w / s * w_bar
    for k in reversed(range(n)):
        e_bar2 = e_bar  # e = np.sin(e) + 0.3
        e, e_bar = saved_stack.pop()
        e_bar += np.cos(e) * e_bar2
    e_bar = e_bar.copy()
    return e_bar, s_bar
