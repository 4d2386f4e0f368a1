"""Lists and dicts that are changed where it is not certain that they are."""


def changed_in_branches(x, rate):
    stack = [rate]
    table = {"first": x[0]}
    total = 0.0
    for value in x:
        value > rate and stack.append(value * total)
        table.setdefault("large", value) if value > 1.0 else table.update(
            first=value * rate
        )
        total += stack.pop() if len(stack) > 1 else table["first"]
    [stack.append(value) for value in x if value < rate]
    while stack and stack.pop() < 1.0:
        total = total * rate + len(stack)
    return total * table["first"] * table.get("large", rate)


WRT = ("x", "rate")


def samples(rng):
    return [(rng.uniform(0.5, 1.5, size=4), 0.9), (rng.uniform(0.1, 0.8, size=3), 0.5)]


# --- expected ---
import numpy as np


def changed_in_branches_grad(x, rate):
    """Gradient of `changed_in_branches` with respect to x and rate."""
    saved_stack = []
    condition_stack = []
    condition4_stack = []
    pop_ans_stack = []
    total_stack = []
    stack = [rate]
    table = {"first": x[0]}
    total = 0.0
    for k in range(len(x)):
        condition2 = None
        value = x[k]
        if value > rate:
            stack.append(value * total)
        if value > 1.0:
            condition2 = "large" not in table
            if condition2:
                table["large"] = value
        else:
            table["first"] = value * rate
        condition3 = len(stack) > 1
        saved_stack.append((total, condition2, condition3))
        chosen = stack.pop() if condition3 else table["first"]
        total += chosen
    for value_item in x:
        if value_item < rate:
            stack.append(value_item)
    trips = 0
    while True:
        pop_ans = None
        trips += 1  # counts the trips
        condition = stack
        condition4 = bool(condition)
        if condition4:
            pop_ans = stack.pop()
            condition = pop_ans < 1.0
        if not condition:
            condition_stack.append(condition)
            condition4_stack.append(condition4)
            pop_ans_stack.append(pop_ans)
            break
        total_stack.append(total)
        total = total * rate + len(stack)
        condition_stack.append(condition)
        condition4_stack.append(condition4)
        pop_ans_stack.append(pop_ans)
    condition5 = "large" in table
    chosen2 = table["large"] if condition5 else rate

    # Reverse sweep
    total_bar = table["first"] * chosen2  # return total * table[...] * table.get(...)
    first_bar = total * chosen2
    chosen2_bar = total * table["first"]
    if condition5:
        large_bar = chosen2_bar
        rate_bar = 0.0
    else:
        rate_bar = chosen2_bar
        large_bar = 0.0
    for _ in range(trips):
        pop_ans = pop_ans_stack.pop()
        condition4 = condition4_stack.pop()
        condition = condition_stack.pop()
        if condition:
            total = total_stack.pop()
            rate_bar += total * total_bar  # total = total * rate + len(stack)
            total_bar = rate * total_bar
        if condition4:
            stack.append(pop_ans)
    for j in reversed(range(len(x))):
        value_item = x[j]
        if value_item < rate:
            stack.pop()  # [stack.append(value) for value in x if value < rate]
    stack_bar = [0.0] * len(stack)
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x))):
        total, condition2, condition3 = saved_stack.pop()
        value = x[k]
        if condition3:  # total += stack.pop() if len(stack) > 1 else table["first"]
            stack_bar.append(total_bar)
        else:
            first_bar += total_bar
        if value > 1.0:
            if condition2:
                value_bar = large_bar
                large_bar = 0.0
            else:
                value_bar = 0.0
        else:
            # table.setdefault(...) if value > 1.0 else table.update(first=value * rate)
            value_bar = rate * first_bar
            rate_bar += value * first_bar
            first_bar = 0.0
        if value > rate:
            product_bar = stack_bar.pop()  # value > rate and stack.append(...)
            value_bar += total * product_bar
            total_bar += value * product_bar
        x_bar[k] = value_bar
    x_bar[0] += first_bar  # table = {"first": x[0]}
    rate_bar += stack_bar[0]  # stack = [rate]
    return x_bar, float(rate_bar)
