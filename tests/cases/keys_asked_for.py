"""A helper counts the keys of a dict, before one enters and after."""


def counted(held, x):
    if "flux" in held:
        return held["flux"] * x * len(held)
    return x * x * len(held)


def keys_asked_for(x, n):
    held = {"first": x}
    total = counted(held, x)
    held["flux"] = 3.0 * x
    other = {}
    if n > 1:
        other["flux"] = x
    total += counted(held, x) * counted(other, x * x)
    other["flux"] = total
    return total * counted(other, x)


WRT = "x"


def samples(rng):
    return [(0.7, 1), (-0.3, 2)]


# --- expected ---
from tests.cases import keys_asked_for  # isort: skip


def keys_asked_for_grad(x, n):
    """Gradient of `keys_asked_for` with respect to x."""
    held = {"first": x}
    total = keys_asked_for.counted(held, x)
    held["flux"] = 3.0 * x
    other = {}
    if n > 1:
        flux_there_old = "flux" in other
        flux_old = other.get("flux")
        other["flux"] = x
    counted_ans = keys_asked_for.counted(held, x)
    counted_ans2 = keys_asked_for.counted(other, x * x)
    total += counted_ans * counted_ans2
    flux_there_old2 = "flux" in other
    flux_old2 = other.get("flux")
    other["flux"] = total
    counted_ans3 = keys_asked_for.counted(other, x)

    # Reverse sweep
    flux_bar, x_bar = counted_reverse(other, x, total)  # return total * counted(...)
    other["flux"] = flux_old2
    total_bar = counted_ans3 + flux_bar  # other["flux"] = total
    if not flux_there_old2:
        other.pop("flux")
    counted_ans_bar = counted_ans2 * total_bar  # total += counted(...) * counted(...)
    flux_bar, x_bar2 = counted_reverse(other, x * x, counted_ans * total_bar)
    x_bar += 2 * x * x_bar2
    flux_bar2, x_bar3 = counted_reverse(held, x, counted_ans_bar)
    x_bar += x_bar3
    if n > 1:
        other["flux"] = flux_old
        x_bar += flux_bar  # other["flux"] = x
        if not flux_there_old:
            other.pop("flux")
    x_bar += 3.0 * flux_bar2  # held["flux"] = 3.0 * x
    held.pop("flux")
    flux_bar2, x_bar4 = counted_reverse(held, x, total_bar)  # total = counted(held, x)
    x_bar += x_bar4
    return x_bar


def counted_reverse(held, x, ans_bar):
    if "flux" in held:
        product_bar = len(held) * ans_bar  # return held["flux"] * x * len(held)
        flux_bar = x * product_bar
        x_bar = held["flux"] * product_bar
    else:
        x_bar = 2 * x * len(held) * ans_bar  # return x * x * len(held)
        flux_bar = 0.0
    return flux_bar, x_bar
