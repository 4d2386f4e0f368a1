"""An object whose class says how it is gone through: in lists, tuples, sums, loops."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    x: float
    y: float

    def __iter__(self):
        return iter((self.y, self.x))


def halves(a):
    return 0.5 * a, a * a


def objects_gathered(a):
    pair = Pair(a, 2.0 * a)
    first, second = tuple(pair)
    total = first * second + list(pair)[0] + sum(pair)
    for part in halves(total):
        total = total * a + part
    return total


WRT = "a"


def samples(rng):
    return [(3.0,)]


# --- expected ---
from tests.cases import objects_gathered  # isort: skip


def objects_gathered_grad(a):
    """Gradient of `objects_gathered` with respect to a."""
    pair = objects_gathered.Pair(a, 2.0 * a)
    values = []
    items3 = tuple(pair)
    items6 = [items3[0], items3[1]]
    for item in items6:
        values.append(item)
    first, second = tuple(values)
    values2 = []
    items4 = tuple(pair)
    items7 = [items4[0], items4[1]]
    for item in items7:
        values2.append(item)
    values3 = []
    items5 = tuple(pair)
    items8 = [items5[0], items5[1]]
    for item in items8:
        values3.append(item)
    total = first * second + values2[0] + sum(values3)
    part = objects_gathered.halves(total)[0]
    total_old = total
    total = total * a + part

    # Reverse sweep
    a_bar = total  # total = total * a + part
    total_bar = a
    a_bar += total_old * total_bar
    part_bar = total_bar
    total_bar = a * total_bar
    total_bar += halves_reverse(total_old, part_bar, 1.0)  # for part in halves(total)
    first_bar = second * total_bar  # total = first * second + list(pair)[0] + sum(pair)
    second_bar = first * total_bar
    values2_bar = [0.0] * len(values2)
    values2_bar[0] = total_bar
    items8_0_bar = 0.0
    items8_1_bar = 0.0
    for i in reversed(range(len(items8))):
        item_bar = total_bar
        items8_0_bar += item_bar if i % 2 == 0 else 0.0
        items8_1_bar += item_bar if i % 2 == 1 else 0.0
    x_bar, y_bar = iter_reverse(items8_0_bar, items8_1_bar)
    items7_0_bar = 0.0
    items7_1_bar = 0.0
    for j in reversed(range(len(items7))):
        item_bar = values2_bar.pop()
        items7_0_bar += item_bar if j % 2 == 0 else 0.0
        items7_1_bar += item_bar if j % 2 == 1 else 0.0
    x_bar2, y_bar2 = iter_reverse(items7_0_bar, items7_1_bar)
    x_bar += x_bar2
    y_bar += y_bar2
    values_bar = list([first_bar, second_bar])  # first, second = tuple(pair)
    items6_0_bar = 0.0
    items6_1_bar = 0.0
    for k in reversed(range(len(items6))):
        item_bar = values_bar.pop()
        items6_0_bar += item_bar if k % 2 == 0 else 0.0
        items6_1_bar += item_bar if k % 2 == 1 else 0.0
    x_bar3, y_bar3 = iter_reverse(items6_0_bar, items6_1_bar)
    x_bar += x_bar3
    y_bar += y_bar3
    a_bar += x_bar + 2.0 * y_bar  # pair = Pair(a, 2.0 * a)
    return float(a_bar)


def halves_reverse(a, ans_0_bar, ans_1_bar):
    a_bar = 0.5 * ans_0_bar + 2 * a * ans_1_bar  # return 0.5 * a, a * a
    return a_bar


def iter_reverse(ans_0_bar, ans_1_bar):
    return ans_1_bar, ans_0_bar
