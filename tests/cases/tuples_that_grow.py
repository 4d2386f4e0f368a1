"""Tuples to which a loop adds, in three ways; the largest of what stars unpack."""


def tuples_that_grow(x, a):
    powers = (a,)
    sums = ()
    kept = tuple()
    for v in x:
        powers += (powers[-1] * v,)
        sums = sums + (v * a,)
        if v > 0.0:
            kept = (*kept, v * v)
    total = sums[0] * len(kept)
    for p, s in zip(powers, sums):
        total += p * s
    return total + max(a, *x) * min(*powers) + sum(kept) * max((*sums, 0.1))


WRT = "x", "a"
MODE = "grad"


def samples(rng):
    return [(rng.normal(size=4), 0.7)]


# --- expected ---
import numpy as np


def tuples_that_grow_grad(x, a):
    """Gradient of `tuples_that_grow` with respect to x and a."""
    powers = [a]
    sums = []
    kept = []
    for v in x:
        powers.append(powers[-1] * v)
        sums.append(v * a)
        if v > 0.0:
            kept.append(v * v)
    items = [a, *x]
    items2 = [*sums, 0.1]
    max_items = max(items)
    min_powers = min(powers)
    max_items2 = max(items2)

    # Reverse sweep
    share = min(powers) * 1.0 / (items.count(max_items) or 1)  # return total + ...
    share2 = max_items / (powers.count(min_powers) or 1)
    sum_kept_bar = max(items2) * 1.0
    share3 = sum(kept) * 1.0 / (items2.count(max_items2) or 1)
    items_bar = [(x == max_items) * share for x in items]
    powers_bar = [(x == min_powers) * share2 for x in powers]
    sums_bar = list([(x == max_items2) * share3 for x in items2][: len(sums)])
    a_bar = items_bar[0]
    x_bar = np.array(items_bar[1 : len(x) + 1])
    for j in reversed(range(min(len(powers), len(sums)))):
        p = powers[j]
        s = sums[j]
        powers_bar[j] += s  # total += p * s
        s_bar = p
        sums_bar[j] += s_bar
    sums_bar[0] += len(kept) * 1.0  # total = sums[0] * len(kept)
    for k in reversed(range(len(x))):
        v = x[k]
        v_bar = 2 * v * sum_kept_bar if v > 0.0 else 0.0  # kept = *kept, v * v
        product_bar = sums_bar.pop()  # sums = sums + (v * a,)
        v_bar += a * product_bar
        a_bar += v * product_bar
        product_bar2 = powers_bar.pop()  # powers += (powers[-1] * v,)
        powers.pop()
        powers_bar[-1] += v * product_bar2
        v_bar += powers[-1] * product_bar2
        x_bar[k] += v_bar
    a_bar += powers_bar[0]  # powers = (a,)
    return x_bar, float(a_bar)
