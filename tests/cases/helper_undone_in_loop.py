"""What a loop computes of an array that a helper changes later in the same trip."""

import numpy as np


def rotated(a, i, j, c, s):
    row = a[i].copy()
    a[i] = c * row + s * a[j]
    a[j] = -s * row + c * a[j]


def helper_undone_in_loop(m):
    r = m * 1.0
    for j in range(2):
        for i in range(j + 1, 3):
            length = np.sqrt(r[j, j] ** 2 + r[i, j] ** 2)
            rotated(r, j, i, r[j, j] / length, r[i, j] / length)
    return np.sum(r**3)


WRT = "m"


def samples(rng):
    return [(rng.normal(size=(3, 3)),)]


# --- expected ---
import numpy as np


def helper_undone_in_loop_grad(m):
    """Gradient of `helper_undone_in_loop` with respect to m."""
    saved_stack = []
    r = m * 1.0
    for j in range(2):
        for i in range(j + 1, 3):
            length = np.sqrt(r[j, j] ** 2 + r[i, j] ** 2)
            argument = r[j, j] / length
            argument2 = r[i, j] / length
            saved = rotated_forward(r, j, i, argument, argument2)
            saved_stack.append((length, argument, argument2, saved))

    # Reverse sweep
    r_bar = 3 * r**2  # return np.sum(r**3)
    for j in reversed(range(2)):
        for i in reversed(range(j + 1, 3)):
            length, argument, argument2, saved = saved_stack.pop()
            # rotated(r, j, i, r[j, j] / length, r[i, j] / length)
            argument_bar, argument2_bar = rotated_reverse(r, saved, r_bar)
            r_bar[i, j] += argument2_bar / length
            length_bar = -argument2 / length * argument2_bar
            r_bar[j, j] += argument_bar / length
            length_bar -= argument / length * argument_bar
            sum_bar = 0.5 / length * length_bar  # length = np.sqrt(...)
            r_bar[j, j] += 2 * r[j, j] * sum_bar
            r_bar[i, j] += 2 * r[i, j] * sum_bar
    m_bar = r_bar  # r = m * 1.0
    return m_bar


def rotated_forward(a, i, j, c, s):
    row = a[i].copy()
    a_old = a[i].copy()
    a[i] = c * row + s * a[j]
    a_old2 = a[j].copy()
    a[j] = -s * row + c * a[j]
    return i, j, c, s, row, a_old, a_old2


def rotated_reverse(a, saved, a_bar):
    i, j, c, s, row, a_old, a_old2 = saved
    a[j] = a_old2
    s_bar = -(row @ a_bar[j])  # a[j] = -s * row + c * a[j]
    row_bar = -s * a_bar[j]
    c_bar = a[j] @ a_bar[j]
    a_bar[j] = c * a_bar[j]
    a[i] = a_old
    a_section_bar = a_bar[i].copy()  # a[i] = c * row + s * a[j]
    a_bar[i] = 0.0
    c_bar += row @ a_section_bar
    row_bar += c * a_section_bar
    s_bar += a[j] @ a_section_bar
    a_bar[j] += s * a_section_bar
    a_bar[i] += row_bar  # row = a[i].copy()
    return c_bar, s_bar
