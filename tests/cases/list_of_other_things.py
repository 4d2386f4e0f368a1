"""One name for lists of pairs, of triples, of dicts and of arrays."""

import numpy as np


def list_of_other_things(x):
    rows = []
    for v in x:
        rows.append((v, 2.0 * v))
    total = sum([a for a, _ in rows])
    rows = []
    for v in x:
        rows.append([v, 2.0 * v, v * v])
    total = total + sum([row[2] for row in rows])
    rows = [{"a": v * v} for v in x]
    total = total * sum([row["a"] for row in rows])
    rows = [np.array([v, v * v]) for v in x]
    return total + sum([np.sum(row) for row in rows])


WRT = "x"


def samples(rng):
    return [(rng.uniform(size=3),)]


# --- expected ---
import numpy as np


def list_of_other_things_grad(x):
    """Gradient of `list_of_other_things` with respect to x."""
    rows = []
    for v in x:
        rows.append((v, 2.0 * v))
    total = sum([a for a, _ in rows])
    rows_old = rows
    rows = []
    for v in x:
        rows.append([v, 2.0 * v, v * v])
    total = total + sum([row[2] for row in rows])
    rows_old2 = rows
    rows = [{"a": v * v} for v in x]
    values3 = [row["a"] for row in rows]
    rows_old3 = rows
    rows = [np.array([v, v * v]) for v in x]

    # Reverse sweep
    total_bar = 1.0  # return total + sum([np.sum(row) for row in rows])
    rows_bar = [np.zeros_like(item) for item in rows]
    for index3 in reversed(range(len(rows))):
        row = rows[index3]
        rows_bar[index3] = rows_bar[index3] + np.broadcast_to(1.0, np.shape(row))
    x_bar = np.zeros_like(x)
    for index2 in reversed(range(len(x))):
        v3_bar, product_bar = rows_bar.pop()  # rows = [np.array([v, v * v]) for v in x]
        v3_bar += 2 * x[index2] * product_bar
        x_bar[index2] = v3_bar
    sum_values3_bar = total * total_bar  # total = total * sum(...)
    total_bar = sum(values3) * total_bar
    rows_bar = [{"a": 0.0} for item in rows_old3]
    for index in reversed(range(len(rows_old3))):
        rows_bar[index]["a"] += sum_values3_bar
    for n in reversed(range(len(x))):
        x_bar[n] += 2 * x[n] * rows_bar.pop()["a"]  # rows = [{"a": v * v} for v in x]
    rows_bar = [[0.0, 0.0, 0.0] for item in rows_old2]  # total = total + sum(...)
    for m in reversed(range(len(rows_old2))):
        rows_bar[m][2] += total_bar
    for i in reversed(range(len(x))):
        v = x[i]
        value_bar = rows_bar.pop()  # rows.append([v, 2.0 * v, v * v])
        v_bar = value_bar[0] + 2.0 * value_bar[1] + 2 * v * value_bar[2]
        x_bar[i] += v_bar
    rows_bar = [[0.0, 0.0] for item in rows_old]  # total = sum([a for a, _ in rows])
    for j in reversed(range(len(rows_old))):
        rows_bar[j][0] += total_bar
    for k in reversed(range(len(x))):
        value_bar2 = rows_bar.pop()  # rows.append((v, 2.0 * v))
        v_bar = value_bar2[0] + 2.0 * value_bar2[1]
        x_bar[k] += v_bar
    return x_bar
