"""Forward mode: sections of what was given come out of a dict and of a list."""

import numpy as np


def record(x, out):
    out["first"] = x[:, 0]


def columns_put_out(x):
    out, rows = {}, []
    record(x, out)
    for row in x:
        rows.append(row)
    out["sum"] = np.sum(x * x)
    return out["first"], rows[1][::-1], out["sum"]


WRT = "x"
MODE = "jvp"


def samples(rng):
    return [(rng.normal(size=(3, 2)),)]


# --- expected ---
import numpy as np


def columns_put_out_jvp(x, *, tangents):
    """Value of `columns_put_out` and its tangent, for tangents of x."""
    x_dot = tangents
    out_dot = {}
    out = {}
    rows_dot = []
    rows = []
    record_jvp(x, out, x_dot, out_dot)
    for row, row_dot in zip(x, x_dot, strict=True):
        rows_dot.append(row_dot)
        rows.append(row)
    out_dot["sum"] = 2 * np.sum(x * x_dot)
    out["sum"] = np.sum(x * x)
    return (out["first"].copy(), rows[1][::-1].copy(), out["sum"]), (
        out_dot["first"].copy(),
        rows_dot[1][::-1].copy(),
        out_dot["sum"],
    )


def record_jvp(x, out, x_dot, out_dot):
    out_dot["first"] = x_dot[:, 0]
    out["first"] = x[:, 0]
