"""Items that got a name are put where they are held already, and one of both is changed."""

import numpy as np


def put_again(rows):
    last = rows[-1]
    rows.append(last)


def items_put_again(x, n):
    rows = [x * k for k in range(n)]
    first = rows[0]
    rows[1] = first
    rows[0][:] = x[0]
    waves = [x + k for k in range(n)]
    put_again(waves)
    waves[-1] += x
    springs = [{"force": x * k, "length": x} for k in range(n)]
    force = springs[0]["force"]
    new = {"force": force, "length": x}
    springs.append(new)
    springs[0]["force"] *= 0.5
    total = np.sum(rows[0] * rows[1]) + np.sum(waves[0] * waves[-1])
    return total + sum(np.sum(s["force"] * s["length"]) for s in springs)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), 3)]


# --- expected ---
# items_put_again.py:15:5: an array is changed in place that may be held twice - copy it first: a = b.copy()
#     rows[0][:] = x[0]
#     ^
# items_put_again.py:18:5: an array is changed in place that may be held twice - copy it first: a = b.copy()
#     waves[-1] += x
#     ^
# items_put_again.py:23:5: an array is changed in place that may be held twice - copy it first: a = b.copy()
#     springs[0]["force"] *= 0.5
#     ^
