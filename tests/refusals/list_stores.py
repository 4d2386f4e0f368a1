"""Lists of floats stored into, aliased, and made by repetition."""


def list_stores(x, y):
    row = [x, y]
    rows = [row, row, [0.0] * 2]
    rows[0][0] = x * y
    rows[2][1] = rows[1][0] * y
    row[1] += rows[2][1]
    return rows[1][0] * rows[0][1] + rows[2][0]


WRT = ("x", "y")


def samples(rng):
    return [(1.5, -0.7)]


# --- expected ---
# list_stores.py:7:5: a list is changed in place that can be reached through 'row' as well - copy it first: a = b.copy()
#     rows[0][0] = x * y
#     ^
# list_stores.py:9:5: a list is changed in place that can be reached through 'rows' as well - copy it first: a = b.copy()
#     row[1] += rows[2][1]
#     ^
