"""*args and **kwargs of a helper, given and passed on."""


def weighted(first, *others, **weights):
    total = first * weights["a"]
    for v in others:
        total = total + v * v * weights["b"]
    return total


def variadic(x, y):
    parts = (x * y, y)
    return weighted(x, *parts, a=y, b=2.0)


WRT = ("x", "y")


def samples(rng):
    return [(0.4, 1.2)]


# --- expected ---
def variadic_grad(x, y):
    """Gradient of `variadic` with respect to x and y."""
    parts = x * y, y
    _weighted_ans, saved = weighted_forward(x, (parts[0], parts[1]), {"a": y, "b": 2.0})

    # Reverse sweep
    # return weighted(x, *parts, a=y, b=2.0)
    x_bar, parts_0_bar, parts_1_bar, y_bar = weighted_reverse(x, saved, 1.0)
    x_bar += y * parts_0_bar  # parts = x * y, y
    y_bar += x * parts_0_bar + parts_1_bar
    return x_bar, y_bar


def weighted_forward(first, others, weights):
    total = first * weights["a"]
    items = [others[0], others[1]]
    for k in range(len(items)):
        v = items[k]
        total = total + v * v * weights["b"]
    return total, (weights, items)


def weighted_reverse(first, saved, ans_bar):
    weights, items = saved
    others_0_bar = 0.0  # return total
    others_1_bar = 0.0
    for k in reversed(range(len(items))):
        v = items[k]
        v_bar = 2 * v * weights["b"] * ans_bar  # total = total + v * v * weights["b"]
        others_0_bar += v_bar if k % 2 == 0 else 0.0
        others_1_bar += v_bar if k % 2 == 1 else 0.0
    first_bar = weights["a"] * ans_bar  # total = first * weights["a"]
    a_bar = first * ans_bar
    return first_bar, others_0_bar, others_1_bar, a_bar
