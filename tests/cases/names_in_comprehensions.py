"""A parameter is called like the variable of a template's comprehension."""


def names_in_comprehensions(x, item, xs):
    return sum(xs) * x + sum(xs) * item


WRT = ("x", "item", "xs")


def samples(rng):
    return [(0.5, 1.5, [1.0, 2.0, 3.0])]


# --- expected ---
def names_in_comprehensions_grad(x, item, xs):
    """Gradient of `names_in_comprehensions` with respect to x, item and xs."""
    xs_bar = [x for item in xs]  # return sum(xs) * x + sum(xs) * item
    xs_bar = [a + b for a, b in zip(xs_bar, [item for x in xs], strict=True)]
    x_bar = sum(xs) * 1.0
    item_bar = sum(xs) * 1.0
    return float(x_bar), float(item_bar), xs_bar
