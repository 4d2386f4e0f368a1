"""Helpers that bind a list or a dict they are given anew, in a loop."""


def scaled(rates, x, n):
    for _ in range(n):
        rates = [rate * x for rate in rates] + rates[:1]
    return sum(rates)


def damped(levels, x, n):
    while n > 0:
        levels = {name: levels[name] * x for name in levels}
        n = n - 1
    return levels["a"] * levels["b"]


def list_parameter_rebound(x, y, n):
    return scaled([x, y], x, n) * damped({"a": x * y, "b": y}, x, n)


WRT = ("x", "y")


def samples(rng):
    return [(0.7, 1.3, 3), (0.7, 1.3, 0)]


# --- expected ---
def list_parameter_rebound_grad(x, y, n):
    """Gradient of `list_parameter_rebound` with respect to x and y."""
    scaled_ans, saved2 = scaled_forward([x, y], x, n)
    damped_ans, saved = damped_forward({"a": x * y, "b": y}, x, n)

    # Reverse sweep
    a_bar, b_bar, x_bar = damped_reverse(x, saved, scaled_ans)  # return ...
    x_bar += y * a_bar
    y_bar = x * a_bar + b_bar
    rates_0_bar, rates_1_bar, x_bar2 = scaled_reverse(x, n, saved2, damped_ans)
    x_bar += x_bar2 + rates_0_bar
    y_bar += rates_1_bar
    return float(x_bar), float(y_bar)


def damped_forward(levels, x, n):
    values_stack = []
    saved_stack = []
    trips = 0
    while n > 0:
        trips += 1  # counts the trips
        values = {}
        items = [*levels]
        for name in items:
            values_stack.append(values.get(name))
            values[name] = levels[name] * x
        saved_stack.append((levels, values, items))
        levels = values
        n = n - 1
    return levels["a"] * levels["b"], (levels, values_stack, saved_stack, trips)


def damped_reverse(x, saved, ans_bar):
    levels, values_stack, saved_stack, trips = saved
    levels_bar = dict.fromkeys(levels, 0.0)  # return levels["a"] * levels["b"]
    levels_bar["a"] += levels["b"] * ans_bar
    levels_bar["b"] += levels["a"] * ans_bar
    x_bar = 0.0
    for _ in range(trips):
        levels, values, items = saved_stack.pop()
        values_bar = dict(levels_bar)  # levels = {...}
        values = values.copy()
        levels_bar = dict.fromkeys(levels, 0.0)
        for name in reversed(items):
            values_held = values_stack.pop()
            if values_held is None:
                values.pop(name)
            else:
                values[name] = values_held
            values_item_bar = values_bar[name]
            values_bar[name] = 0.0
            levels_bar[name] += x * values_item_bar
            x_bar += levels[name] * values_item_bar
    return levels_bar["a"], levels_bar["b"], x_bar


def scaled_forward(rates, x, n):
    saved_stack = []
    for _ in range(n):
        values = []
        for k in range(len(rates)):
            values.append(rates[k] * x)
        saved_stack.append((rates, values))
        rates = values + rates[:1]
    return sum(rates), (rates, saved_stack)


def scaled_reverse(x, n, saved, ans_bar):
    rates, saved_stack = saved
    rates_bar = [ans_bar for x in rates]  # return sum(rates)
    x_bar = 0.0
    for _ in reversed(range(n)):
        rates, values = saved_stack.pop()
        rates_bar2 = [0.0] * len(rates)  # rates = [...] + rates[:1]
        rates_bar2[:1] = rates_bar[len(values) :]
        values_bar = list(rates_bar[: len(values)])
        rates_bar = list(rates_bar2)
        for k in reversed(range(len(rates))):
            product_bar = values_bar.pop()
            x_bar += rates[k] * product_bar
            rates_bar[k] += x * product_bar
    return rates_bar[0], rates_bar[1], x_bar
