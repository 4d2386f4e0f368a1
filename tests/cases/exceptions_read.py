"""What handlers read of their exceptions decides and counts, behind them too."""


def exceptions_read(x, rate, keys):
    total = rate
    last = None
    for key in keys:
        try:
            if key > 5:
                raise ValueError("large", key)
            total = total * x[key]
        except (ValueError, IndexError) as error:
            last = error
            total = total * rate * len(error.args)
            if "large" in str(error):
                total = total + x[0]
    return total * (x[1] if isinstance(last, ValueError) else x[2])


WRT = ("x", "rate")


def samples(rng):
    x = rng.normal(size=3)
    return [(x, 0.6, [0, 7, 4]), (x, 0.6, [8, 4, 1]), (x, 0.6, [])]


# --- expected ---
import numpy as np


def exceptions_read_grad(x, rate, keys):
    """Gradient of `exceptions_read` with respect to x and rate."""
    total_stack = []
    total_stack2 = []
    saved_stack = []
    total = rate
    last = None
    for key in keys:
        error2 = None
        failed = False
        try:
            condition = key > 5
            if condition:
                raise ValueError("large", key)
            total_before = total
            total = total * x[key]
            total_stack.append(total_before)
        except (ValueError, IndexError) as error:
            failed = True
            error2 = error
            last = error2
            total_stack2.append(total)
            total = total * rate * len(error2.args)
            if "large" in str(error2):
                total = total + x[0]
        saved_stack.append((error2, failed))
    chosen = x[1] if isinstance(last, ValueError) else x[2]

    # Reverse sweep
    total_bar = chosen  # return total * (...)
    if isinstance(last, ValueError):
        x_bar = np.zeros_like(x)
        x_bar[1] = total
    else:
        x_bar = np.zeros_like(x)
        x_bar[2] = total
    rate_bar = 0.0
    for key in reversed(keys):
        error2, failed = saved_stack.pop()
        if failed:
            if "large" in str(error2):
                x_bar[0] += total_bar  # total = total + x[0]
            total = total_stack2.pop()
            product_bar = len(error2.args) * total_bar  # total = total * rate * ...
            rate_bar += total * product_bar
            total_bar = rate * product_bar
        else:
            total = total_stack.pop()
            x_bar[key] += total * total_bar  # total = total * x[key]
            total_bar = x[key] * total_bar
    rate_bar += total_bar  # total = rate
    return x_bar, float(rate_bar)
