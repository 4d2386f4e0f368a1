"""What a helper makes of numbers alone gets something active where it was called."""


class Tally:
    def __init__(self, level):
        self.seen = [level]
        self.count = 2


def tally(level, n):
    return Tally(level), {"weights": [level, n]}


def result_gets_active(x, y, level, n):
    kept, table = tally(level, n)
    first = kept.seen[-1] * x
    kept.seen.append(y)
    kept.count += x
    table["weights"][1] *= y
    return (
        first * kept.count * table["weights"][1] + kept.seen[-1] * table["weights"][0]
    )


WRT = ("x", "y")
MODE = "jvp"


def samples(rng):
    return [(*rng.uniform(size=3), 3)]


# --- expected ---
from tests.cases import result_gets_active  # isort: skip


def result_gets_active_jvp(x, y, level, n, *, tangents):
    """Value of `result_gets_active` and its tangent, for tangents of x and y."""
    x_dot, y_dot = tangents
    (kept, table), (kept_dot, table_dot) = tally_jvp(level, n)
    first_dot = x * kept_dot.seen[-1] + kept.seen[-1] * x_dot
    first = kept.seen[-1] * x
    kept_dot.seen.append(y_dot)
    kept.seen.append(y)
    kept_dot.count += x_dot
    kept.count += x
    table_dot["weights"][1] = y * table_dot["weights"][1] + table["weights"][1] * y_dot
    table["weights"][1] *= y
    ans_dot = (
        table["weights"][1] * kept.count * first_dot
        + table["weights"][1] * first * kept_dot.count
        + first * kept.count * table_dot["weights"][1]
        + table["weights"][0] * kept_dot.seen[-1]
        + kept.seen[-1] * table_dot["weights"][0]
    )
    return first * kept.count * table["weights"][1] + kept.seen[-1] * table["weights"][
        0
    ], ans_dot


def tally_jvp(level, n):
    Tally_ans = result_gets_active.Tally(level)
    return (Tally_ans, {"weights": [level, n]}), (
        instance(result_gets_active.Tally, seen=[0.0], count=0.0),
        {"weights": [0.0, 0.0]},
    )


def instance(cls, **attributes):
    """An object of a class with these attributes, made without its `__init__`."""
    made = cls.__new__(cls)
    for name, value in attributes.items():
        object.__setattr__(made, name, value)
    return made
