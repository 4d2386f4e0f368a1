"""Two values carried crosswise: a rotation by many small steps."""


def loop_carried_pair(x, y, h, n):
    for _ in range(n):
        x, y = x - h * y, y + h * x
    return x * y


WRT = ("x", "y", "h")


def samples(rng):
    return [(1.0, 0.2, 0.1, 5), (1.0, 0.2, 0.1, 0)]


# --- expected ---
def loop_carried_pair_grad(x, y, h, n):
    """Gradient of `loop_carried_pair` with respect to x, y and h."""
    saved_stack = []
    for _ in range(n):
        saved_stack.append((x, y))
        x, y = x - h * y, y + h * x

    # Reverse sweep
    x_bar = y  # return x * y
    y_bar = x
    h_bar = 0.0
    for _ in reversed(range(n)):
        x, y = saved_stack.pop()
        h_bar += x * y_bar - y * x_bar  # x, y = x - h * y, y + h * x
        x_bar, y_bar = x_bar + h * y_bar, y_bar - h * x_bar
    return x_bar, y_bar, h_bar
