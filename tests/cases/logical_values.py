"""`and` and `or` give one of their operands."""


def logical_values(a, b, fallback):
    scale = fallback or 2.0
    y = a and b * scale
    z = (a - a) or b or a
    return y * z


WRT = ("a", "b")


def samples(rng):
    return [(1.3, 0.7, 0.0), (1.3, 0.7, 3.0), (0.4, -1.1, 0.0)]


# --- expected ---
def logical_values_grad(a, b, fallback):
    """Gradient of `logical_values` with respect to a and b."""
    scale = fallback or 2.0
    y = b * scale if a else a
    first = a - a
    chosen = first if first else b if b else a
    z = chosen

    # Reverse sweep
    y_bar = z  # return y * z
    z_bar = y
    if first:  # z = a - a or b or a
        first_bar = z_bar
        a_bar = 0.0
        b_bar = 0.0
    else:
        b_bar = z_bar if b else 0.0
        a_bar = 0.0 if b else z_bar
        first_bar = 0.0
    a_bar += first_bar - first_bar
    b_bar += scale * y_bar if a else 0.0  # y = a and b * scale
    a_bar += 0.0 if a else y_bar
    return a_bar, b_bar
