"""A structure of structures in, another out."""

import numpy as np


def nested_structure(state, dt):
    x, v = state["body"]
    accelerations = [-x * k for k in state["springs"]]
    for a in accelerations:
        v = v + dt * a
    return {"body": (x + dt * v, v), "energy": np.sum(v * v)}


WRT = ("state", "dt")
MODE = "vjp"


def samples(rng):
    body = (rng.normal(size=2), rng.normal(size=2))
    return [({"body": body, "springs": [1.0, 0.5]}, 0.1)]


# --- expected ---
import numpy as np


def nested_structure_vjp(state, dt, *, cotangent):
    """Value and vector-Jacobian product of `nested_structure` with respect to state
    and dt.
    """
    x, v = state["body"]
    accelerations = []
    items = state["springs"]
    for k in items:
        accelerations.append(-x * k)
    for a in accelerations:
        v = v + dt * a
    ans = {"body": (x + dt * v, v.copy()), "energy": np.sum(v * v)}

    # Reverse sweep
    sum_bar = cotangent["body"][0]  # return {...}
    product_bar = cotangent["energy"]
    x_bar = sum_bar.copy()
    dt_bar = np.sum(v * sum_bar)
    v_bar = dt * sum_bar + cotangent["body"][1] + 2 * v * product_bar
    accelerations_bar = [np.zeros_like(item) for item in accelerations]
    for i in reversed(range(len(accelerations))):
        a = accelerations[i]
        dt_bar += np.sum(a * v_bar)  # v = v + dt * a
        a_bar = dt * v_bar
        accelerations_bar[i] += a_bar
    items_bar = [0.0] * len(items)
    for j in reversed(range(len(items))):
        k = items[j]
        product_bar2 = accelerations_bar.pop()  # accelerations = [...]
        x_bar -= k * product_bar2
        items_bar[j] = items_bar[j] - np.sum(x * product_bar2)
    springs_bar = list(items_bar)
    state_body_0_bar = x_bar  # x, v = state["body"]
    state_body_1_bar = v_bar
    return ans, (
        {
            "body": (state_body_0_bar, state_body_1_bar),
            "springs": [float(item) for item in springs_bar],
        },
        float(dt_bar),
    )
