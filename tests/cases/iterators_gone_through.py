"""Iterators of `itertools` over active values: each gives the items of a list."""

from itertools import accumulate, chain, dropwhile, takewhile

import numpy as np


def drawdown(returns, start):
    wealth = list(accumulate(returns, lambda w, r: w * (1.0 + r), initial=start))
    peaks = accumulate(wealth, max)
    worst = max(1.0 - w / p for w, p in zip(wealth, peaks))
    early = sum(takewhile(lambda r: r > -0.1, returns))
    late = list(dropwhile(lambda r: r < 0.2, returns))
    pairs = [(w, w * start) for w in wealth]
    straight, scaled = zip(*pairs)
    every = sum(chain.from_iterable([late, straight]))
    return worst + early * late[0] + every * scaled[1]


WRT = ("returns", "start")


def samples(rng):
    return [(np.array([0.1, 0.3, -0.2, 0.05]), 2.0)]


# --- expected ---
import itertools

import numpy as np


def drawdown_grad(returns, start):
    """Gradient of `drawdown` with respect to returns and start."""
    accumulated_by_from_ans, saved4 = accumulated_by_from_forward(returns, start)
    wealth = list(accumulated_by_from_ans)
    values = []
    items, saved3 = accumulated_by_forward(wealth, max)
    for k in range(min(len(wealth), len(items))):
        w2 = wealth[k]
        p = items[k]
        values.append(1.0 - w2 / p)
    worst = max(values)
    taken_while_ans, saved2 = taken_while_forward(returns)
    early = sum(taken_while_ans)
    dropped_while_ans, saved = dropped_while_forward(returns)
    late = list(dropped_while_ans)
    pairs = [(w, w * start) for w in wealth]
    values2 = [item[0] for item in pairs]
    straight, scaled = tuple(values2), tuple([item[1] for item in pairs])
    items2 = [late, straight]
    flattened_ans = list(itertools.chain.from_iterable(items2))
    every = sum(flattened_ans)

    # Reverse sweep
    early_bar = late[0]  # return worst + early * late[0] + every * scaled[1]
    late_bar = [0.0] * len(late)
    late_bar[0] = early
    every_bar = scaled[1]
    scaled_bar = [0.0] * len(scaled)
    scaled_bar[1] = every
    # every = sum(chain.from_iterable([late, straight]))
    items2_bar = flattened_reverse(items2, [every_bar for x in flattened_ans])
    late_bar = [a + b for a, b in zip(late_bar, items2_bar[0], strict=True)]
    straight_bar = list(items2_bar[1])
    values2_bar = list(straight_bar)  # straight, scaled = zip(*pairs)
    values3_bar = list(scaled_bar)
    pairs_bar = [[0.0, 0.0] for item in pairs]
    for m in reversed(range(len(pairs))):
        pairs_bar[m][1] += values3_bar.pop()
    for i in reversed(range(len(pairs))):
        pairs_bar[i][0] += values2_bar.pop()
    start_bar = 0.0
    wealth_bar = [0.0] * len(wealth)
    for j in reversed(range(len(wealth))):
        value_bar = pairs_bar.pop()  # pairs = [(w, w * start) for w in wealth]
        start_bar += wealth[j] * value_bar[1]
        wealth_bar[j] = value_bar[0] + start * value_bar[1]
    returns_bar = dropped_while_reverse(returns, saved, list(late_bar))  # late = ...
    taken_while_ans_bar = [early_bar for x in taken_while_ans]  # early = sum(...)
    returns_bar += taken_while_reverse(returns, saved2, taken_while_ans_bar)
    share = 1.0 / (values.count(worst) or 1)  # worst = max(...)
    values_bar = [(x == worst) * share for x in values]
    items_bar = [0.0] * len(items)
    for k in reversed(range(min(len(wealth), len(items)))):
        w2 = wealth[k]
        p = items[k]
        w2_bar = -values_bar.pop() / p
        items_bar[k] = -w2 / p * w2_bar
        wealth_bar[k] += w2_bar
    items_bar2 = accumulated_by_reverse(wealth, saved3, items_bar)
    wealth_bar = [a + b for a, b in zip(wealth_bar, items_bar2, strict=True)]
    # wealth = list(accumulate(returns, lambda w, r: w * (1.0 + r), initial=start))
    items_bar3, start_bar2 = accumulated_by_from_reverse(
        returns, saved4, list(wealth_bar)
    )
    returns_bar += items_bar3
    start_bar += start_bar2
    return returns_bar, float(start_bar)


def flattened_reverse(rows, ans_bar):
    found_bar = list(ans_bar)  # return found
    rows_bar = [[0.0] * len(item) for item in rows]
    for j in reversed(range(len(rows))):
        row = rows[j]
        row_bar = [0.0] * len(row)
        for k in reversed(range(len(row))):
            item_bar = found_bar.pop()  # found.append(item)
            row_bar[k] = item_bar
        rows_bar[j] = [a + b for a, b in zip(rows_bar[j], row_bar, strict=True)]
    return rows_bar


def dropped_while_forward(items):
    dropping_stack = []
    found = []
    dropping = True
    for k in range(len(items)):
        item = items[k]
        dropping_stack.append(dropping)
        dropping = dropping and bool(item < 0.2)
        if not dropping:
            found.append(item)
    return found, (dropping_stack, dropping)


def dropped_while_reverse(items, saved, ans_bar):
    dropping_stack, dropping = saved
    found_bar = list(ans_bar)  # return found
    items_bar = np.zeros_like(items)
    for k in reversed(range(len(items))):
        item_bar = found_bar.pop() if not dropping else 0.0  # found.append(item)
        dropping = dropping_stack.pop()
        items_bar[k] = item_bar
    return items_bar


def taken_while_forward(items):
    found = []
    trips = 0
    for k in range(len(items)):
        trips += 1  # counts the trips
        item = items[k]
        if not item > -0.1:
            break
        found.append(item)
    return found, trips


def taken_while_reverse(items, trips, ans_bar):
    found_bar = list(ans_bar)  # return found
    items_bar = np.zeros_like(items)
    for k in reversed(range(trips)):
        item = items[k]
        item_bar = 0.0 if not item > -0.1 else found_bar.pop()  # found.append(item)
        items_bar[k] = item_bar
    return items_bar


def accumulated_by_forward(items, function):
    found = []
    for k in range(len(items)):
        item = items[k]
        chosen = function(found[-1], item) if found else item
        found.append(chosen)
    return found.copy(), found


def accumulated_by_reverse(items, found, ans_bar):
    found_bar = list(ans_bar)  # return found
    items_bar = [0.0] * len(items)
    for k in reversed(range(len(items))):
        item = items[k]
        chosen_bar = found_bar.pop()  # found.append(...)
        found.pop()
        if found:
            found_bar[-1] += (
                0.5 * chosen_bar
                if found[-1] == item
                else (found[-1] > item) * chosen_bar
            )
            item_bar = (
                0.5 * chosen_bar
                if found[-1] == item
                else (item > found[-1]) * chosen_bar
            )
        else:
            item_bar = chosen_bar
        items_bar[k] = item_bar
    return items_bar


def accumulated_by_from_forward(items, start):
    result_stack = []
    result = start
    found = [result]
    for k in range(len(items)):
        item = items[k]
        result_stack.append(result)
        result = result * (1.0 + item)
        found.append(result)
    return found, result_stack


def accumulated_by_from_reverse(items, result_stack, ans_bar):
    found_bar = list(ans_bar)  # return found
    items_bar = np.zeros_like(items)
    result_bar = 0.0
    for k in reversed(range(len(items))):
        item = items[k]
        result_bar += found_bar.pop()  # found.append(result)
        result = result_stack.pop()
        items_bar[k] = result * result_bar  # result = function(result, item)
        result_bar = (1.0 + item) * result_bar
    result_bar += found_bar[0]  # found: list[Any] = [result]
    start_bar = result_bar  # result = start
    return items_bar, start_bar
