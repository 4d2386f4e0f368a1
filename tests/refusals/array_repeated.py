"""One array at every place of a list, of which it is not known how long it is."""


def filled(u, n):
    return [u] * n


def array_repeated(x, n):
    rows = [x * x] * n
    rows[0][1] = x[0] * x[2]
    total = rows[1][1]
    others = filled(x.copy(), n)
    others[0] *= x
    return total + others[1][0]


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), 3)]


# --- expected ---
# array_repeated.py:10:5: an array is changed in place that may be held twice - copy it first: a = b.copy()
#     rows[0][1] = x[0] * x[2]
#     ^
# array_repeated.py:13:5: an array is changed in place that may be held twice - copy it first: a = b.copy()
#     others[0] *= x
#     ^
