"""Lists and dicts whose items may be None, or numbers, where other items are arrays."""

from __future__ import annotations

from tangentgen.analysis.values import Value


def begins_small(held: Value) -> bool:
    """Whether the adjoint of an item may begin as the number 0.0 where the item is an array.

    `l = [None] * n` has nothing that zeros could be like; it is filled later.

    >>> begins_small(Value("list", element=Value("array", optional=True)))
    True
    >>> begins_small(Value("list", element=Value("array")))
    False
    """
    if held.element is None:
        return False
    while held.element is not None:
        held = held.element
    return held.optional or held.kind in ("tensor", "any")
