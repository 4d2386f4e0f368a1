"""Insert, pop, reverse, extend, clear: the adjoint's list does the opposite."""


def list_methods(x, y):
    xs = [x, y]
    xs.insert(1, x * y)
    xs.insert(-1, x * x * y)
    first, other = xs.pop(0), xs.pop(-2)
    xs.reverse()
    xs.extend([first * other, other])
    xs += [x * first]
    total = 0.0
    for k, value in enumerate(xs):
        total = total + value * (k + 1)
    xs.clear()
    xs.append(total)
    return xs[0] * total


WRT = ("x", "y")


def samples(rng):
    return [(0.7, 1.3)]


# --- expected ---
def list_methods_grad(x, y):
    """Gradient of `list_methods` with respect to x and y."""
    xs = [x, y]
    xs.insert(1, x * y)
    xs.insert(-1, x * x * y)
    pop_ans = xs.pop(0)
    pop_ans2 = xs.pop(-2)
    first, other = pop_ans, pop_ans2
    xs.reverse()
    xs.extend([first * other, other])
    xs += [x * first]
    total = 0.0
    for k, value in enumerate(xs):
        total = total + value * (k + 1)
    xs_old = xs[:]
    xs.clear()
    xs.append(total)

    # Reverse sweep
    xs_bar = [0.0] * len(xs)  # return xs[0] * total
    xs_bar[0] = total
    total_bar = xs[0]
    total_bar2 = xs_bar.pop()  # xs.append(total)
    xs.pop()
    total_bar += total_bar2
    xs.extend(xs_old)  # xs.clear()
    xs_bar.extend([0.0] * len(xs_old))
    for k in reversed(range(len(xs))):
        value_bar = (k + 1) * total_bar  # total = total + value * (k + 1)
        xs_bar[k] += value_bar
    value_bar2 = xs_bar[-1:]  # xs += [x * first]
    xs_bar[-1:] = []
    xs[-1:] = []
    x_bar = first * value_bar2[0]
    first_bar = x * value_bar2[0]
    value_bar3 = xs_bar[-2:]  # xs.extend([first * other, other])
    xs_bar[-2:] = []
    xs[-2:] = []
    first_bar += other * value_bar3[0]
    other_bar = first * value_bar3[0] + value_bar3[1]
    xs.reverse()  # xs.reverse()
    xs_bar.reverse()
    xs_bar.insert(-2 % (len(xs_bar) + 1), other_bar)  # first, other = xs.pop(0), ...
    xs.insert(-2 % (len(xs) + 1), pop_ans2)
    xs_bar.insert(0, first_bar)
    xs.insert(0, pop_ans)
    product_bar = xs_bar.pop(slice(-1, None).indices(len(xs) - 1)[0])  # xs.insert(...)
    xs.pop(slice(-1, None).indices(len(xs) - 1)[0])
    x_bar += 2 * x * y * product_bar
    y_bar = x * x * product_bar
    product_bar2 = xs_bar.pop(slice(1, None).indices(len(xs) - 1)[0])  # xs.insert(...)
    xs.pop(slice(1, None).indices(len(xs) - 1)[0])
    x_bar += y * product_bar2
    y_bar += x * product_bar2
    x_bar += xs_bar[0]  # xs = [x, y]
    y_bar += xs_bar[1]
    return x_bar, y_bar
