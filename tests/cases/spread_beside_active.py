"""Items of dicts that carry no derivative, spread beside those that do."""

MODE = "jvp"
WRT = "x"


def spread_beside_active(x, d):
    made = [2.0 * x, *d.values()]
    pairs = (x * x, *d.items())
    return [made[0] * made[1] + pairs[0] * pairs[2][1], *d.values()], [x, *[d["a"]]]


def samples(rng):
    return [(rng.normal(size=2), {"a": rng.normal(size=2), "b": rng.normal(size=2)})]


# --- expected ---
import numpy as np


def spread_beside_active_jvp(x, d, *, tangents):
    """Value of `spread_beside_active` and its tangent, for tangents of x."""
    x_dot = tangents
    values = d.values()
    made_dot = [
        2.0 * x_dot,
        np.zeros_like(next(iter(values))),
        np.zeros_like(list(values)[1]),
    ]
    made = [2.0 * x, *values]
    items = d.items()
    pairs_dot = (
        2 * x * x_dot,
        (None, np.zeros_like(next(iter(items))[1])),
        (None, np.zeros_like(list(items)[1][1])),
    )
    pairs = x * x, *items
    values2 = d.values()
    return (
        [
            made[0] * made[1] + pairs[0] * pairs[2][1],
            next(iter(values2)).copy(),
            list(values2)[1].copy(),
        ],
        [x.copy(), d["a"].copy()],
    ), (
        [
            made[1] * made_dot[0] + pairs[2][1] * pairs_dot[0],
            np.zeros_like(next(iter(values2))),
            np.zeros_like(list(values2)[1]),
        ],
        [x_dot.copy(), np.zeros_like(d["a"])],
    )
