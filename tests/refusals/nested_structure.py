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
# nested_structure.py:8:21: a list comprehension with active values - write it as a loop or as array operations
#     accelerations = [-x * k for k in state["springs"]]
#                     ^
