"""match on a tuple written on the spot."""


def match_pairs(a, b, left, right):
    match left, right:
        case True, False:
            y = a
        case False, True:
            y = b * b
        case (True, True):
            y = a * b
        case _:
            y = a - b
    return y * y


WRT = ("a", "b")


def samples(rng):
    return [(1.2, 0.7, p, q) for p in (False, True) for q in (False, True)]


# --- expected ---
def match_pairs_grad(a, b, left, right):
    """Gradient of `match_pairs` with respect to a and b."""
    match left, right:
        case [True, False]:
            y = a
        case [False, True]:
            y = b * b
        case [True, True]:
            y = a * b
        case _:
            y = a - b

    # Reverse sweep
    y_bar = 2 * y  # return y * y
    if left is True and right is False:
        a_bar = y_bar  # y = a
        b_bar = 0.0
    elif left is False and right is True:
        b_bar = 2 * b * y_bar  # y = b * b
        a_bar = 0.0
    elif left is True and right is True:
        a_bar = b * y_bar  # y = a * b
        b_bar = a * y_bar
    else:
        a_bar = y_bar  # y = a - b
        b_bar = -y_bar
    return a_bar, b_bar
