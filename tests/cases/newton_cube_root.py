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
