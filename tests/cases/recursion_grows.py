"""A recursion that hands itself a longer list each time."""

import numpy as np

WRT = "cost"


def permanent(cost, row, used):
    if row == cost.shape[0]:
        return 1.0
    total = 0.0
    for column in range(cost.shape[0]):
        if column not in used:
            total += cost[row, column] * permanent(cost, row + 1, [*used, column])
    return total


def merged(a):
    if len(a) <= 1:
        return a
    left, right = merged(a[: len(a) // 2]), merged(a[len(a) // 2 :])
    out = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] < right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    return out + left[i:] + right[j:]


def recursion_grows(cost):
    order = merged(list(cost[0]))
    return permanent(cost, 0, []) + order[0] ** 2 * order[-1]


def samples(rng):
    return [(rng.uniform(0.5, 1.5, size=(3, 3)),)]


# --- expected ---
import numpy as np

from tests.cases import recursion_grows  # isort: skip


def recursion_grows_grad(cost):
    """Gradient of `recursion_grows` with respect to cost."""
    order, saved = merged_forward(list(cost[0]))

    # Reverse sweep
    order_bar = [0.0] * len(order)
    order_bar[0] = 2 * order[0] * order[-1]
    order_bar[-1] += order[0] ** 2
    cost_bar = permanent_reverse(cost, 0, [], 1.0)  # return permanent(...) + ...
    cost_bar[0] += np.array(merged_reverse(saved, order_bar))  # order = merged(...)
    return cost_bar


def permanent_forward(cost, row, used):
    if row == cost.shape[0]:
        ans = 1.0
    else:
        total = 0.0
        for column in range(cost.shape[0]):
            if column not in used:
                permanent_ans = recursion_grows.permanent(
                    cost, row + 1, [*used, column]
                )
                total += cost[row, column] * permanent_ans
        ans = total
    return ans, (cost, row, used)


def permanent_reverse2(saved, ans_bar):
    cost, row, used = saved
    if row == cost.shape[0]:
        cost_bar = np.zeros_like(cost)
    else:
        cost_bar = np.zeros_like(cost)  # return total
        for column in reversed(range(cost.shape[0])):
            if column not in used:
                permanent_ans, saved = permanent_forward(cost, row + 1, [*used, column])
                cost_bar[row, column] += permanent_ans * ans_bar  # total += ...
                cost_bar += permanent_reverse2(saved, cost[row, column] * ans_bar)
    return cost_bar


def permanent_reverse(cost, row, used, ans_bar):
    if row == cost.shape[0]:
        cost_bar = np.zeros_like(cost)
    else:
        cost_bar = np.zeros_like(cost)  # return total
        for column in reversed(range(cost.shape[0])):
            if column not in used:
                permanent_ans, saved = permanent_forward(cost, row + 1, [*used, column])
                cost_bar[row, column] += permanent_ans * ans_bar  # total += ...
                cost_bar += permanent_reverse2(saved, cost[row, column] * ans_bar)
    return cost_bar


def merged_forward(a):
    left = None
    saved2 = None
    right = None
    saved = None
    out = None
    i = None
    j = None
    trips = None
    i_stack = []
    j_stack = []
    condition_stack = []
    if len(a) <= 1:
        ans = a
    else:
        left, saved2 = merged_forward(a[: len(a) // 2])
        right, saved = merged_forward(a[len(a) // 2 :])
        out = []
        i = 0
        j = i
        trips = 0
        while i < len(left) and j < len(right):
            trips += 1  # counts the trips
            condition = left[i] < right[j]
            if condition:
                out.append(left[i])
                i_stack.append(i)
                i += 1
            else:
                out.append(right[j])
                j_stack.append(j)
                j += 1
            condition_stack.append(condition)
        ans = out + left[i:] + right[j:]
    return ans, (
        a,
        i_stack,
        j_stack,
        condition_stack,
        left,
        saved2,
        right,
        saved,
        out,
        i,
        j,
        trips,
    )


def merged_reverse(saved3, ans_bar):
    (
        a,
        i_stack,
        j_stack,
        condition_stack,
        left,
        saved2,
        right,
        saved,
        out,
        i,
        j,
        trips,
    ) = saved3
    if len(a) <= 1:
        a_bar = list(ans_bar)  # return a
    else:
        sum_bar = ans_bar[: len(out + left[i:])]  # return out + left[i:] + right[j:]
        left_bar2 = [0.0] * len(left)
        left_bar2[i:] = sum_bar[len(out) :]
        right_bar2 = [0.0] * len(right)
        right_bar2[j:] = ans_bar[len(out + left[i:]) :]
        out_bar = list(sum_bar[: len(out)])
        left_bar = list(left_bar2)
        right_bar = list(right_bar2)
        for _ in range(trips):
            condition = condition_stack.pop()
            if condition:
                i = i_stack.pop()
                left_bar[i] += out_bar.pop()  # out.append(left[i])
            else:
                j = j_stack.pop()
                right_bar[j] += out_bar.pop()  # out.append(right[j])
        a_bar2 = merged_reverse(saved, right_bar)  # left, right = merged(...), ...
        a_bar3 = [0.0] * len(a)
        a_bar3[len(a) // 2 :] = a_bar2
        a_bar = list(a_bar3)
        a_bar4 = merged_reverse(saved2, left_bar)
        a_bar5 = [0.0] * len(a)
        a_bar5[: len(a) // 2] = a_bar4
        a_bar = [a + b for a, b in zip(a_bar, a_bar5, strict=True)]
    return a_bar
