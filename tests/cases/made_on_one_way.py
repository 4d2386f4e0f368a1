"""An array that a helper makes on one of its ways, and another one changes."""

import numpy as np


def scaled(u, v, w):
    v[2] *= np.sin(w)
    u = v  # noqa: F841 - the name goes to another array


def changed(u, v, w):
    v -= v[2] + 1.1
    if w > 0.4:
        return u @ u * 0.2
    scaled(u, u[::-1] * v[3], w)
    return 0.5 * w


def made_on_one_way(x, y, t):
    y[1] += changed(x, x, y[2] * t)
    return np.sum(y * x) + np.sum(np.sin(x))


WRT = "x"


def samples(rng):
    y = np.array([0.3, -0.6, 0.5, 0.2])
    return [(rng.normal(size=4), y, -1.0), (rng.normal(size=4), y, 2.0)]


# --- expected ---
import numpy as np


def made_on_one_way_grad(x, y, t):
    """Gradient of `made_on_one_way` with respect to x."""
    x_bar = np.zeros_like(x)
    x = x.copy()
    y = y.copy()
    changed_ans, saved = changed_forward(x, x, y[2] * t, x_bar, x_bar)
    y[1] += changed_ans

    # Reverse sweep
    y_bar = x.copy()  # return np.sum(y * x) + np.sum(np.sin(x))
    x_bar += y + np.cos(x)
    changed_reverse(x, x, saved, x_bar, x_bar, y_bar[1])  # y[1] += changed(...)
    x_bar = x_bar.copy()
    return x_bar


def scaled_forward(u, v, w, v_bar):
    u_bar = np.zeros_like(u)
    v_old = v[2]
    v[2] *= np.sin(w)
    u_bar_old = u_bar
    return v_old, u_bar_old


def scaled_reverse(v, w, saved, v_bar):
    v_old, u_bar = saved
    v[2] = v_old
    w_bar = np.cos(w) * v[2] * v_bar[2]  # v[2] *= np.sin(w)
    v_bar[2] = np.sin(w) * v_bar[2]
    return u_bar, w_bar


def changed_forward(u, v, w, u_bar, v_bar):
    part = None
    part_bar = None
    saved = None
    v_old = v.copy()
    v -= v[2] + 1.1
    if w > 0.4:
        ans = u @ u * 0.2
    else:
        part = u[::-1] * v[3]
        part_bar = np.zeros_like(part)
        saved = scaled_forward(u, part, w, part_bar)
        ans = 0.5 * w
    return ans, (w, v_old, part, part_bar, saved)


def changed_reverse(u, v, saved2, u_bar, v_bar, ans_bar):
    w, v_old, part, part_bar, saved = saved2
    if w > 0.4:
        u_bar += 0.4 * ans_bar * u  # return u @ u * 0.2
        w_bar = 0.0
    else:
        w_bar = 0.5 * ans_bar  # return 0.5 * w
        u_bar2, w_bar2 = scaled_reverse(part, w, saved, part_bar)  # scaled(...)
        u_bar += u_bar2
        w_bar += w_bar2
        u_bar[::-1] += v[3] * part_bar
        v_bar[3] += u[::-1] @ part_bar
    v[...] = v_old
    v_bar[2] -= np.sum(v_bar.copy())  # v -= v[2] + 1.1
    return w_bar
