"""Arrays of no axes under two names: what goes from their adjoints to a number's."""

import numpy as np


def bent(x):
    y = x * x
    return y + x


def no_axes_shared(x, xs):
    total = np.zeros(())
    same = total
    table = {"k": x}
    total += x
    for v in xs:
        total *= v
        same += v
    same *= table["k"]
    total[...] += table["k"]
    same[()] += bent(x)
    row = np.zeros(3)
    middle = row[1, ...]
    row *= x
    middle += x
    row *= total[()]
    middle += x
    return np.sum(row) * same * x


WRT = ("x", "xs")


def samples(rng):
    return [(0.7, [0.5, 1.5]), (0.7, [1.3]), (0.7, [])]


# --- expected ---
import numpy as np

from tests.cases import no_axes_shared  # isort: skip


def no_axes_shared_grad(x, xs):
    """Gradient of `no_axes_shared` with respect to x and xs."""
    total_stack = []
    same_stack = []
    total = np.zeros(())
    total_bar = np.zeros_like(total)
    same = total
    same_bar = total_bar
    table = {"k": x}
    total += x
    for v in xs:
        total_stack.append(total.copy())
        total *= v
        same_stack.append(same.copy())
        same += v
    same_old = same.copy()
    same *= table["k"]
    total_old = total.copy()
    total[...] += table["k"]
    bent_ans = no_axes_shared.bent(x)
    same_old2 = same[()]
    same[()] += bent_ans
    row = np.zeros(3)
    row_bar = np.zeros_like(row)
    middle = row[1, ...]
    middle_bar = row_bar[1, ...]
    row_old = row.copy()
    row *= x
    middle_old = middle.copy()
    middle += x
    row_old2 = row.copy()
    row *= total[()]
    middle_old2 = middle.copy()
    middle += x
    sum_row = np.sum(row)

    # Reverse sweep
    row_bar += same * x  # return np.sum(row) * same * x
    same_bar += sum_row * x
    x_bar = sum_row * same
    middle[...] = middle_old2
    x_bar += middle_bar  # middle += x
    row[...] = row_old2
    total_bar += row @ row_bar  # row *= total[()]
    row_bar[...] = total * row_bar
    middle[...] = middle_old
    x_bar += middle_bar  # middle += x
    row[...] = row_old
    x_bar += row @ row_bar  # row *= x
    same[()] = same_old2
    same_section_bar = same_bar[()]  # same[()] += bent(x)
    same_bar[()] = 0.0
    same_bar += same_section_bar
    x_bar += bent_reverse(x, same_section_bar)
    total[...] = total_old
    total_section_bar = total_bar.copy()  # total[...] += table["k"]
    total_bar[...] = 0.0
    total_bar += total_section_bar
    k_bar = total_section_bar[()]
    same[...] = same_old
    k_bar += same * same_bar  # same *= table["k"]
    same_bar[...] = table["k"] * same_bar
    xs_bar = [0.0] * len(xs)
    for k in reversed(range(len(xs))):
        v = xs[k]
        same[...] = same_stack.pop()
        v_bar = same_bar[()]  # same += v
        total[...] = total_stack.pop()
        v_bar += total * total_bar  # total *= v
        total_bar[...] = v * total_bar
        xs_bar[k] = v_bar
    x_bar += total_bar  # total += x
    x_bar += k_bar  # table = {"k": x}
    return float(x_bar), xs_bar


def bent_reverse(x, ans_bar):
    x_bar = ans_bar + 2 * x * ans_bar  # y = x * x
    return x_bar
