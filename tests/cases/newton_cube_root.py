"""Newton's iteration in a while loop: its condition reads what the loop carries."""


def newton_cube_root(a, tol):
    x = 1.0 + a / 3.0
    while abs(x**3 - a) > tol:
        x = x - (x**3 - a) / (3.0 * x**2)
    return x


WRT = "a"


def samples(rng):
    return [(2.0, 1e-12), (10.0, 1e-2)]


# --- expected ---
def newton_cube_root_grad(a, tol):
    """Gradient of `newton_cube_root` with respect to a."""
    x_stack = []
    x = 1.0 + a / 3.0
    while abs(x**3 - a) > tol:
        x_stack.append(x)
        x = x - (x**3 - a) / (3.0 * x**2)

    # Reverse sweep
    x_bar = 1.0  # return x
    a_bar = 0.0
    while x_stack:
        x = x_stack.pop()
        sum_bar = -x_bar / (3.0 * x**2)  # x = x - (x**3 - a) / (3.0 * x**2)
        ratio = (x**3 - a) / (3.0 * x**2)
        a_bar -= sum_bar
        x_bar = x_bar + (3 * x**2 - 6 * x * ratio) * sum_bar
    a_bar += x_bar / 3.0  # x = 1.0 + a / 3.0
    return a_bar
