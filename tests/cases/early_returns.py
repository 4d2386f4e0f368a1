"""Several returns, one of them in the middle of a loop."""


def early_returns(x, limit):
    if limit < 0.0:
        return 2.0 * x
    total = 0.0
    for k in range(6):
        total = total + x * (k + 1)
        if total > limit:
            return total * total
    return total * x


WRT = "x"


def samples(rng):
    return [(1.5, -1.0), (1.5, 8.0), (0.1, 8.0), (9.0, 8.0)]


# --- expected ---
def early_returns_grad(x, limit):
    """Gradient of `early_returns` with respect to x."""
    total_stack = []
    if not limit < 0.0:
        total = 0.0
        returned = False
        trips = 0
        for k in range(6):
            trips += 1  # counts the trips
            total_stack.append(total)
            total = total + x * (k + 1)
            if total > limit:
                returned = True
                break

    # Reverse sweep
    if limit < 0.0:
        x_bar = 2.0  # return 2.0 * x
    else:
        if returned:
            result_bar = 1.0
            total_bar = 0.0
            x_bar = 0.0
        else:
            total_bar = x  # return total * x
            x_bar = total
            result_bar = 0.0
        for k in reversed(range(trips)):
            if total > limit:
                total_bar += 2 * total * result_bar  # return total * total
                result_bar = 0.0
            total = total_stack.pop()
            x_bar += (k + 1) * total_bar  # total = total + x * (k + 1)
    return x_bar
