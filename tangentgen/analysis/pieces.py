"""What `np.split` and its like return: a list of sections."""

from __future__ import annotations

from typing import Any

import numpy as np

from tangentgen.analysis.values import UNKNOWN, Dim, Value


def pieces(function: Any, arguments: list[Value], keywords: dict[str, Value]) -> Value | None:
    """The sections of an array of known rank; their lengths along the axis are not known.

    >>> x = Value("array", dtype="f8", shape=(Dim(0, (("n", 1),)),))
    >>> len(pieces(np.split, [x, Value("int", constant=3)], {}).items)
    3
    """
    if function not in (np.split, np.array_split) or len(arguments) < 2:
        return None
    array, sections = arguments[:2]
    if array.kind != "array" or array.shape is None:
        return None
    given = keywords.get("axis") or (arguments[2] if len(arguments) > 2 else None)
    axis = 0 if given is None else given.constant
    if not isinstance(axis, int):
        return None
    if isinstance(sections.constant, int):
        count = sections.constant
    elif sections.items is not None and sections.constant is UNKNOWN:
        count = len(sections.items) + 1
    else:
        return None
    shape = list(array.shape)
    shape[axis] = None
    part = Value("array", dtype=array.dtype, shape=tuple(shape))
    return Value("list", items=(part,) * count, length=Dim(count))
