"""Arrays in a list that are changed in place under a name which stands for others as well."""

import numpy as np


def items_under_names(p, z):
    rows = [v * z for v in z]
    y = z * z
    for k in range(2):
        y *= 2.0
        y = rows[k]
        y *= y
    first = p["d"][0] if z[0] > 0.0 else p["d"][1]
    first *= z
    return np.sum(rows[0] * rows[1]) + np.sum(p["d"][1] * p["d"][0])


WRT = ("p", "z")


def samples(rng):
    return [({"d": [rng.uniform(size=3), rng.uniform(size=3)]}, rng.uniform(size=3))]


# --- expected ---
# items_under_names.py:10:9: an array is changed in place that can be reached through 'rows' as well - copy it first: a = b.copy()
#         y *= 2.0
#         ^
# items_under_names.py:12:9: an array is changed in place that can be reached through 'rows' as well - copy it first: a = b.copy()
#         y *= y
#         ^
# items_under_names.py:14:5: an array is changed in place that can be reached through 'p' as well - copy it first: a = b.copy()
#     first *= z
#     ^
