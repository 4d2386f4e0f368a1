"""One name for lists of two lengths; nested lists that change in a loop's body."""


def list_lengths_differ(x, y, n):
    zs = [x, y]
    if n > 1:
        zs = [x * 2, y, x * y]
    total = zs[0] * y + sum(zs) * x
    for k in range(n):
        rows = [[total * y, x], [x * y]]
        rows[1].append(rows[0][1] * y)
        rows[0][1] = rows[1][0] * k
        total = total * 0.5 + rows[0][1] * rows[1][-1]
        zs = [z * x for z in zs] + zs[:1]
    return total + sum(zs)


WRT = ("x", "y")


def samples(rng):
    return [(0.7, 1.3, 3), (0.7, 1.3, 0)]


# --- expected ---
def list_lengths_differ_grad(x, y, n):
    """Gradient of `list_lengths_differ` with respect to x and y."""
    rows_stack = []
    total_stack = []
    saved_stack = []
    zs = [x, y]
    if n > 1:
        zs_old = zs
        zs = [x * 2, y, x * y]
    total = zs[0] * y + sum(zs) * x
    for k in range(n):
        rows = [[total * y, x], [x * y]]
        rows[1].append(rows[0][1] * y)
        rows_stack.append(rows[0][1])
        rows[0][1] = rows[1][0] * k
        total_stack.append(total)
        total = total * 0.5 + rows[0][1] * rows[1][-1]
        values = [z * x for z in zs]
        saved_stack.append((zs, rows, values))
        zs = values + zs[:1]

    # Reverse sweep
    zs_bar = [1.0 for x in zs]  # return total + sum(zs)
    total_bar = 1.0
    x_bar = 0.0
    y_bar = 0.0
    for k in reversed(range(n)):
        zs, rows, values = saved_stack.pop()
        zs_bar2 = [0.0] * len(zs)  # zs = [z * x for z in zs] + zs[:1]
        zs_bar2[:1] = zs_bar[len(values) :]
        values_bar = list(zs_bar[: len(values)])
        zs_bar = list(zs_bar2)
        for j in reversed(range(len(zs))):
            z = zs[j]
            product_bar = values_bar.pop()
            x_bar += z * product_bar
            zs_bar[j] += x * product_bar
        total = total_stack.pop()
        rows_0_bar = [0.0] * len(rows[0])  # total = total * 0.5 + rows[0][1] * ...
        rows_0_bar[1] = rows[1][-1] * total_bar
        rows_1_bar = [0.0] * len(rows[1])
        rows_1_bar[-1] += rows[0][1] * total_bar
        total_bar = 0.5 * total_bar
        rows[0][1] = rows_stack.pop()
        rows_item_bar = rows_0_bar[1]  # rows[0][1] = rows[1][0] * k
        rows_0_bar[1] = 0.0
        rows_1_bar[0] += k * rows_item_bar
        product_bar2 = rows_1_bar.pop()  # rows[1].append(rows[0][1] * y)
        rows[1].pop()
        rows_0_bar[1] += y * product_bar2
        y_bar += rows[0][1] * product_bar2
        total_bar += y * rows_0_bar[0]  # rows = [[total * y, x], [x * y]]
        y_bar += total * rows_0_bar[0] + x * rows_1_bar[0]
        x_bar += rows_0_bar[1] + y * rows_1_bar[0]
    sum_zs_bar = x * total_bar  # total = zs[0] * y + sum(zs) * x
    zs_bar = [a + b for a, b in zip(zs_bar, [sum_zs_bar for x in zs], strict=True)]
    zs_bar[0] += y * total_bar
    y_bar += zs[0] * total_bar
    x_bar += sum(zs) * total_bar
    if n > 1:
        zs = zs_old
        x_bar += 2 * zs_bar[0] + y * zs_bar[2]  # zs = [x * 2, y, x * y]
        y_bar += zs_bar[1] + x * zs_bar[2]
        zs_bar = [0.0] * len(zs)
    x_bar += zs_bar[0]  # zs = [x, y]
    y_bar += zs_bar[1]
    return float(x_bar), float(y_bar)
