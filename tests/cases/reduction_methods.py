"""The same reductions as methods of an array."""


def reduction_methods(m, axis):
    a = m - m.mean(axis=axis, keepdims=True)
    b = (a * m).sum(axis=axis)
    return (b**2).sum() + m.prod() + m.T.dot(m).mean()


WRT = "m"


def samples(rng):
    return [(rng.normal(size=(3, 2)), 0), (rng.normal(size=(3, 2)), -1)]


# --- expected ---
