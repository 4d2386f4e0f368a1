"""Python's own functions that call or compare what they are given: derivatives go through these.

They use nothing but builtins, so that their text means the same wherever it is printed.
"""

from __future__ import annotations

from typing import Any


def reduce(function: Any, items: Any) -> Any:
    """`functools.reduce` without a start."""
    result = items[0]
    for item in items[1:]:
        result = function(result, item)
    return result


def reduce_from(function: Any, items: Any, start: Any) -> Any:
    """`functools.reduce` with a start."""
    result = start
    for item in items:
        result = function(result, item)
    return result


def total(items: Any, start: Any) -> Any:
    """`sum` with a start."""
    result = start
    for item in items:
        result = result + item
    return result


def mapped(function: Any, items: Any) -> Any:
    """`map` of one sequence, gone through."""
    found: list[Any] = []
    for item in items:
        found.append(function(item))
    return found


def mapped_two(function: Any, items: Any, others: Any) -> Any:
    """`map` of two sequences, as far as the shorter one goes."""
    found: list[Any] = []
    for k in range(min(len(items), len(others))):
        found.append(function(items[k], others[k]))
    return found


def filtered(function: Any, items: Any) -> Any:
    """`filter`, gone through."""
    found: list[Any] = []
    for item in items:
        if function(item):
            found.append(item)
    return found


def in_order(items: Any, key: Any) -> Any:
    """`sorted` with a key; what is equal keeps its order."""
    keys: list[Any] = []
    found: list[Any] = []
    for item in items:
        item_key = key(item)
        place = 0
        for other in keys:
            if not item_key < other:
                place += 1
        keys.insert(place, item_key)
        found.insert(place, item)
    return found


def in_reverse_order(items: Any, key: Any) -> Any:
    """`sorted` with a key and `reverse=True`; what is equal keeps its order."""
    keys: list[Any] = []
    found: list[Any] = []
    for item in items:
        item_key = key(item)
        place = 0
        for other in keys:
            if not other < item_key:
                place += 1
        keys.insert(place, item_key)
        found.insert(place, item)
    return found


def largest_of(items: Any) -> Any:
    """`max` of a sequence: the first of the largest."""
    best = items[0]
    for item in items[1:]:
        if item > best:
            best = item
    return best


def smallest_of(items: Any) -> Any:
    """`min` of a sequence: the first of the smallest."""
    best = items[0]
    for item in items[1:]:
        if item < best:
            best = item
    return best


def largest(items: Any, key: Any) -> Any:
    """`max` with a key: the first of the largest."""
    best = items[0]
    best_key = key(best)
    for item in items[1:]:
        item_key = key(item)
        if item_key > best_key:
            best, best_key = item, item_key
    return best


def smallest(items: Any, key: Any) -> Any:
    """`min` with a key: the first of the smallest."""
    best = items[0]
    best_key = key(best)
    for item in items[1:]:
        item_key = key(item)
        if item_key < best_key:
            best, best_key = item, item_key
    return best


def largest_or(items: Any, default: Any) -> Any:
    """`max` with a default."""
    if len(items) == 0:
        return default
    best = items[0]
    for item in items[1:]:
        if item > best:
            best = item
    return best


def smallest_or(items: Any, default: Any) -> Any:
    """`min` with a default."""
    if len(items) == 0:
        return default
    best = items[0]
    for item in items[1:]:
        if item < best:
            best = item
    return best


def first_of(items: Any) -> Any:
    """`next` of an iterator that nothing has been taken from."""
    if len(items) == 0:
        raise StopIteration
    return items[0]


def first_or(items: Any, default: Any) -> Any:
    """`next` of such an iterator, with a default."""
    if len(items) == 0:
        return default
    return items[0]


def heap_push(heap: Any, item: Any) -> None:
    """`heapq.heappush`."""
    heap.append(item)
    place = len(heap) - 1
    while place > 0:
        parent = (place - 1) // 2
        if not item < heap[parent]:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def heap_pop(heap: Any) -> Any:
    """`heapq.heappop`."""
    item = heap.pop()
    if not heap:
        return item
    least = heap[0]
    sunk(heap, 0, item)
    return least


def heap_replace(heap: Any, item: Any) -> Any:
    """`heapq.heapreplace`."""
    least = heap[0]
    sunk(heap, 0, item)
    return least


def heap_push_pop(heap: Any, item: Any) -> Any:
    """`heapq.heappushpop`."""
    if not heap or not heap[0] < item:
        return item
    least = heap[0]
    sunk(heap, 0, item)
    return least


def heaped(items: Any) -> None:
    """`heapq.heapify`."""
    half = len(items) // 2
    for place in reversed(range(half)):
        sunk(items, place, items[place])


def sunk(heap: Any, start: int, item: Any) -> None:
    """Puts an item where the smaller children of a place have moved up, and lets it rise there."""
    place = start
    child = 2 * place + 1
    while child < len(heap):
        if child + 1 < len(heap) and not heap[child] < heap[child + 1]:
            child += 1
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    while place > start:
        parent = (place - 1) // 2
        if not item < heap[parent]:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def put_behind_equals(items: Any, item: Any) -> None:
    """`bisect.insort`."""
    place = len(items)
    while place > 0 and item < items[place - 1]:
        place -= 1
    items.insert(place, item)


def put_before_equals(items: Any, item: Any) -> None:
    """`bisect.insort_left`."""
    place = 0
    while place < len(items) and items[place] < item:
        place += 1
    items.insert(place, item)
