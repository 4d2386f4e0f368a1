"""Inner functions that assign variables of the function around them."""


def nonlocal_state(x, y):
    total = 0.0
    best = x

    def add(amount):
        nonlocal total, best
        total = total + amount * best
        if amount > best:
            best = amount
            return best * 2.0
        return amount

    for k in range(3):
        gain = add(y * k)
        total += gain
    if add(x) > 0.0:
        add(total * y)
    return total * best


WRT = ("x", "y")


def samples(rng):
    return [(0.4, 1.2), (3.0, 0.2)]


# --- expected ---
def nonlocal_state_grad(x, y):
    """Gradient of `nonlocal_state` with respect to x and y."""
    best_stack = []
    total = 0.0
    best = x

    for k in range(3):
        best_stack.append(best)
        gain, total, best = add(y * k, total, best)
        total += gain
    best_old = best
    add_ans2, total, best = add(x, total, best)
    if add_ans2 > 0.0:
        total_old = total
        best_old2 = best
        _add_ans3, total, best = add(total * y, total, best)

    # Reverse sweep
    total_bar = best  # return total * best
    best_bar = total
    if add_ans2 > 0.0:
        total = total_old
        best = best_old2
        # add(total * y)
        amount_bar, total_bar, best_bar = add_reverse(
            total * y, best, 0.0, total_bar, best_bar
        )
        total_bar += y * amount_bar
        y_bar = total * amount_bar
    else:
        y_bar = 0.0
    best = best_old
    # if add(x) > 0.0
    x_bar, total_bar, best_bar = add_reverse(x, best, 0.0, total_bar, best_bar)
    for k in reversed(range(3)):
        best = best_stack.pop()  # total += gain
        # gain = add(y * k)
        amount_bar2, total_bar, best_bar = add_reverse(
            y * k, best, total_bar, total_bar, best_bar
        )
        y_bar += k * amount_bar2
    x_bar += best_bar  # best = x
    return x_bar, y_bar


def add_reverse(amount, best, ans_0_bar, ans_1_bar, ans_2_bar):
    condition = amount > best
    if condition:
        best_old = best
        best = amount

    # Reverse sweep
    if condition:
        best_bar = 2.0 * ans_0_bar + ans_2_bar  # return best * 2.0
        total_bar = ans_1_bar
        best = best_old
        amount_bar = best_bar  # best = amount
        best_bar = 0.0
    else:
        amount_bar = ans_0_bar  # return amount
        total_bar = ans_1_bar
        best_bar = ans_2_bar
    amount_bar += best * total_bar  # total = total + amount * best
    best_bar += amount * total_bar
    return amount_bar, total_bar, best_bar


def add(amount, total, best):
    total = total + amount * best
    if amount > best:
        best = amount
        return best * 2.0, total, best
    return amount, total, best
