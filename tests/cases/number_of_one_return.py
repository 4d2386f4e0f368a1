"""A helper returns an active value or an integer: its caller computes with either."""


def chosen(k, x):
    if k == 0:
        return 2
    if k == 1:
        return True
    return x


def number_of_one_return(x):
    total = 0.0
    for k in range(3):
        total = total + chosen(k, x) * x
    return total * chosen(0, x)


WRT = "x"
MODE = "jvp"


def samples(rng):
    return [(1.3,)]


# --- expected ---
def number_of_one_return_jvp(x, *, tangents):
    """Value of `number_of_one_return` and its tangent, for tangents of x."""
    x_dot = tangents
    total = 0.0
    total_dot = 0.0
    for k in range(3):
        chosen_ans, chosen_ans_dot = chosen_jvp(k, x, x_dot)
        total_dot = total_dot + x * chosen_ans_dot + chosen_ans * x_dot
        total = total + chosen_ans * x
    chosen_ans2, chosen_ans2_dot = chosen_jvp(0, x, x_dot)
    return total * chosen_ans2, chosen_ans2 * total_dot + total * chosen_ans2_dot


def chosen_jvp(k, x, x_dot):
    if k == 0:
        return 2, 0.0
    if k == 1:
        return True, 0.0
    return x, x_dot
