"""The logistic map with a rate that changes with time."""


def logistic_growth(x, r, steps):
    for k in range(steps):
        x = r * (1.0 + 0.1 * k) * x * (1.0 - x)
    return x


WRT = ("x", "r")


def samples(rng):
    return [(0.3, 2.1, 6), (0.3, 2.1, 0)]


# --- expected ---
def logistic_growth_grad(x, r, steps):
    """Gradient of `logistic_growth` with respect to x and r."""
    x_stack = []
    for k in range(steps):
        x_stack.append(x)
        x = r * (1.0 + 0.1 * k) * x * (1.0 - x)

    # Reverse sweep
    x_bar = 1.0  # return x
    r_bar = 0.0
    for k in reversed(range(steps)):
        x = x_stack.pop()
        product_bar = (1.0 - x) * x_bar  # x = r * (1.0 + 0.1 * k) * x * (1.0 - x)
        product = r * (1.0 + 0.1 * k)
        r_bar += (1.0 + 0.1 * k) * x * product_bar
        x_bar = product * product_bar - product * x * x_bar
    return x_bar, r_bar
