"""Room for trees that are deeper than Python's default recursion limit."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LIMIT = 50_000

_lock = threading.Lock()
_inside = 0
_before = 0


@contextmanager
def deep() -> Iterator[None]:
    """A higher recursion limit while any thread is inside.

    From Python 3.11 on, functions of Python that call each other use no C stack.

    >>> def depth(n): return n and 1 + depth(n - 1)
    >>> with deep():
    ...     depth(5_000)
    5000
    """
    global _inside, _before
    with _lock:
        if _inside == 0:
            _before = sys.getrecursionlimit()
            sys.setrecursionlimit(max(_before, LIMIT))
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if _inside == 0:
                sys.setrecursionlimit(_before)
