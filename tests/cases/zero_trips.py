"""Loops that do not run at all."""


def zero_trips(x, n):
    y = x * x
    for k in range(n):
        y = y * x
    while n > 5:
        y = y * y
        n = n - 1
    return y + x


WRT = "x"


def samples(rng):
    return [(1.3, 0), (1.3, 3), (1.1, 7), (1.3, -2)]


# --- expected ---
def zero_trips_grad(x, n):
    """Gradient of `zero_trips` with respect to x."""
    y_stack = []
    y_stack2 = []
    y = x * x
    for k in range(n):
        y_stack.append(y)
        y = y * x
    n_old = n
    while n > 5:
        y_stack2.append(y)
        y = y * y
        n = n - 1

    # Reverse sweep
    y_bar = 1.0  # return y + x
    x_bar = 1.0
    while y_stack2:
        y = y_stack2.pop()
        y_bar = 2 * y * y_bar  # y = y * y
    for k in reversed(range(n_old)):
        y = y_stack.pop()
        x_bar += y * y_bar  # y = y * x
        y_bar = x * y_bar
    x_bar += 2 * x * y_bar  # y = x * x
    return x_bar
