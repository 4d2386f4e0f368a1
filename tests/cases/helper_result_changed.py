"""Arrays that helpers return, and read in their reverses, are changed by the caller."""

import numpy as np

WRT = ("x", "y")


def steps(p, q):
    for k in range(2):
        q = q + np.sin(p[k] * q)
    return np.exp(p * q)


def both(p, q):
    for k in range(2):
        q = q * np.cos(p[k] * q)
    return np.exp(p * q), np.tanh(p) * q


def passed_on(p, q):
    return both(p * q, q)


def helper_result_changed(x, y):
    first = steps(x, y[0])
    first *= np.sum(y)
    first[0] = 1.0
    u, v = both(x, y[1])
    u *= v
    v += u
    w, _ = passed_on(x, y[0])
    w -= first
    return np.sum(first * first) + np.sum(u * v) + np.sum(w**3)


def samples(rng):
    return [(np.array([0.3, 0.5, 0.9]), np.array([0.3, 0.4]))]


# --- expected ---
import numpy as np

from tests.cases import helper_result_changed  # isort: skip


def helper_result_changed_grad(x, y):
    """Gradient of `helper_result_changed` with respect to x and y."""
    first, saved2 = steps_forward(x, y[0])
    sum_y = np.sum(y)
    first_old = first.copy()
    first *= sum_y
    first[0] = 1.0
    (u, v), saved = both_forward2(x, y[1])
    u_old = u.copy()
    u *= v
    v_old = v.copy()
    v += u
    w, _ = helper_result_changed.passed_on(x, y[0])
    w -= first

    # Reverse sweep
    first_bar = 2 * first  # return np.sum(first * first) + np.sum(u * v) + np.sum(w**3)
    u_bar = v.copy()
    v_bar = u.copy()
    w_bar = 3 * w**2
    first_bar -= w_bar  # w -= first
    x_bar, q_bar = passed_on_reverse(x, y[0], w_bar)  # w, _ = passed_on(x, y[0])
    y_bar = np.zeros_like(y)
    y_bar[0] = q_bar
    u_bar += v_bar  # v += u
    v_bar += u_old * u_bar  # u *= v
    u_bar = v_old * u_bar
    p_bar, q_bar2 = both_reverse2(x, saved, u_bar, v_bar)  # u, v = both(x, y[1])
    x_bar += p_bar
    y_bar[1] = q_bar2
    first_bar[0] = 0.0  # first[0] = 1.0
    y_bar += first_old @ first_bar  # first *= np.sum(y)
    first_bar = sum_y * first_bar
    p_bar2, q_bar3 = steps_reverse(x, saved2, first_bar)  # first = steps(x, y[0])
    x_bar += p_bar2
    y_bar[0] += q_bar3
    return x_bar, y_bar


def both_forward(p, q):
    q_stack = []
    for k in range(2):
        q_stack.append(q)
        q = q * np.cos(p[k] * q)
    exp = np.exp(p * q)
    return (exp, np.tanh(p) * q), (q, q_stack, exp.copy())


def both_reverse(p, saved, ans_0_bar):
    q, q_stack, exp = saved
    product_bar = exp * ans_0_bar  # return np.exp(p * q), np.tanh(p) * q
    p_bar = q * product_bar
    q_bar = p @ product_bar
    for k in reversed(range(2)):
        q = q_stack.pop()
        product_bar2 = -np.sin(p[k] * q) * q * q_bar  # q = q * np.cos(p[k] * q)
        p_bar[k] += q * product_bar2
        q_bar = np.cos(p[k] * q) * q_bar + p[k] * product_bar2
    return p_bar, q_bar


def passed_on_reverse(p, q, ans_0_bar):
    _both_ans, saved = both_forward(p * q, q)

    # Reverse sweep
    p_bar2, q_bar = both_reverse(p * q, saved, ans_0_bar)  # return both(p * q, q)
    p_bar = q * p_bar2
    q_bar += np.sum(p * p_bar2)
    return p_bar, q_bar


def both_forward2(p, q):
    q_stack = []
    for k in range(2):
        q_stack.append(q)
        q = q * np.cos(p[k] * q)
    tanh_p = np.tanh(p)
    exp = np.exp(p * q)
    return (exp, tanh_p * q), (q, q_stack, tanh_p, exp.copy())


def both_reverse2(p, saved, ans_0_bar, ans_1_bar):
    q, q_stack, tanh_p, exp = saved
    product_bar = exp * ans_0_bar  # return np.exp(p * q), np.tanh(p) * q
    p_bar = q * product_bar + (1 - tanh_p**2) * q * ans_1_bar
    q_bar = p @ product_bar + np.sum(tanh_p * ans_1_bar)
    for k in reversed(range(2)):
        q = q_stack.pop()
        product_bar2 = -np.sin(p[k] * q) * q * q_bar  # q = q * np.cos(p[k] * q)
        p_bar[k] += q * product_bar2
        q_bar = np.cos(p[k] * q) * q_bar + p[k] * product_bar2
    return p_bar, q_bar


def steps_forward(p, q):
    q_stack = []
    for k in range(2):
        q_stack.append(q)
        q = q + np.sin(p[k] * q)
    ans = np.exp(p * q)
    return ans, (q, q_stack, ans.copy())


def steps_reverse(p, saved, ans_bar):
    q, q_stack, ans = saved
    product_bar = ans * ans_bar  # return np.exp(p * q)
    p_bar = q * product_bar
    q_bar = p @ product_bar
    for k in reversed(range(2)):
        q = q_stack.pop()
        product_bar2 = np.cos(p[k] * q) * q_bar  # q = q + np.sin(p[k] * q)
        p_bar[k] += q * product_bar2
        q_bar = q_bar + p[k] * product_bar2
    return p_bar, q_bar
