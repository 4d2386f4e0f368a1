"""A list of arrays, longer when it is returned: gradients share nothing with it."""


def list_extended_returned(parts, x):
    longer = list(parts)
    longer.insert(0, x)
    more = [2.0 * x]
    return longer + more


MODE = "vjp"
WRT = ("parts", "x")


def samples(rng):
    return [([rng.normal(size=2), rng.normal(size=2)], rng.normal(size=2))]


# --- expected ---
def list_extended_returned_vjp(parts, x, *, cotangent):
    """Value and vector-Jacobian product of `list_extended_returned` with respect to
    parts and x.
    """
    longer = list(parts)
    longer.insert(0, x)
    more = [2.0 * x]
    ans = [item.copy() for item in longer + more]

    # Reverse sweep
    longer_bar = list(cotangent[: len(longer)])  # return longer + more
    more_0_bar = cotangent[len(longer) :][0]
    x_bar = 2.0 * more_0_bar  # more = [2.0 * x]
    x_bar += longer_bar.pop(0)  # longer.insert(0, x)
    parts_bar = list(longer_bar)  # longer = list(parts)
    parts_bar = [item.copy() for item in parts_bar]
    return ans, (parts_bar, x_bar)
