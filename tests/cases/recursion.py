"""A helper that calls itself: the call tree is the tape."""


def power(x, n):
    if n == 0:
        return 1.0
    if n % 2 == 1:
        return x * power(x, n - 1)
    half = power(x, n // 2)
    return half * half


def recursion(x, n):
    return power(x, n) + x


WRT = "x"


def samples(rng):
    return [(1.3, 5), (1.3, 0)]


# --- expected ---
def recursion_grad(x, n):
    """Gradient of `recursion` with respect to x."""
    _power_ans, saved = power_forward(x, n)

    # Reverse sweep
    x_bar = 1.0  # return power(x, n) + x
    x_bar += power_reverse(saved, 1.0)
    return x_bar


def power_forward(x, n):
    power_ans = None
    saved = None
    half = None
    saved2 = None
    if n == 0:
        ans = 1.0
    elif n % 2 == 1:
        power_ans, saved = power_forward(x, n - 1)
        ans = x * power_ans
    else:
        half, saved2 = power_forward(x, n // 2)
        ans = half * half
    return ans, (x, n, power_ans, saved, half, saved2)


def power_reverse(saved3, ans_bar):
    x, n, power_ans, saved, half, saved2 = saved3
    if n == 0:
        x_bar = 0.0
    elif n % 2 == 1:
        x_bar = power_ans * ans_bar  # return x * power(x, n - 1)
        x_bar += power_reverse(saved, x * ans_bar)
    else:
        half_bar = 2 * half * ans_bar  # return half * half
        x_bar = power_reverse(saved2, half_bar)  # half = power(x, n // 2)
    return x_bar
