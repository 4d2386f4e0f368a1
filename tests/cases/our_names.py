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
def our_names_grad(x, x_bar, ans):
    """Gradient of `our_names` with respect to x, x_bar and ans."""
    ans_bar_stack = []
    x_stack = [x * ans]
    ans_bar = x_bar * x
    for k in range(2):
        y = ans_bar * x_stack[-1]
        ans_bar_stack.append(ans_bar)
        ans_bar = y * ans

    # Reverse sweep
    ans_bar_bar = 1.0  # cotangent = ans_bar + x_bar
    x_bar_bar = 1.0
    ans_bar2 = 0.0
    x_stack_0_bar = 0.0
    for k in reversed(range(2)):
        ans_bar = ans_bar_stack.pop()
        y = ans_bar * x_stack[-1]
        y_bar = ans * ans_bar_bar  # ans_bar = y * ans
        ans_bar2 += y * ans_bar_bar
        ans_bar_bar = x_stack[-1] * y_bar  # y = ans_bar * x_stack[-1]
        x_stack_0_bar += ans_bar * y_bar
    x_bar_bar += x * ans_bar_bar  # ans_bar = x_bar * x
    x_bar2 = x_bar * ans_bar_bar
    x_bar2 += ans * x_stack_0_bar  # x_stack = [x * ans]
    ans_bar2 += x * x_stack_0_bar
    return x_bar2, x_bar_bar, ans_bar2
