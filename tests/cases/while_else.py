"""while with else; what the condition reads is changed in the body."""


def while_else(x, tol, most):
    y = x
    k = 0
    while abs(y * y - x) > tol:
        y = 0.5 * (y + x / y)
        k += 1
        if k == most:
            break
    else:
        y = y * y * x
    return y


WRT = "x"


def samples(rng):
    return [(3.0, 1e-9, 50), (3.0, 1e-9, 2), (1.0, 0.5, 5)]


# --- expected ---
def while_else_grad(x, tol, most):
    """Gradient of `while_else` with respect to x."""
    y_stack = []
    y = x
    k = 0
    broken = False
    trips = 0
    while abs(y * y - x) > tol:
        trips += 1  # counts the trips
        y_stack.append(y)
        y = 0.5 * (y + x / y)
        k += 1
        if k == most:
            broken = True
            break
    if not broken:
        y_old = y

    # Reverse sweep
    y_bar = 1.0  # return y
    if not broken:
        y = y_old
        x_bar = y * y * y_bar  # y = y * y * x
        y_bar = 2 * y * x * y_bar
    else:
        x_bar = 0.0
    for _ in range(trips):
        y = y_stack.pop()
        sum_bar = 0.5 * y_bar  # y = 0.5 * (y + x / y)
        x_bar += sum_bar / y
        y_bar = (1 - x / y / y) * sum_bar
    x_bar += y_bar  # y = x
    return x_bar
