"""What the passes ask of the same tree again and again, kept for as long as a derivation lasts.

Trees and statements do not change once they are made. A table holds those it speaks of, so that
none is taken for another that had its place in memory before; when no derivation is under way,
nothing is kept.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

MOST = 1000  # items of an answer that is kept: passes that follow a long sum down ask at each term

_tables: list[dict[Any, Any]] = []
_lock = threading.Lock()
_open = 0  # derivations under way


def remembered(
    answer: Callable[[Asked], tuple[Answer, ...]],
) -> Callable[[Asked], tuple[Answer, ...]]:
    """The function, which is asked once for each object during a derivation.

    >>> asked = []
    >>> parts = remembered(lambda text: asked.append(text) or tuple(text))
    >>> with remembering():
    ...     parts("ab"), parts("ab")
    (('a', 'b'), ('a', 'b'))
    >>> parts("ab"), asked
    (('a', 'b'), ['ab', 'ab'])
    """
    table: dict[Asked, tuple[Answer, ...]] = {}
    _tables.append(table)

    @wraps(answer)
    def known(of: Asked) -> tuple[Answer, ...]:
        found = table.get(of)
        if found is None:
            found = answer(of)
            if _open and len(found) <= MOST:
                table[of] = found
        return found

    return known


@contextmanager
def remembering() -> Iterator[None]:
    """A derivation, at the end of which all is forgotten, but for others that go on."""
    global _open
    with _lock:
        _open += 1
    try:
        yield
    finally:
        with _lock:
            _open -= 1
            if not _open:
                for table in _tables:
                    table.clear()
