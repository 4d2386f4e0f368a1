"""An inventory whose orders under way are a queue of pairs in an object."""

from collections import deque


class Inventory:
    def __init__(self, reorder, full):
        self.reorder = reorder
        self.full = full
        self.level = full
        self.orders = deque()
        self.cost = 0.0

    def day(self, today, demand):
        while self.orders and self.orders[0][0] <= today:
            _, arrived = self.orders.popleft()
            self.level += arrived
        sold = min(self.level, demand)
        self.level -= sold
        self.cost += 0.1 * self.level + 2.0 * (demand - sold)
        if self.level < self.reorder:
            self.orders.append((today + 2, self.full - self.level))


def orders_under_way(reorder, full, demands):
    inventory = Inventory(reorder, full)
    for today, demand in enumerate(demands):
        inventory.day(today, demand)
    return inventory.cost


WRT = ("full", "demands")


def samples(rng):
    return [(1.1, 2.3, rng.uniform(0.3, 1.2, size=8))]


# --- expected ---
import numpy as np


def orders_under_way_grad(reorder, full, demands):
    """Gradient of `orders_under_way` with respect to full and demands."""
    full2_stack = []
    saved_stack = []
    full2 = full
    items = []
    for today, demand in enumerate(demands):
        trips = 0
        while items and items[0][0] <= today:
            trips += 1  # counts the trips
            _, arrived = items.pop(0)
            full2_stack.append(full2)
            full2 += arrived
        saved_stack.append((full2, trips))
        full2 -= min(full2, demand)
        if full2 < reorder:
            item = today + 2
            items.append((item, full - full2))

    # Reverse sweep
    demands_bar = np.zeros_like(demands)
    full_bar = 0.0
    full2_bar = 0.0
    items_bar = [[0.0, 0.0] for item in items]
    for today in reversed(range(len(demands))):
        demand = demands[today]
        if full2 < reorder:
            value_bar = items_bar.pop()  # self.orders.append(...)
            full_bar += value_bar[1]
            full2_bar -= value_bar[1]
        full2, trips = saved_stack.pop()
        full2_bar += 0.1  # self.cost += 0.1 * self.level + 2.0 * (demand - sold)
        demand_bar = 2.0
        sold_bar = -2.0
        sold_bar -= full2_bar  # self.level -= sold
        # sold = min(self.level, demand)
        full2_bar += 0.5 * sold_bar if full2 == demand else (full2 < demand) * sold_bar
        demand_bar += 0.5 * sold_bar if full2 == demand else (demand < full2) * sold_bar
        for _ in range(trips):
            full2 = full2_stack.pop()
            items_bar.insert(0, [0.0, full2_bar])  # _, arrived = self.orders.popleft()
        demands_bar[today] = demand_bar
    full_bar += full2_bar  # for today, demand in enumerate(demands)
    return float(full_bar), demands_bar
