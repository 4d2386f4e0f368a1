"""Value and gradient of a loop, kinds known from the first call."""


def value_and_gradient(x, n):
    y = x
    for k in range(n):
        y = y * x + 1.0
    return y


WRT = "x"
MODE = "value_and_grad"


def samples(rng):
    return [(1.2, 3), (0.7, 0)]


# --- expected ---
def value_and_gradient_value_and_grad(x, n):
    """Value and gradient of `value_and_gradient` with respect to x."""
    y_stack = []
    y = x
    for k in range(n):
        y_stack.append(y)
        y = y * x + 1.0
    ans = y

    # Reverse sweep
    y_bar = 1.0  # return y
    x_bar = 0.0
    for k in reversed(range(n)):
        y = y_stack.pop()
        x_bar += y * y_bar  # y = y * x + 1.0
        y_bar = x * y_bar
    x_bar += y_bar  # y = x
    return ans, x_bar
