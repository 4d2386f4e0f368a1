"""Items of lists of numbers assigned and added to, in a list that was given too."""


def list_items_assigned(xs, y, n):
    total = [0.0] * n
    for k in range(n):
        total[k] = y * xs[k] + total[k - 1] * xs[0]
        total[0] += xs[k] * total[k]
    xs[1] *= y
    return sum(total) * total[-1] + sum(xs[1:])


WRT = ("xs", "y")


def samples(rng):
    return [([0.5, -1.5, 2.0], 0.7, 3)]


# --- expected ---
def list_items_assigned_grad(xs, y, n):
    """Gradient of `list_items_assigned` with respect to xs and y."""
    total_stack = []
    total_stack2 = []
    xs = xs.copy()
    total = [0.0] * n
    for k in range(n):
        total_stack.append(total[k])
        total[k] = y * xs[k] + total[k - 1] * xs[0]
        total_stack2.append(total[0])
        total[0] += xs[k] * total[k]
    xs_old = xs[1]
    xs[1] *= y

    # Reverse sweep
    sum_total_bar = total[-1]  # return sum(total) * total[-1] + sum(xs[1:])
    xs_bar3 = [1.0 for x in xs[1:]]
    xs_bar2 = [0.0] * len(xs)
    xs_bar2[1:] = xs_bar3
    total_bar = [sum_total_bar for x in total]
    xs_bar = list(xs_bar2)
    total_bar[-1] += sum(total) * 1.0
    xs[1] = xs_old
    xs_item_bar = xs_bar[1]  # xs[1] *= y
    xs_bar[1] = y * xs_item_bar
    y_bar = xs[1] * xs_item_bar
    for k in reversed(range(n)):
        total[0] = total_stack2.pop()
        total_item_bar = total_bar[0]  # total[0] += xs[k] * total[k]
        xs_bar[k] += total[k] * total_item_bar
        total_bar[k] += xs[k] * total_item_bar
        total[k] = total_stack.pop()
        total_item_bar2 = total_bar[k]  # total[k] = y * xs[k] + total[k - 1] * xs[0]
        total_bar[k] = 0.0
        y_bar += xs[k] * total_item_bar2
        xs_bar[k] += y * total_item_bar2
        total_bar[k - 1] += xs[0] * total_item_bar2
        xs_bar[0] += total[k - 1] * total_item_bar2
    return xs_bar, float(y_bar)
