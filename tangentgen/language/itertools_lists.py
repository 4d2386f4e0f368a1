"""What the iterators of `itertools` give, as lists: derivatives go through these.

They use nothing but builtins, so that their text means the same wherever it is printed.
"""

from __future__ import annotations

from typing import Any


def accumulated(items: Any) -> Any:
    """`itertools.accumulate`: running sums."""
    found: list[Any] = []
    for item in items:
        found.append(found[-1] + item if found else item)
    return found


def accumulated_from(items: Any, start: Any) -> Any:
    """`itertools.accumulate` with a start."""
    result = start
    found: list[Any] = [result]
    for item in items:
        result = result + item
        found.append(result)
    return found


def accumulated_by(items: Any, function: Any) -> Any:
    """`itertools.accumulate` of a function of two arguments."""
    found: list[Any] = []
    for item in items:
        found.append(function(found[-1], item) if found else item)
    return found


def accumulated_by_from(items: Any, function: Any, start: Any) -> Any:
    """`itertools.accumulate` of such a function, with a start."""
    result = start
    found: list[Any] = [result]
    for item in items:
        result = function(result, item)
        found.append(result)
    return found


def spread_mapped(function: Any, rows: Any) -> Any:
    """`itertools.starmap`."""
    found: list[Any] = []
    for row in rows:
        found.append(function(*row))
    return found


def taken_while(function: Any, items: Any) -> Any:
    """`itertools.takewhile`."""
    found: list[Any] = []
    for item in items:
        if not function(item):
            break
        found.append(item)
    return found


def dropped_while(function: Any, items: Any) -> Any:
    """`itertools.dropwhile`."""
    found: list[Any] = []
    dropping = True
    for item in items:
        dropping = dropping and bool(function(item))
        if not dropping:
            found.append(item)
    return found


def left_out(function: Any, items: Any) -> Any:
    """`itertools.filterfalse`."""
    found: list[Any] = []
    for item in items:
        if not function(item):
            found.append(item)
    return found


def chosen(items: Any, selectors: Any) -> Any:
    """`itertools.compress`."""
    found: list[Any] = []
    for item, selected in zip(items, selectors, strict=False):
        if selected:
            found.append(item)
    return found


def flattened(rows: Any) -> Any:
    """`itertools.chain.from_iterable`."""
    found: list[Any] = []
    for row in rows:
        for item in row:
            found.append(item)
    return found


def transposed(rows: Any) -> Any:
    """`zip(*rows)`, as far as the shortest row goes."""
    found: list[Any] = []
    if len(rows) == 0:
        return found
    for k in range(min([len(row) for row in rows])):
        found.append([row[k] for row in rows])
    return found


def grouped(items: Any) -> Any:
    """`itertools.groupby`, its groups as lists."""
    items = list(items)
    starts = [k for k in range(len(items)) if k == 0 or items[k] != items[k - 1]]
    ends = [*starts[1:], len(items)]
    return [(items[start], items[start:end]) for start, end in zip(starts, ends, strict=True)]


def grouped_by(items: Any, function: Any) -> Any:
    """`itertools.groupby` with a key."""
    items = list(items)
    keys = [function(item) for item in items]
    starts = [k for k in range(len(items)) if k == 0 or keys[k] != keys[k - 1]]
    ends = [*starts[1:], len(items)]
    return [(keys[start], items[start:end]) for start, end in zip(starts, ends, strict=True)]


def zipped_longest(first: Any, second: Any, fill: Any) -> Any:
    """`itertools.zip_longest` of two, with what stands for those that are missing."""
    first, second = list(first), list(second)
    found: list[Any] = []
    for k in range(max(len(first), len(second))):
        one = first[k] if k < len(first) else fill
        found.append((one, second[k] if k < len(second) else fill))
    return found
