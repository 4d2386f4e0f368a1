"""A while loop with a data-dependent count, and a counter beside it."""


def while_halving(x, tol):
    steps = 0
    while x > tol:
        x = x * x / (x + 1.0)
        steps += 1
    return x * steps


WRT = "x"


def samples(rng):
    return [(5.0, 0.3), (0.1, 0.3), (2.0, 0.01)]


# --- expected ---
def while_halving_grad(x, tol):
    """Gradient of `while_halving` with respect to x."""
    x_stack = []
    steps = 0
    while x > tol:
        x_stack.append(x)
        x = x * x / (x + 1.0)
        steps += 1

    # Reverse sweep
    x_bar = steps * 1.0  # return x * steps
    while x_stack:
        ans_x = x  # x = x * x / (x + 1.0)
        x = x_stack.pop()
        x_bar = (2 * x - ans_x) * x_bar / (x + 1.0)
    return x_bar
