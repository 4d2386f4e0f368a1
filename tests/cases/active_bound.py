"""A bound that depends on an active value is a whole number: it has no derivative."""


def active_bound(a, x):
    total = 0.0
    for _ in range(int(a * 2.0)):
        total = total * a + x * a
    return total


WRT = ("a", "x")


def samples(rng):
    return [(1.7, 0.3), (0.2, 1.0)]


# --- expected ---
def active_bound_grad(a, x):
    """Gradient of `active_bound` with respect to a and x."""
    total_stack = []
    total = 0.0
    for _ in range(int(a * 2.0)):
        total_stack.append(total)
        total = total * a + x * a

    # Reverse sweep
    total_bar = 1.0  # return total
    a_bar = 0.0
    x_bar = 0.0
    for _ in reversed(range(int(a * 2.0))):
        total = total_stack.pop()
        a_bar += (total + x) * total_bar  # total = total * a + x * a
        x_bar += a * total_bar
        total_bar = a * total_bar
    return a_bar, x_bar
