"""Numbers computed from an array without axes, which changes in place afterwards."""

import numpy as np


def no_axes_then_number(r, n):
    t = np.array(r)
    total = 0.0
    for k in range(n):
        s = t + 1.0
        t *= r
        total += s * t
    u = t[...]
    v = u - 2.0
    u[...] = t * t
    return total + u * v


MODE = "jvp"
WRT = "r"


def samples(rng):
    return [(0.7, 3), (-0.4, 0)]


# --- expected ---
import numpy as np


def no_axes_then_number_jvp(r, n, *, tangents):
    """Value of `no_axes_then_number` and its tangent, for tangents of r."""
    r_dot = tangents
    t_dot = np.array(r_dot)
    t = np.array(r)
    total = 0.0
    total_dot = 0.0
    for k in range(n):
        s_dot = t_dot[()]
        s = t + 1.0
        t_dot[...] = r * t_dot + t * r_dot
        t *= r
        total_dot += t * s_dot + s * t_dot
        total += s * t
    u_dot = t_dot[...]
    u = t[...]
    v_dot = u_dot[()]
    v = u - 2.0
    u_dot[...] = 2 * t * t_dot
    u[...] = t * t
    return total + u * v, total_dot + v * u_dot + u * v_dot
