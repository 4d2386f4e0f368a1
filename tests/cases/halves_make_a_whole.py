"""Two halves of an adjoint add up to all of it, which is then added to elsewhere."""


def halves_make_a_whole(x, t):
    u = x[1] * t
    v = x - 0.5 * x
    r = v + 0.5 * x
    r[1] += u
    return r


WRT = ("x", "t")
MODE = "vjp"


def samples(rng):
    return [(rng.normal(size=3), 0.4)]


# --- expected ---
def halves_make_a_whole_vjp(x, t, *, cotangent):
    """Value and vector-Jacobian product of `halves_make_a_whole` with respect to x
    and t.
    """
    u = x[1] * t
    v = x - 0.5 * x
    r = v + 0.5 * x
    r[1] += u

    # Reverse sweep
    r_bar = cotangent  # return r
    x_bar = r_bar.copy()  # r = v + 0.5 * x
    x_bar[1] += t * r_bar[1]  # u = x[1] * t
    t_bar = x[1] * r_bar[1]
    return r, (x_bar, float(t_bar))
