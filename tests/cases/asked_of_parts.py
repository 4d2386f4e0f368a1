"""What `np.where` or a mask passes over, read from a tuple, a dict, a filled array."""

from typing import Any, NamedTuple

import numpy as np


class Pair(NamedTuple):
    whole: Any
    root: Any


def roots_of(x):
    found = []
    for k in range(3):
        found.append(np.sqrt(k * x))
    return found


def fill(rows, x):
    rows[0] = x**0.6


def asked_of_parts(y, k):
    x, mask = np.maximum(y, 0.0), y > 0.0
    with np.errstate(all="ignore"):
        same, root = x * 2.0, np.sqrt(x)
        *more, third = x, x**0.3
        pair = Pair(x, np.sqrt(x + same))
        items = [x, x**0.75]
        table = {"log": x}
        table["log"] = np.sqrt(2.0 * x)
        many = roots_of(x)
        rows = np.zeros((2, x.size))
        rows[1] = np.sqrt(3.0 * x)
        fill(rows, x)
        view = rows[0]
        view += np.sqrt(x)
        power = x * 1.0
        power **= 0.25
        late = np.zeros(x.size)
        late[:] = np.sqrt(5.0 * x)
        late[y <= 0.0] = 1.0
        last = np.sqrt(7.0 * x), x
    total = np.sum(np.where(mask, root * third, more[0])) + np.sum(pair.root[mask])
    total = total + np.sum(np.where(mask, items[k], 0.0) * late)
    total = total + np.sum(
        np.where(mask, table["log"] * many[2] * rows[1] * rows[0], y)
    )
    return total + np.sum(np.where(mask, last[0] * power, y))


WRT = "y"


def samples(rng):
    return [(np.array([-0.5, 0.7, 1.3, -0.1]), 1)]


# --- expected ---
import numpy as np

from tests.cases import asked_of_parts  # isort: skip


def asked_of_parts_grad(y, k):
    """Gradient of `asked_of_parts` with respect to y."""
    x, mask = np.maximum(y, 0.0), y > 0.0
    with np.errstate(all="ignore"):
        sqrt_x2 = np.sqrt(x)
        same, root = x * 2.0, sqrt_x2
        items2 = [x, x**0.3]
        third = items2[-1]
        sqrt2 = np.sqrt(x + same)
        pair = asked_of_parts.Pair(x, sqrt2)
        items = [x, x**0.75]
        table = {"log": x}
        table["log"] = np.sqrt(2.0 * x)
        many, saved2 = roots_of_forward(x)
        rows = np.zeros((2, x.size))
        rows_bar = np.zeros_like(rows)
        rows[1] = np.sqrt(3.0 * x)
        saved = fill_forward(rows, x)
        view = rows[0]
        view_bar = rows_bar[0]
        sqrt_x = np.sqrt(x)
        view_old = view.copy()
        view += sqrt_x
        power = x * 1.0
        power_old = power.copy()
        power **= 0.25
        late = np.zeros(x.size)
        late[:] = np.sqrt(5.0 * x)
        late_old = late[y <= 0.0].copy()
        late[y <= 0.0] = 1.0
        sqrt = np.sqrt(7.0 * x)
        last = sqrt, x

    # Reverse sweep
    product_bar = np.where(mask, 1.0, 0)  # return total + np.sum(...)
    last_0_bar = np.where(mask, power, 0.5) * product_bar
    power_bar = np.where(mask, last[0], 0.5) * product_bar
    y_bar = np.where(mask, 0, 1.0)
    product_bar2 = np.where(mask, rows[0], 0.5) * product_bar  # total = total + ...
    product_bar3 = np.where(mask, rows[1], 0.5) * product_bar2
    log_bar = np.where(mask, many[2], 0.5) * product_bar3
    many_bar = [np.zeros_like(item) for item in many]
    many_bar[2] += np.where(mask, table["log"], 0.5) * product_bar3
    rows_bar[1] += np.where(mask, table["log"] * many[2], 0.5) * product_bar2
    rows_bar[0] += np.where(mask, table["log"] * many[2] * rows[1], 0.5) * product_bar
    y_bar += np.where(mask, 0, 1.0)
    item_bar = np.where(mask, late, 0)  # total = total + np.sum(...)
    items_0_bar = (item_bar if k % 2 == 0 else np.zeros_like(items[0])).copy()
    items_1_bar = (item_bar if k % 2 == 1 else np.zeros_like(items[1])).copy()
    late_bar = np.where(mask, items[k], 0.0)
    root_bar = np.where(mask, third, 0.5) * product_bar  # total = np.sum(...) + ...
    third_bar = np.where(mask, root, 0.5) * product_bar
    more_0_bar = np.where(mask, 0, 1.0)
    root_bar2 = np.zeros_like(pair.root)
    root_bar2[mask] = 1.0
    with np.errstate(all="ignore"):
        last_0_asked = (last_0_bar != 0.0) | (sqrt > 0.0)  # last = np.sqrt(7.0 * x), x
        x_bar = 3.5 * last_0_bar / np.where(last_0_asked, sqrt, 0.5)
        late[y <= 0.0] = late_old
        late_bar[y <= 0.0] = 0.0  # late[y <= 0.0] = 1.0
        sqrt_bar = late_bar[:]  # late[:] = np.sqrt(5.0 * x)
        sqrt_asked = (sqrt_bar != 0.0) | (late[:] > 0.0)
        x_bar += 2.5 * sqrt_bar / np.where(sqrt_asked, late[:], 0.5)
        ans_power = power  # power **= 0.25
        power = power_old
        power_asked = (power_bar != 0.0) | (power > 0.0) & np.isfinite(ans_power)
        power_bar = 0.25 * np.where(power_asked, power, 0.5) ** -0.75 * power_bar
        x_bar += power_bar  # power = x * 1.0
        view[...] = view_old
        view_asked = (view_bar != 0.0) | (sqrt_x > 0.0)  # view += np.sqrt(x)
        x_bar += 0.5 / np.where(view_asked, sqrt_x, 0.5) * view_bar
        x_bar += fill_reverse(rows, x, saved, rows_bar)  # fill(rows, x)
        sqrt_bar2 = rows_bar[1].copy()  # rows[1] = np.sqrt(3.0 * x)
        sqrt_asked2 = (sqrt_bar2 != 0.0) | (rows[1] > 0.0)
        x_bar += 1.5 * sqrt_bar2 / np.where(sqrt_asked2, rows[1], 0.5)
        x_bar += roots_of_reverse(x, saved2, many_bar)  # many = roots_of(x)
        log_asked = (log_bar != 0.0) | (table["log"] > 0.0)  # table["log"] = ...
        x_bar += log_bar / np.where(log_asked, table["log"], 0.5)
        items_1_asked = (items_1_bar != 0.0) | (x > 0.0)  # items = [x, x**0.75]
        x_bar += (
            items_0_bar + 0.75 * np.where(items_1_asked, x, 0.5) ** -0.25 * items_1_bar
        )
        # pair = Pair(x, np.sqrt(x + same))
        root_asked = (root_bar2 != 0.0) | (sqrt2 > 0.0) & np.isfinite(sqrt2)
        same_bar = 0.5 / np.where(root_asked, sqrt2, 0.5) * root_bar2
        x_bar += same_bar
        items2_1_bar = third_bar  # *more, third = x, x**0.3
        items2_bar = [np.zeros_like(items2[0]), np.zeros_like(items2[1])]
        items2_bar[:-1] = [more_0_bar]
        items2_0_bar = items2_bar[0]
        items2_1_bar += items2_bar[1]
        items2_1_asked = (items2_1_bar != 0.0) | (x > 0.0)
        x_bar += (
            items2_0_bar + 0.3 * np.where(items2_1_asked, x, 0.5) ** -0.7 * items2_1_bar
        )
        root_asked2 = (root_bar != 0.0) | (sqrt_x2 > 0.0)  # same, root = x * 2.0, ...
        x_bar += 2.0 * same_bar + 0.5 * root_bar / np.where(root_asked2, sqrt_x2, 0.5)
    y_bar += (y > 0.0) * x_bar  # x, mask = np.maximum(y, 0.0), y > 0.0
    return y_bar


def roots_of_forward(x):
    found = []
    for k in range(3):
        found.append(np.sqrt(k * x))
    return found.copy(), found


def roots_of_reverse(x, found, ans_bar):
    found_bar = list(ans_bar)  # return found
    x_bar = np.zeros_like(x)
    for k in reversed(range(3)):
        sqrt_bar = found_bar.pop()  # found.append(np.sqrt(k * x))
        found_last = found.pop()
        sqrt_asked = (sqrt_bar != 0.0) | (found_last > 0.0)
        x_bar += 0.5 * k / np.where(sqrt_asked, found_last, 0.5) * sqrt_bar
    return x_bar


def fill_forward(rows, x):
    rows_old = rows[0].copy()
    rows[0] = x**0.6
    return rows_old


def fill_reverse(rows, x, rows_old, rows_bar):
    rows[0] = rows_old
    power_bar = rows_bar[0].copy()  # rows[0] = x**0.6
    power_asked = (power_bar != 0.0) | (x > 0.0)
    x_bar = 0.6 * np.where(power_asked, x, 0.5) ** -0.4 * power_bar
    rows_bar[0] = 0.0
    return x_bar
