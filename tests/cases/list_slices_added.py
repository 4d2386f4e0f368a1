"""A slice of a list is another list, whose adjoint is added item by item."""


def list_slices_added(xs, y):
    ends = xs[1:] + xs[:-1]
    return sum(ends) * y + sum(xs[1:]) * xs[0] + ends[-1] * sum(xs * 2)


WRT = ("xs", "y")


def samples(rng):
    return [([1.0, 2.5, 0.5, -1.0], 0.5)]


# --- expected ---
def list_slices_added_grad(xs, y):
    """Gradient of `list_slices_added` with respect to xs and y."""
    ends = xs[1:] + xs[:-1]
    sum_value = sum(xs * 2)

    # Reverse sweep
    sum_value_bar = xs[0]  # return sum(...) * y + sum(...) * xs[0] + ends[-1] * ...
    xs_bar3 = [sum_value_bar for x in xs[1:]]
    xs_bar2 = [0.0] * len(xs)
    xs_bar2[1:] = xs_bar3
    sum_value_bar2 = ends[-1]
    product_bar = [sum_value_bar2 for x in xs * 2]
    ends_bar = [y for x in ends]
    xs_bar = list(xs_bar2)
    xs_bar = [
        a + b
        for a, b in zip(
            xs_bar,
            [sum(product_bar[k :: len(xs)]) for k in range(len(xs))],
            strict=True,
        )
    ]
    y_bar = sum(ends) * 1.0
    xs_bar[0] += sum(xs[1:]) * 1.0
    ends_bar[-1] += sum_value
    xs_bar4 = [0.0] * len(xs)  # ends = xs[1:] + xs[:-1]
    xs_bar4[1:] = ends_bar[: len(xs[1:])]
    xs_bar5 = [0.0] * len(xs)
    xs_bar5[:-1] = ends_bar[len(xs[1:]) :]
    xs_bar = [a + b for a, b in zip(xs_bar, xs_bar4, strict=True)]
    xs_bar = [a + b for a, b in zip(xs_bar, xs_bar5, strict=True)]
    return xs_bar, float(y_bar)
