"""Lists of floats stored into, aliased, and made by repetition."""


def list_stores(x, y):
    row = [x, y]
    rows = [row, row, [0.0] * 2]
    rows[0][0] = x * y
    rows[2][1] = rows[1][0] * y
    row[1] += rows[2][1]
    return rows[1][0] * rows[0][1] + rows[2][0]


WRT = ("x", "y")


def samples(rng):
    return [(1.5, -0.7)]


# --- expected ---
def list_stores_grad(x, y):
    """Gradient of `list_stores` with respect to x and y."""
    row_0 = x * y
    y2 = y
    y2 += row_0 * y

    # Reverse sweep
    row_0_bar = y2 + y * row_0  # rows[2][1] = rows[1][0] * y
    y_bar = row_0 + row_0 * row_0
    x_bar = y * row_0_bar  # rows[0][0] = x * y
    y_bar += x * row_0_bar
    return x_bar, y_bar
