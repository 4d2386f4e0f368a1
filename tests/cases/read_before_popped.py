"""What an expression reads of a list and a dict before it takes something out."""


def read_before_popped(x, w):
    stack = [x[0], x[1] * w, x[2]]
    kept = {"rate": w * w}
    total = len(stack) * stack.pop() - stack[-1]
    total = total + stack[0] * stack.pop() * stack[-1]
    return total * kept["rate"] + kept.pop("rate")


WRT = ("x", "w")


def samples(rng):
    return [(rng.normal(size=3), 0.7)]


# --- expected ---
import numpy as np


def read_before_popped_grad(x, w):
    """Gradient of `read_before_popped` with respect to x and w."""
    stack = [x[0], x[1] * w, x[2]]
    kept = {"rate": w * w}
    earlier2 = len(stack)
    pop_ans = stack.pop()
    total = earlier2 * pop_ans - stack[-1]
    earlier3 = stack[0]
    pop_ans2 = stack.pop()
    total = total + earlier3 * pop_ans2 * stack[-1]
    kept_old = kept["rate"]
    kept.pop("rate")

    # Reverse sweep
    kept["rate"] = kept_old
    rate_bar = 1.0
    total_bar = kept["rate"]  # return total * kept["rate"] + kept.pop("rate")
    rate_bar += total
    product_bar = stack[-1] * total_bar  # total = total + stack[0] * stack.pop() * ...
    pop_ans2_bar = earlier3 * product_bar
    stack_bar = [0.0] * len(stack)
    stack_bar[-1] += earlier3 * pop_ans2 * total_bar
    stack_bar.append(pop_ans2_bar)
    stack_bar[0] += pop_ans2 * product_bar
    pop_ans_bar = earlier2 * total_bar  # total = len(stack) * stack.pop() - stack[-1]
    stack_bar[-1] -= total_bar
    stack_bar.append(pop_ans_bar)
    w_bar = 2 * w * rate_bar  # kept = {"rate": w * w}
    x_bar = np.zeros_like(x)  # stack = [x[0], x[1] * w, x[2]]
    x_bar[0] = stack_bar[0]
    x_bar[1] = w * stack_bar[1]
    w_bar += x[1] * stack_bar[1]
    x_bar[2] = stack_bar[2]
    return x_bar, float(w_bar)
