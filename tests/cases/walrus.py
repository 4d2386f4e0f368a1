"""Assignments inside conditions, in an `and`, and in the middle of an expression."""


def walrus(a, b):
    if (y := a * b) > 0.5:
        y = y * a
    if a > 0.0 and (z := y * b) > 0.2:
        y = y + z
    while (y := y * 0.5 + 0.1 * a) > 0.6:
        y = y * b
    return y + (w := y * a) * w


WRT = ("a", "b")


def samples(rng):
    return [(1.2, 0.7), (0.3, 0.9), (3.0, 0.8), (-1.0, 0.5)]


# --- expected ---
def walrus_grad(a, b):
    """Gradient of `walrus` with respect to a and b."""
    y_stack = []
    y = a * b
    condition2 = y > 0.5
    if condition2:
        y_old = y
        y = y * a
    condition = a > 0.0
    condition3 = condition
    if condition3:
        z = y * b
        condition = z > 0.2
    if condition:
        y_old2 = y
        y = y + z
    trips = 0
    while True:
        trips += 1  # counts the trips
        y_stack.append(y)
        y = y * 0.5 + 0.1 * a
        condition4 = not y > 0.6
        if condition4:
            break
        y = y * b
    w = y * a

    # Reverse sweep
    y_bar = 1.0  # return y + (w := y * a) * w
    w_bar = 2 * w
    y_bar += a * w_bar
    a_bar = y * w_bar
    b_bar = 0.0
    for _ in range(trips):
        y_old3 = y_stack.pop()
        y = y_old3 * 0.5 + 0.1 * a
        condition4 = not y > 0.6
        if not condition4:
            b_bar += y * y_bar  # y = y * b
            y_bar = b * y_bar
        y = y_old3
        a_bar += 0.1 * y_bar
        y_bar = 0.5 * y_bar
    if condition:
        y = y_old2
        z_bar = y_bar  # y = y + z
    else:
        z_bar = 0.0
    if condition3:
        y_bar += b * z_bar
        b_bar += y * z_bar
    if condition2:
        y = y_old
        a_bar += y * y_bar  # y = y * a
        y_bar = a * y_bar
    a_bar += b * y_bar  # if (y := a * b) > 0.5
    b_bar += a * y_bar
    return a_bar, b_bar
