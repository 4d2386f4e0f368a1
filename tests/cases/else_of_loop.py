"""The else clause of a loop runs where no break has ended it."""


def else_of_loop(x, limit):
    y = x
    for k in range(4):
        y = y * x
        if y > limit:
            break
    else:
        y = y + x * x
    return y


WRT = "x"


def samples(rng):
    return [(1.2, 100.0), (3.0, 10.0)]


# --- expected ---
def else_of_loop_grad(x, limit):
    """Gradient of `else_of_loop` with respect to x."""
    y_stack = []
    y = x
    broken = False
    trips = 0
    for k in range(4):
        trips += 1  # counts the trips
        y_stack.append(y)
        y = y * x
        if y > limit:
            broken = True
            break

    # Reverse sweep
    y_bar = 1.0  # return y
    x_bar = 2 * x * y_bar if not broken else 0.0  # y = y + x * x
    for k in reversed(range(trips)):
        y = y_stack.pop()
        x_bar += y * y_bar  # y = y * x
        y_bar = x * y_bar
    x_bar += y_bar  # y = x
    return x_bar
