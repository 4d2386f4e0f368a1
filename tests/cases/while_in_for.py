"""A while inside a for, with another number of trips each time."""


def while_in_for(x, limit):
    total = 0.0
    for i in range(len(x)):
        v = x[i]
        while v < limit:
            v = v * v + 0.5
        total = total + v * x[i]
    return total


WRT = "x"


def samples(rng):
    return [([0.9, 2.5, 0.1, 1.2], 2.0), ([3.0, 4.0], 2.0)]


# --- expected ---
