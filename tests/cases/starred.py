"""Unpacking with a star."""


def starred(x):
    first, *rest = x
    return first * rest[0] + rest[1] ** 2


WRT = "x"


def samples(rng):
    return [([1.0, 2.0, 3.0],)]


# --- expected ---
def starred_grad(x):
    """Gradient of `starred` with respect to x."""
    items = [*x]
    first = items[0]
    rest = items[1:]

    # Reverse sweep
    first_bar = rest[0]  # return first * rest[0] + rest[1] ** 2
    rest_bar = [0.0] * len(rest)
    rest_bar[0] = first
    rest_bar[1] = 2 * rest[1]
    items_bar2 = [0.0] * len(items)  # first, *rest = x
    items_bar2[1:] = rest_bar
    items_bar = list(items_bar2)
    items_bar[0] += first_bar
    x_bar = list(items_bar[: len(x)])
    return x_bar
