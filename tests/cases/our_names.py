"""The user's names are the ones that we would like to use."""


def our_names(x, x_bar, ans):
    x_stack = [x * ans]
    ans_bar = x_bar * x
    for k in range(2):
        y = ans_bar * x_stack[-1]
        ans_bar = y * ans
    cotangent = ans_bar + x_bar
    return cotangent


WRT = ("x", "x_bar", "ans")


def samples(rng):
    return [(0.7, 1.2, -0.4)]


# --- expected ---
