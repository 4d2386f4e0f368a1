"""What is returned is put together of displays in displays, behind stars."""

import numpy as np


def displays_spread(parts, x):
    y = x * x
    same = parts["a"]
    first = {"total": np.sum(y), **{"same": same}, "rest": [*[x, y], *parts.values()]}
    return first, (*(x, 2.0 * y), parts["b"])


MODE = "vjp"
WRT = ("parts", "x")


def samples(rng):
    return [({"a": rng.normal(size=2), "b": rng.normal(size=3)}, rng.normal(size=3))]


# --- expected ---
import numpy as np


def displays_spread_vjp(parts, x, *, cotangent):
    """Value and vector-Jacobian product of `displays_spread` with respect to parts
    and x.
    """
    y = x * x
    same = parts["a"]
    first = {"total": np.sum(y), "same": same, "rest": [x, y, *parts.values()]}
    ans = (
        {
            "total": first["total"],
            "same": first["same"].copy(),
            "rest": [
                first["rest"][0].copy(),
                first["rest"][1],
                first["rest"][2].copy(),
                first["rest"][3].copy(),
            ],
        },
        (x.copy(), 2.0 * y, parts["b"].copy()),
    )

    # Reverse sweep
    same_bar = cotangent[0]["same"]  # return first, (*(x, 2.0 * y), parts["b"])
    first_rest_0_bar = cotangent[0]["rest"][0]
    first_rest_1_bar = cotangent[0]["rest"][1]
    first_rest_2_bar = cotangent[0]["rest"][2]
    first_rest_3_bar = cotangent[0]["rest"][3]
    x_bar = cotangent[1][0]
    y_bar = 2.0 * cotangent[1][1]
    b_bar = cotangent[1][2]
    # first = {"total": np.sum(y), **{"same": same}, "rest": [*[x, y], *parts.values()]}
    value_bar = [first_rest_0_bar, first_rest_1_bar, first_rest_2_bar, first_rest_3_bar]
    values_bar = value_bar[2:4]
    y_bar += cotangent[0]["total"] + value_bar[1]
    x_bar = x_bar + value_bar[0]
    a_bar = values_bar[0]
    b_bar = b_bar + values_bar[1]
    a_bar = a_bar + same_bar  # same = parts["a"]
    x_bar += 2 * x * y_bar  # y = x * x
    return ans, ({"a": a_bar, "b": b_bar}, x_bar)
