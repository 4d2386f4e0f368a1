"""A matrix as a list of lists, solved in place."""


def rows_of_lists(x, y):
    a = [[4.0, x, 0.5], [x * y, 3.0, y], [1.0, y, 5.0]]
    b = [x, y, 1.0]
    n = len(b)
    for i in range(n):
        pivot = a[i]
        for j in range(i + 1, n):
            row = a[j]
            factor = row[i] / pivot[i]
            for k in range(i, n):
                row[k] -= factor * pivot[k]
            b[j] -= factor * b[i]
    for i in reversed(range(n)):
        for j in range(i + 1, n):
            b[i] -= a[i][j] * b[j]
        b[i] = b[i] / a[i][i]
    return b[0] * b[1] + b[2]


WRT = ("x", "y")


def samples(rng):
    return [(0.7, -0.4)]


# --- expected ---
def rows_of_lists_grad(x, y):
    """Gradient of `rows_of_lists` with respect to x and y."""
    a_stack = []
    factor_stack = []
    b_stack = []
    b_stack2 = []
    a = [[4.0, x, 0.5], [x * y, 3.0, y], [1.0, y, 5.0]]
    b = [x, y, 1.0]
    n = len(b)
    for i in range(n):
        for j in range(i + 1, n):
            factor = a[j][i] / a[i][i]
            for k in range(i, n):
                a_stack.append(a[j][k])
                a[j][k] -= factor * a[i][k]
            b[j] -= factor * b[i]
            factor_stack.append(factor)
    for i in reversed(range(n)):
        for j in range(i + 1, n):
            b_stack.append(b[i])
            b[i] -= a[i][j] * b[j]
        b_stack2.append(b[i])
        b[i] = b[i] / a[i][i]

    # Reverse sweep
    b_bar = [0.0] * len(b)  # return b[0] * b[1] + b[2]
    b_bar[0] = b[1]
    b_bar[1] = b[0]
    b_bar[2] = 1.0
    a_bar = [[0.0] * len(item) for item in a]
    for i in range(n):
        b_item_bar = b_bar[i]  # b[i] = b[i] / a[i][i]
        b_bar[i] = b_item_bar / a[i][i]
        a_bar[i][i] -= b[i] / a[i][i] * b_item_bar
        b[i] = b_stack2.pop()
        for j in reversed(range(i + 1, n)):
            b[i] = b_stack.pop()
            b_item_bar2 = b_bar[i]  # b[i] -= a[i][j] * b[j]
            a_bar[i][j] -= b[j] * b_item_bar2
            b_bar[j] -= a[i][j] * b_item_bar2
    for i in reversed(range(n)):
        for j in reversed(range(i + 1, n)):
            factor = factor_stack.pop()
            b_item_bar3 = b_bar[j]  # b[j] -= factor * b[i]
            factor_bar = -b[i] * b_item_bar3
            b_bar[i] -= factor * b_item_bar3
            for k in reversed(range(i, n)):
                a[j][k] = a_stack.pop()
                a_item_bar = a_bar[j][k]  # row[k] -= factor * pivot[k]
                factor_bar -= a[i][k] * a_item_bar
                a_bar[i][k] -= factor * a_item_bar
            a_bar[j][i] += factor_bar / a[i][i]  # factor = row[i] / pivot[i]
            a_bar[i][i] -= factor / a[i][i] * factor_bar
    x_bar = b_bar[0]  # b = [x, y, 1.0]
    y_bar = b_bar[1]
    x_bar += a_bar[0][1] + y * a_bar[1][0]  # a = [...]
    y_bar += x * a_bar[1][0] + a_bar[1][2] + a_bar[2][1]
    return x_bar, y_bar
