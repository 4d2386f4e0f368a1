"""Heaps of `heapq` and lists that `bisect.insort` keeps in order."""

import bisect
import heapq
from heapq import heappop, heappush


def p_pushed_and_popped(x):
    heap = []
    for v in x:
        heappush(heap, v * v)
    cost = 0.0
    while len(heap) > 1:
        first = heappop(heap)
        second = heappop(heap)
        cost += first * second
        heappush(heap, first + second)
    return cost + heap[0]


def p_pairs(x):
    heap = []
    for k, v in enumerate(x):
        heapq.heappush(heap, (v * v, k))
    total = 0.0
    rank = 1
    while heap:
        v, k = heapq.heappop(heap)
        total += rank * v * x[k]
        rank += 1
    return total


def p_shortest_path(x, a):
    graph = {0: [(1, 0), (2, 1)], 1: [(2, 2)], 2: []}
    known = {n: float("inf") for n in graph}
    known[0] = 0.0
    heap = [(0.0, 0)]
    while heap:
        d, u = heapq.heappop(heap)
        if d > known[u]:
            continue
        for v, e in graph[u]:
            longer = d + x[e] * a
            if longer < known[v]:
                known[v] = longer
                heapq.heappush(heap, (longer, v))
    return known[2]


def p_heapified(x, a):
    heap = list(x)
    heapq.heapify(heap)
    least = heapq.heapreplace(heap, heap[0] * 3)
    other = heapq.heappushpop(heap, x[1] * a)
    return least * other + sum((k + 1) * v for k, v in enumerate(heap))


def p_least_and_largest(x):
    low = heapq.nsmallest(2, x)
    high = heapq.nlargest(2, x, key=lambda v: -v * v)
    return low[1] * high[0] + low[0] ** 2


def p_integers(x):
    heap = [2, 0, 1]
    heapq.heapify(heap)
    total = 0.0
    while heap:
        k = heapq.heappop(heap)
        total = total * x[0] + (k + 1) * x[k]
    return total


def p_merged(x, y):
    heap = [(x[0], 0), (y[0], 1)]
    heapq.heapify(heap)
    taken = []
    while heap:
        v, k = heapq.heappop(heap)
        taken.append(v)
        if len(taken) < 3:
            heapq.heappush(heap, (v + (x if k == 0 else y)[1] ** 2, k))
    return sum((i + 1) * v for i, v in enumerate(taken))


def p_insorted(x, y):
    ordered = []
    for v in (*x, *y):
        bisect.insort(ordered, v)
    return sum(k * v for k, v in enumerate(ordered))


def p_insorted_pairs(x):
    ordered = []
    for k, v in enumerate(x):
        bisect.insort_left(ordered, (v * v, k))
    return ordered[0][0] * ordered[2][0] ** 2 + x[ordered[1][1]]


REFUSED: set[str] = set()
