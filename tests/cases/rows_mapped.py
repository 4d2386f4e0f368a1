"""`map` makes lists of rows; it goes through pairs, and the values of a dict."""


def powers(x, n):
    rows = []
    for k in range(n):
        rows.append([x[k], x[k] * x[0]])
    return rows


def product(pair):
    return pair[0] * pair[1]


def rows_mapped(x, weights, n):
    rows = list(map(list, powers(x, n)))
    rows[0][0] *= 2.0
    total = sum(rows[0]) * rows[-1][1]
    total += sum(map(product, zip(x, x[::-1], strict=True)))
    return total * sum(map(product, map(tuple, weights.values())))


WRT = ("x", "weights")


def samples(rng):
    weights = {"inner": list(rng.uniform(size=2)), "outer": list(rng.uniform(size=2))}
    return [(rng.uniform(size=3), weights, 3), (rng.uniform(size=2), weights, 1)]


# --- expected ---
import numpy as np

from tests.cases import rows_mapped  # isort: skip


def rows_mapped_grad(x, weights, n):
    """Gradient of `rows_mapped` with respect to x and weights."""
    powers_ans = rows_mapped.powers(x, n)
    rows = list(map(list, powers_ans))
    rows[0][0] *= 2.0
    total = sum(rows[0]) * rows[-1][1]
    values = []
    items = x[::-1]
    for k in range(len(x)):
        item = x[k], items[k]
        values.append(item)
    mapped_ans2 = list(map(rows_mapped.product, values))
    total += sum(mapped_ans2)
    list_value = list(weights.values())
    list_mapped_ans3 = list(map(tuple, list_value))
    mapped_ans4 = list(map(rows_mapped.product, list_mapped_ans3))

    # Reverse sweep
    mapped_ans4_bar = [total for x in mapped_ans4]  # return total * sum(...)
    total_bar = sum(mapped_ans4) * 1.0
    items_bar3 = mapped_reverse(list_mapped_ans3, mapped_ans4_bar)
    items_bar2 = mapped_reverse2(list_value, [list(item) for item in items_bar3])
    inner_bar = list(items_bar2[0])
    outer_bar = list(items_bar2[1])
    # total += sum(map(product, zip(x, x[::-1], strict=True)))
    values_bar = mapped_reverse3(values, [total_bar for x in mapped_ans2])
    items_bar = np.zeros_like(items)
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x))):
        item_bar = values_bar.pop()
        x_bar[k] = item_bar[0]
        items_bar[k] = item_bar[1]
    x_bar[::-1] += items_bar
    sum_value_bar = rows[-1][1] * total_bar  # total = sum(rows[0]) * rows[-1][1]
    rows_bar = [[0.0] * len(item) for item in rows]
    rows_bar[0] = [
        a + b
        for a, b in zip(rows_bar[0], [sum_value_bar for x in rows[0]], strict=True)
    ]
    rows_bar[-1][1] += sum(rows[0]) * total_bar
    rows_bar[0][0] = 2.0 * rows_bar[0][0]  # rows[0][0] *= 2.0
    # rows = list(map(list, powers(x, n)))
    powers_ans_bar = mapped_reverse4(powers_ans, [list(item) for item in rows_bar])
    x_bar += powers_reverse(x, n, powers_ans_bar)
    return x_bar, {"inner": inner_bar, "outer": outer_bar}


def product_reverse(pair, ans_bar):
    pair_bar = [0.0] * len(pair)  # return pair[0] * pair[1]
    pair_bar[0] += pair[1] * ans_bar
    pair_bar[1] += pair[0] * ans_bar
    return pair_bar


def mapped_reverse(items, ans_bar):
    found_bar = list(ans_bar)  # return found
    items_bar = [[0.0] * len(item) for item in items]
    for k in reversed(range(len(items))):
        item = items[k]
        item_bar = product_reverse(item, found_bar.pop())  # found.append(...)
        items_bar[k] = [a + b for a, b in zip(items_bar[k], item_bar, strict=True)]
    return items_bar


def mapped_reverse2(items, ans_bar):
    found_bar = [list(item) for item in ans_bar]  # return found
    items_bar = [[0.0] * len(item) for item in items]
    for k in reversed(range(len(items))):
        item_bar = list(found_bar.pop())  # found.append(function(item))
        items_bar[k] = [a + b for a, b in zip(items_bar[k], item_bar, strict=True)]
    return items_bar


def product_reverse2(pair, ans_bar):
    pair_0_bar = pair[1] * ans_bar  # return pair[0] * pair[1]
    pair_1_bar = pair[0] * ans_bar
    return pair_0_bar, pair_1_bar


def mapped_reverse3(items, ans_bar):
    found_bar = list(ans_bar)  # return found
    items_bar = [[0.0, 0.0] for item in items]
    for k in reversed(range(len(items))):
        item = items[k]
        # found.append(function(item))
        item_0_bar, item_1_bar = product_reverse2(item, found_bar.pop())
        items_bar[k][0] += item_0_bar
        items_bar[k][1] += item_1_bar
    return items_bar


def mapped_reverse4(items, ans_bar):
    found_bar = [[item[0], item[1]] for item in ans_bar]  # return found
    items_bar = [[0.0, 0.0] for item in items]
    for k in reversed(range(len(items))):
        function_item_bar = found_bar.pop()  # found.append(function(item))
        function_item_bar2 = [function_item_bar[0], function_item_bar[1]]
        items_bar[k][0] += function_item_bar2[0]
        items_bar[k][1] += function_item_bar2[1]
    return items_bar


def powers_reverse(x, n, ans_bar):
    rows_bar = [[item[0], item[1]] for item in ans_bar]  # return rows
    x_bar = np.zeros_like(x)
    for k in reversed(range(n)):
        value_bar = rows_bar.pop()  # rows.append([x[k], x[k] * x[0]])
        x_bar[k] += value_bar[0] + x[0] * value_bar[1]
        x_bar[0] += x[k] * value_bar[1]
    return x_bar
