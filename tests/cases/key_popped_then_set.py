"""A key that was popped is set again: there is no older value to save."""

import numpy as np

WRT = ("levels", "x")


def drain(levels):
    return levels.pop("now")


def shift_levels(levels, x):
    levels["before"] = levels.pop("now")
    levels["now"] = levels["rest"] * x
    total = np.sum(levels["now"] * levels["before"])
    for _ in range(2):
        total += np.sum(drain(levels) * x)
        levels["now"] = np.sin(levels["before"])
    return total


def samples(rng):
    levels = {"now": rng.normal(size=3), "rest": rng.normal(size=3)}
    return [(levels, rng.normal(size=3))]


# --- expected ---
import numpy as np


def shift_levels_grad(levels, x):
    """Gradient of `shift_levels` with respect to levels and x."""
    saved_stack = []
    now_stack = []
    levels = levels.copy()
    popped = levels["now"]
    levels.pop("now")
    before_there_old = "before" in levels
    before_old = levels.get("before")
    levels["before"] = popped
    now_there_old = "now" in levels
    now_old = levels.get("now")
    levels["now"] = levels["rest"] * x
    for _ in range(2):
        drain_ans, saved = drain_forward(levels)
        saved_stack.append(("now" in levels, drain_ans, saved))
        now_stack.append(levels.get("now"))
        levels["now"] = np.sin(levels["before"])

    # Reverse sweep
    before_bar = np.zeros_like(levels["before"])
    now_bar = np.zeros_like(levels["now"])
    x_bar = np.zeros_like(x)
    for _ in reversed(range(2)):
        now_there, drain_ans, saved = saved_stack.pop()
        levels["now"] = now_stack.pop()
        before_bar += np.cos(levels["before"]) * now_bar  # levels["now"] = np.sin(...)
        if not now_there:
            levels.pop("now")
        # total += np.sum(drain(levels) * x)
        drain_ans_bar = unbroadcast(
            np.broadcast_to(x, np.shape(drain_ans * x)), drain_ans
        )
        x_bar += unbroadcast(np.broadcast_to(drain_ans, np.shape(drain_ans * x)), x)
        now_bar = drain_reverse(levels, saved, drain_ans_bar)
    # total = np.sum(levels["now"] * levels["before"])
    now_bar = now_bar + unbroadcast(
        np.broadcast_to(levels["before"], np.shape(levels["now"] * levels["before"])),
        levels["now"],
    )
    before_bar += unbroadcast(
        np.broadcast_to(levels["now"], np.shape(levels["now"] * levels["before"])),
        levels["before"],
    )
    levels["now"] = now_old
    rest_bar = x * now_bar  # levels["now"] = levels["rest"] * x
    x_bar += levels["rest"] * now_bar
    if not now_there_old:
        levels.pop("now")
    levels["before"] = before_old
    now_bar = before_bar  # levels["before"] = levels.pop("now")
    if not before_there_old:
        levels.pop("before")
    return {"now": now_bar, "rest": rest_bar}, x_bar


def drain_forward(levels):
    popped = levels["now"]
    levels_old = levels["now"]
    levels.pop("now")
    return popped, levels_old


def drain_reverse(levels, levels_old, ans_bar):
    levels["now"] = levels_old  # return levels.pop("now")
    return ans_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
