"""A view takes steps in place, by what was computed of it and by itself."""

import numpy as np


def stepped_view(u, v, rate, drain):
    a, b = u[1:-1], v[1:-1]
    for _ in range(2):
        flux = a * b * b
        a += rate * u[:-2] - flux
        b += flux - drain * b
    return u, v


WRT = ("u", "v", "rate", "drain")
MODE = "vjp"


def samples(rng):
    u, v = rng.uniform(0.4, 1.9, size=(2, 5))
    return [(u, v, 0.2, 0.3), (u, v, rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def stepped_view_vjp(u, v, rate, drain, *, cotangent):
    """Value and vector-Jacobian product of `stepped_view` with respect to u, v, rate
    and drain.
    """
    a_stack = []
    b_stack = []
    u_bar = np.zeros_like(u)
    v_bar = np.zeros_like(v)
    u = u.copy()
    v = v.copy()
    a, b = u[1:-1], v[1:-1]
    a_bar, b_bar = u_bar[1:-1], v_bar[1:-1]
    for _ in range(2):
        flux = a * b * b
        a_stack.append(a.copy())
        a += rate * u[:-2] - flux
        b_stack.append(b.copy())
        b += flux - drain * b
    ans = u.copy(), v.copy()

    # Reverse sweep
    u_bar += cotangent[0]  # return u, v
    v_bar += cotangent[1]
    drain_bar = 0.0
    rate_bar = 0.0
    for _ in reversed(range(2)):
        b[...] = b_stack.pop()
        flux_bar = b_bar.copy()  # b += flux - drain * b
        drain_bar -= b @ b_bar
        b_bar[...] = (1 - drain) * b_bar
        a[...] = a_stack.pop()
        a_section_bar = a_bar.copy()  # a += rate * u[:-2] - flux
        rate_bar += u[:-2] @ a_section_bar
        u_bar[:-2] += rate * a_section_bar
        flux_bar -= a_section_bar
        product_bar = b * flux_bar  # flux = a * b * b
        a_bar += b * product_bar
        b_bar += 2 * a * product_bar
    u_bar = u_bar.copy()
    v_bar = v_bar.copy()
    return ans, (u_bar, v_bar, float(rate_bar), float(drain_bar))
