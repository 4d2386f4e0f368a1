"""Items of containers that have no name, at places that only the call knows."""

import numpy as np


def turned(v, axis, angle):
    c, s = np.cos(angle), np.sin(angle)
    return {
        "x": np.array([[1, 0, 0], [0, c, -s], [0, s, c]]),
        "z": np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]),
    }[axis] @ v


def items_of_displays(v, angles, axes, rate):
    level = 0.0
    for k, (axis, angle) in enumerate(zip(axes, angles)):
        v = turned(v, axis, angle)
        level = (level, v[2])[int(level < v[2])] * [rate, rate**2, 1.0][k % 3]
    nearest = min((abs(rate - v[0]), rate), (abs(rate - v[1]), level))
    return level * nearest[1] + angles[::-1][0] * max([rate, v[2]], [level, v[0]])[0]


WRT = ("v", "angles", "rate")


def samples(rng):
    v = rng.normal(size=3)
    return [(v, [0.3, 0.7, -0.4], "xzx", 0.6), (v, [0.3], "z", 1.5)]


# --- expected ---
import numpy as np


def items_of_displays_grad(v, angles, axes, rate):
    """Gradient of `items_of_displays` with respect to v, angles and rate."""
    v_stack = []
    saved_stack = []
    level = 0.0
    for k, (axis, angle) in enumerate(zip(axes, angles, strict=False)):
        v_stack.append(v)
        v, saved3 = turned_forward(v, axis, angle)
        saved_stack.append((level, saved3))
        level = (level, v[2])[int(level < v[2])] * [rate, rate**2, 1.0][k % 3]
    nearest, saved2 = smallest_forward(
        [(abs(rate - v[0]), rate), (abs(rate - v[1]), level)]
    )
    items = [[rate, v[2]], [level, v[0]]]
    largest_ans, saved = largest_forward(items)

    # Reverse sweep
    angles_bar2 = [0.0] * len(angles[::-1])  # return level * nearest[1] + ...
    angles_bar2[0] = largest_ans[0]
    angles_bar = list(angles_bar2[::-1])
    level_bar = nearest[1]
    nearest_1_bar = level
    items_bar = largest_reverse(items, saved, angles[::-1][0])
    rate_bar = items_bar[0][0]
    v_bar = np.zeros_like(v)
    v_bar[2] = items_bar[0][1]
    level_bar += items_bar[1][0]
    v_bar[0] = items_bar[1][1]
    # nearest = min((abs(rate - v[0]), rate), (abs(rate - v[1]), level))
    items_0_1_bar, items_1_1_bar = smallest_reverse(saved2, nearest_1_bar)
    rate_bar += items_0_1_bar
    level_bar += items_1_1_bar
    for k in reversed(range(min(len(axes), len(angles)))):
        level, saved3 = saved_stack.pop()
        item_bar = [rate, rate**2, 1.0][k % 3] * level_bar  # level = (...)[...] * ...
        int_value = int(level < v[2])
        item_bar2 = (level, v[2])[int_value] * level_bar
        v_bar[2] += item_bar if int_value % 2 == 1 else 0.0
        rate_bar += (item_bar2 if k % 3 == 0 else 0.0) + 2 * rate * (
            item_bar2 if k % 3 == 1 else 0.0
        )
        level_bar = item_bar if int_value % 2 == 0 else 0.0
        v = v_stack.pop()
        v_bar, angle_bar = turned_reverse(saved3, v_bar)  # v = turned(v, axis, angle)
        angles_bar[k] += angle_bar
    return v_bar, angles_bar, float(rate_bar)


def largest_forward(items):
    condition_stack = []
    best = items[0]
    best_key = best
    for k in range(len(items) - 1):
        item = items[k + 1]
        item_key = item
        condition = item_key > best_key
        if condition:
            best, best_key = item, item_key
        condition_stack.append(condition)
    return best, condition_stack


def largest_reverse(items, condition_stack, ans_0_bar):
    best_0_bar = ans_0_bar  # return best
    items_bar = [[0.0, 0.0] for item in items]
    for k in reversed(range(len(items) - 1)):
        condition = condition_stack.pop()
        if condition:
            item_0_bar = best_0_bar  # best, best_key = item, item_key
            best_0_bar = 0.0
        else:
            item_0_bar = 0.0
        items_bar[k + 1][0] += item_0_bar
    items_bar[0][0] += best_0_bar  # best = items[0]
    return items_bar


def smallest_forward(items):
    condition_stack = []
    best = items[0]
    best_key = best
    for k in range(len(items) - 1):
        item = items[k + 1]
        item_key = item
        condition = item_key < best_key
        if condition:
            best, best_key = item, item_key
        condition_stack.append(condition)
    return best, (items, condition_stack)


def smallest_reverse(saved, ans_1_bar):
    items, condition_stack = saved
    best_1_bar = ans_1_bar  # return best
    items_0_1_bar = 0.0
    items_1_1_bar = 0.0
    for k in reversed(range(len(items) - 1)):
        condition = condition_stack.pop()
        if condition:
            item_1_bar = best_1_bar  # best, best_key = item, item_key
            best_1_bar = 0.0
        else:
            item_1_bar = 0.0
        items_0_1_bar += item_1_bar if (k + 1) % 2 == 0 else 0.0
        items_1_1_bar += item_1_bar if (k + 1) % 2 == 1 else 0.0
    items_0_1_bar += best_1_bar  # best = items[0]
    return items_0_1_bar, items_1_1_bar


def turned_forward(v, axis, angle):
    c, s = np.cos(angle), np.sin(angle)
    array = np.array([[1, 0, 0], [0, c, -s], [0, s, c]])
    array2 = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])
    value = {"x": array, "z": array2}[axis]
    return value @ v, (v, axis, angle, array, array2, value)


def turned_reverse(saved, ans_bar):
    v, axis, angle, array, array2, value = saved
    item_bar = np.outer(ans_bar, v)  # return {...}[axis] @ v
    _, value_bar, value_bar2 = item_bar if axis == "x" else np.zeros_like(array)
    value_bar3, value_bar4, _2 = item_bar if axis == "z" else np.zeros_like(array2)
    c_bar = value_bar[1] + value_bar2[2] + value_bar3[0] + value_bar4[1]
    s_bar = value_bar2[1] - value_bar[2] - value_bar3[1] + value_bar4[0]
    v_bar = value.T @ ans_bar
    angle_bar = np.cos(angle) * s_bar - np.sin(angle) * c_bar  # c, s = np.cos(...), ...
    return v_bar, angle_bar
