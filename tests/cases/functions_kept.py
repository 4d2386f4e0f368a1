"""Functions that a loop keeps in lists and dicts, each with values of its own."""

import numpy as np


def gain(factor):
    def by_factor(v):
        return v * factor

    return by_factor


def functions_kept(x, rate):
    terms = []
    for k, c in enumerate(x):
        terms.append(lambda v, c=c, k=k: c * v**k)
    gains = [gain(c) for c in x]
    shifts = []
    for k in range(2):

        def shift(v, by=rate * k):
            return v + by

        shifts.append(shift)
    total = 0.0
    for term in terms:
        total += term(rate)
    for change in gains:
        total = np.tanh(change(total))
    return total * shifts[1](x[0])


WRT = ("x", "rate")


def samples(rng):
    return [(rng.uniform(0.5, 1.5, size=3), 0.7)]


# --- expected ---
import numpy as np


def functions_kept_grad(x, rate):
    """Gradient of `functions_kept` with respect to x and rate."""
    total_stack = []
    terms = []
    for k, c in enumerate(x):
        terms.append((c, k))
    gains = []
    for j in range(len(x)):
        gains.append((x[j],))
    shifts = []
    for k in range(2):
        shifts.append((rate * k,))
    total = 0.0
    for term in terms:
        total += term[0] * rate ** term[1]
    for change in gains:
        total_stack.append(total)
        total = np.tanh(total * change[0])

    # Reverse sweep
    total_bar = x[0] + shifts[1][0]  # return total * shifts[1](x[0])
    x_bar = np.zeros_like(x)
    x_bar[0] = total
    shifts_bar = [[0.0] for item in shifts]
    shifts_bar[1][0] += total
    gains_bar = [[0.0] for item in gains]
    for m in reversed(range(len(gains))):
        change = gains[m]
        product_bar = (1 - total**2) * total_bar  # total = np.tanh(change(total))
        total = total_stack.pop()
        gains_bar[m][0] += total * product_bar
        total_bar = change[0] * product_bar
    rate_bar = 0.0
    terms_bar = [[0.0, 0.0] for item in terms]
    for i in reversed(range(len(terms))):
        term = terms[i]
        terms_bar[i][0] += rate ** term[1] * total_bar  # total += term(rate)
        rate_bar += (
            term[1]
            * rate ** (term[1] - 1 if term[1] != 0 else 1)
            * (term[0] * total_bar)
        )
    for k in reversed(range(2)):
        rate_bar += k * shifts_bar.pop()[0]  # shifts.append(shift)
    for j in reversed(range(len(x))):
        x_bar[j] += gains_bar.pop()[0]  # gains = [gain(c) for c in x]
    for k in reversed(range(len(x))):
        x_bar[k] += terms_bar.pop()[0]  # terms.append(lambda v, c=c, k=k: c * v**k)
    return x_bar, float(rate_bar)
