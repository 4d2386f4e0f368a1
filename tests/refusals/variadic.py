"""*args and **kwargs of a helper, given and passed on."""


def weighted(first, *others, **weights):
    total = first * weights["a"]
    for v in others:
        total = total + v * v * weights["b"]
    return total


def variadic(x, y):
    parts = (x * y, y)
    return weighted(x, *parts, a=y, b=2.0)


WRT = ("x", "y")


def samples(rng):
    return [(0.4, 1.2)]


# --- expected ---
# variadic.py:6:14: an item of a computed container - name the container first
#     for v in others:
#              ^
