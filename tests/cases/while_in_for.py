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
def while_in_for_grad(x, limit):
    """Gradient of `while_in_for` with respect to x."""
    v_stack = []
    saved_stack = []
    for i in range(len(x)):
        v = x[i]
        trips = 0
        while v < limit:
            trips += 1  # counts the trips
            v_stack.append(v)
            v = v * v + 0.5
        saved_stack.append((v, trips))

    # Reverse sweep
    x_bar = [0.0] * len(x)
    for i in reversed(range(len(x))):
        v, trips = saved_stack.pop()
        v_bar = x[i]  # total = total + v * x[i]
        x_bar[i] += v
        for _ in range(trips):
            v = v_stack.pop()
            v_bar = 2 * v * v_bar  # v = v * v + 0.5
        x_bar[i] += v_bar  # v = x[i]
    return x_bar
