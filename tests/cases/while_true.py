"""while True with a break in the middle."""


def while_true(x, tol):
    y = x
    while True:
        y = 0.5 * (y + x / y)
        if abs(y * y - x) < tol:
            break
        y = y * 1.0
    return y


WRT = "x"


def samples(rng):
    return [(3.0, 1e-10), (0.4, 1e-2)]


# --- expected ---
def while_true_grad(x, tol):
    """Gradient of `while_true` with respect to x."""
    y_stack = []
    y = x
    trips = 0
    while True:
        trips += 1  # counts the trips
        y_stack.append(y)
        y = 0.5 * (y + x / y)
        condition = abs(y * y - x) < tol
        if condition:
            break
        y = y * 1.0

    # Reverse sweep
    y_bar = 1.0  # return y
    x_bar = 0.0
    for _ in range(trips):
        y = y_stack.pop()
        sum_bar = 0.5 * y_bar  # y = 0.5 * (y + x / y)
        x_bar += sum_bar / y
        y_bar = (1 - x / y / y) * sum_bar
    x_bar += y_bar  # y = x
    return x_bar
