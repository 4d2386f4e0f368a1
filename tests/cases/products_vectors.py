"""@ of two vectors, of a matrix and a vector, and of a vector and a matrix."""


def products_vectors(A, x, y):
    return (x @ y) * (y @ A @ x) + (A @ x) @ (x @ A)


WRT = ("A", "x", "y")


def samples(rng):
    return [(rng.normal(size=(3, 3)), rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
