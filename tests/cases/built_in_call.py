"""Tuples, lists and dicts that are built in a call, and parts of a call's result."""

import numpy as np


def arm(lengths, angles):
    x = lengths[0] * np.cos(angles["shoulder"])
    y = lengths[1] * np.sin(angles["elbow"])
    return x + y, (x, y * y)


def reach(pair):
    far, (x, y) = arm([pair[0], 2.0], {"shoulder": pair[1], "elbow": pair[0]})
    return far * x - y


def built_in_call(x, y):
    return (
        reach((x * y, y)) * arm((x, y), {"elbow": x, "shoulder": reach((y, x))})[1][0]
    )


WRT = ("x", "y")


def samples(rng):
    return [(0.4, 1.2)]


# --- expected ---
import numpy as np

from tests.cases import built_in_call  # isort: skip


def built_in_call_grad(x, y):
    """Gradient of `built_in_call` with respect to x and y."""
    reach_ans = built_in_call.reach((x * y, y))
    value = {"elbow": x, "shoulder": built_in_call.reach((y, x))}
    arm_ans = built_in_call.arm((x, y), value)

    # Reverse sweep
    x_bar, shoulder_bar = arm_reverse((x, y), value, reach_ans)  # return ...
    y_bar, pair_1_bar = reach_reverse((y, x), shoulder_bar)
    x_bar += pair_1_bar
    pair_0_bar, pair_1_bar2 = reach_reverse((x * y, y), arm_ans[1][0])
    x_bar += y * pair_0_bar
    y_bar += x * pair_0_bar + pair_1_bar2
    return float(x_bar), float(y_bar)


def arm_reverse(lengths, angles, ans_1_0_bar):
    lengths_0_bar = np.cos(angles["shoulder"]) * ans_1_0_bar  # x = lengths[0] * ...
    shoulder_bar = -np.sin(angles["shoulder"]) * lengths[0] * ans_1_0_bar
    return lengths_0_bar, shoulder_bar


def arm_reverse2(lengths, angles, ans_0_bar, ans_1_0_bar, ans_1_1_bar):
    y = lengths[1] * np.sin(angles["elbow"])

    # Reverse sweep
    x_bar = ans_0_bar + ans_1_0_bar  # return x + y, (x, y * y)
    y_bar = ans_0_bar + 2 * y * ans_1_1_bar
    elbow_bar = np.cos(angles["elbow"]) * lengths[1] * y_bar  # y = lengths[1] * ...
    lengths_0_bar = np.cos(angles["shoulder"]) * x_bar  # x = lengths[0] * np.cos(...)
    shoulder_bar = -np.sin(angles["shoulder"]) * lengths[0] * x_bar
    return lengths_0_bar, shoulder_bar, elbow_bar


def reach_reverse(pair, ans_bar):
    value = {"shoulder": pair[1], "elbow": pair[0]}
    far, (x, _y) = built_in_call.arm([pair[0], 2.0], value)

    # Reverse sweep
    far_bar = x * ans_bar  # return far * x - y
    x_bar = far * ans_bar
    y_bar = -ans_bar
    # far, (x, y) = arm([pair[0], 2.0], {"shoulder": pair[1], "elbow": pair[0]})
    lengths_0_bar, pair_1_bar, elbow_bar = arm_reverse2(
        [pair[0], 2.0], value, far_bar, x_bar, y_bar
    )
    pair_0_bar = lengths_0_bar + elbow_bar
    return pair_0_bar, pair_1_bar
