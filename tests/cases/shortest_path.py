"""Dijkstra's algorithm: its heap is one of pairs of active costs and nodes."""

import heapq


def shortest_path(cost):
    ahead = {0: [(1, 0), (2, 1)], 1: [(2, 2)], 2: []}
    known = {node: float("inf") for node in ahead}
    known[0] = 0.0
    heap = [(0.0, 0)]
    while heap:
        so_far, node = heapq.heappop(heap)
        if so_far > known[node]:
            continue
        for other, edge in ahead[node]:
            longer = so_far + cost[edge]
            if longer < known[other]:
                known[other] = longer
                heapq.heappush(heap, (longer, other))
    return known[2]


WRT = "cost"


def samples(rng):
    return [
        (rng.uniform(0.5, 1.0, size=3),),
        (rng.uniform(0.5, 1.0, size=3) + [0, 1, 0],),
    ]


# --- expected ---
import numpy as np


def shortest_path_grad(cost):
    """Gradient of `shortest_path` with respect to cost."""
    saved2_stack = []
    condition2_stack = []
    items2_stack = []
    saved_stack = []
    condition_stack = []
    ahead = {0: [(1, 0), (2, 1)], 1: [(2, 2)], 2: []}
    known = {}
    items = [*ahead]
    for node2 in items:
        known[node2] = float("inf")
    known[0] = 0.0
    heap = [(0.0, 0)]
    trips = 0
    while heap:
        items2 = None
        trips += 1  # counts the trips
        (so_far, node), saved2 = heap_pop_forward(heap)
        saved2_stack.append(saved2)
        condition2 = so_far > known[node]
        if condition2:
            condition2_stack.append(condition2)
            items2_stack.append(items2)
            continue
        items2 = [*ahead[node]]
        for other, edge in items2:
            longer = so_far + cost[edge]
            condition = longer < known[other]
            if condition:
                known[other] = longer
                saved = heap_push_forward(heap, (longer, other))
                saved_stack.append(saved)
            condition_stack.append(condition)
        condition2_stack.append(condition2)
        items2_stack.append(items2)

    # Reverse sweep
    known_bar = dict.fromkeys(known, 0.0)  # return known[2]
    known_bar[2] += 1.0
    cost_bar = np.zeros_like(cost)
    heap_bar = [[0.0, 0.0] for item in heap]
    for _ in range(trips):
        items2 = items2_stack.pop()
        condition2 = condition2_stack.pop()
        if condition2:
            so_far_bar = 0.0
        else:
            so_far_bar = 0.0
            for other, edge in reversed(items2):
                condition = condition_stack.pop()
                if condition:
                    saved = saved_stack.pop()
                    # heapq.heappush(heap, (longer, other))
                    heap_bar, longer_bar = heap_push_reverse(heap, saved, heap_bar)
                    known_item_bar = known_bar[other]
                    known_bar[other] = 0.0
                    longer_bar += known_item_bar
                else:
                    longer_bar = 0.0
                so_far_bar += longer_bar  # longer = so_far + cost[edge]
                cost_bar[edge] += longer_bar
        saved2 = saved2_stack.pop()
        # so_far, node = heapq.heappop(heap)
        heap_bar = heap_pop_reverse(heap, saved2, so_far_bar, heap_bar)
    return cost_bar


def heap_push_forward(heap, item):
    condition_stack = []
    parent_stack = []
    heap_stack = []
    place_stack = []
    heap.append(item)
    place = len(heap) - 1
    trips = 0
    while place > 0:
        trips += 1  # counts the trips
        parent = (place - 1) // 2
        condition = not item < heap[parent]
        if condition:
            condition_stack.append(condition)
            parent_stack.append(parent)
            break
        heap_stack.append(heap[place])
        heap[place] = heap[parent]
        place_stack.append(place)
        place = parent
        condition_stack.append(condition)
        parent_stack.append(parent)
    heap_old = heap[place]
    heap[place] = item
    return (
        condition_stack,
        parent_stack,
        heap_stack,
        place_stack,
        place,
        trips,
        heap_old,
    )


def heap_push_reverse(heap, saved, heap_bar):
    (
        condition_stack,
        parent_stack,
        heap_stack,
        place_stack,
        place,
        trips,
        heap_old,
    ) = saved
    heap_item_bar = heap_bar[place]  # heap[place] = item
    heap[place] = heap_old
    heap_bar[place] = [0.0, 0.0]
    item_0_bar = heap_item_bar[0]
    for _ in range(trips):
        parent = parent_stack.pop()
        condition = condition_stack.pop()
        if not condition:
            place = place_stack.pop()
            heap_item_bar2 = heap_bar[place]  # heap[place] = heap[parent]
            heap[place] = heap_stack.pop()
            heap_bar[place] = [0.0, 0.0]
            heap_bar[parent][0] += heap_item_bar2[0]
    item_bar = heap_bar.pop()  # heap.append(item)
    heap.pop()
    item_0_bar += item_bar[0]
    return heap_bar, item_0_bar


def sunk_forward(heap, start, item):
    saved_stack = []
    heap_stack = []
    condition2_stack = []
    parent_stack = []
    heap_stack2 = []
    place_stack = []
    place = start
    child = 2 * place + 1
    trips = 0
    while child < len(heap):
        trips += 1  # counts the trips
        condition = child + 1 < len(heap) and not heap[child] < heap[child + 1]
        if condition:
            child += 1
        saved_stack.append((place, child))
        heap_stack.append(heap[place])
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    trips2 = 0
    while place > start:
        trips2 += 1  # counts the trips
        parent = (place - 1) // 2
        condition2 = not item < heap[parent]
        if condition2:
            condition2_stack.append(condition2)
            parent_stack.append(parent)
            break
        heap_stack2.append(heap[place])
        heap[place] = heap[parent]
        place_stack.append(place)
        place = parent
        condition2_stack.append(condition2)
        parent_stack.append(parent)
    heap_old = heap[place]
    heap[place] = item
    return (
        saved_stack,
        heap_stack,
        condition2_stack,
        parent_stack,
        heap_stack2,
        place_stack,
        place,
        trips,
        trips2,
        heap_old,
    )


def sunk_reverse(heap, saved, heap_bar):
    (
        saved_stack,
        heap_stack,
        condition2_stack,
        parent_stack,
        heap_stack2,
        place_stack,
        place,
        trips,
        trips2,
        heap_old,
    ) = saved
    heap_item_bar = heap_bar[place]  # heap[place] = item
    heap[place] = heap_old
    heap_bar[place] = [0.0, 0.0]
    item_0_bar = heap_item_bar[0]
    for _ in range(trips2):
        parent = parent_stack.pop()
        condition2 = condition2_stack.pop()
        if not condition2:
            place = place_stack.pop()
            heap_item_bar2 = heap_bar[place]  # heap[place] = heap[parent]
            heap[place] = heap_stack2.pop()
            heap_bar[place] = [0.0, 0.0]
            heap_bar[parent][0] += heap_item_bar2[0]
    for _ in range(trips):
        place, child = saved_stack.pop()
        heap_item_bar3 = heap_bar[place]  # heap[place] = heap[child]
        heap[place] = heap_stack.pop()
        heap_bar[place] = [0.0, 0.0]
        heap_bar[child][0] += heap_item_bar3[0]
    return heap_bar, item_0_bar


def heap_pop_forward(heap):
    saved = None
    item = heap.pop()
    condition = not heap
    if condition:
        ans = item
    else:
        least = heap[0]
        saved = sunk_forward(heap, 0, item)
        ans = least
    return ans, (item, condition, saved)


def heap_pop_reverse(heap, saved2, ans_0_bar, heap_bar):
    item, condition, saved = saved2
    if condition:
        item_0_bar = ans_0_bar  # return item
    else:
        heap_bar, item_0_bar = sunk_reverse(heap, saved, heap_bar)  # sunk(...)
        heap_bar[0][0] += ans_0_bar  # least = heap[0]
    heap_bar.append([item_0_bar, 0.0])  # item = heap.pop()
    heap.append(item)
    return heap_bar
