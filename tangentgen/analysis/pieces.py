"""What `np.split` and its like return: a list of sections, or the two arrays of a histogram."""

from __future__ import annotations

from typing import Any

import numpy as np

from tangentgen.analysis.values import UNKNOWN, Dim, Value

_ALONG: dict[Any, int] = {np.vsplit: 0, np.hsplit: 1, np.dsplit: 2}


def pieces(function: Any, arguments: list[Value], keywords: dict[str, Value]) -> Value | None:
    """The sections of an array of known rank; their lengths along the axis are not known.

    >>> x = Value("array", dtype="f8", shape=(Dim(0, (("n", 1),)),))
    >>> len(pieces(np.split, [x, Value("int", constant=3)], {}).items)
    3
    """
    if function is np.histogram:
        weights = keywords.get("weights")
        counts = Value("array", dtype=weights.dtype if weights else None, shape=(None,))
        edges = Value("array", dtype="f8", shape=(None,))
        return Value("tuple", items=(counts, edges), length=Dim(2))
    if function is np.histogram2d:
        weights = keywords.get("weights")
        counts = Value("array", dtype=weights.dtype if weights else None, shape=(None, None))
        edges = Value("array", dtype="f8", shape=(None,))
        return Value("tuple", items=(counts, edges, edges), length=Dim(3))
    if function is UNSTACK and arguments:
        return _slices(arguments[0], keywords.get("axis"))
    if function is np.unique and arguments:
        return _unique(arguments[0], keywords, len(arguments) > 1)
    if function not in (np.split, np.array_split, *_ALONG) or len(arguments) < 2:
        return None
    array, sections = arguments[:2]
    if array.kind != "array" or array.shape is None:
        return None
    given = keywords.get("axis") or (arguments[2] if len(arguments) > 2 else None)
    axis = _ALONG.get(function, 0) if given is None else given.constant
    if function is np.hsplit and len(array.shape) == 1:
        axis = 0
    if not isinstance(axis, int) or axis >= len(array.shape):
        return None
    shape = list(array.shape)
    shape[axis] = None
    part = Value("array", dtype=array.dtype, shape=tuple(shape))
    if isinstance(sections.constant, int):
        count = sections.constant
    elif sections.items is not None and sections.constant is UNKNOWN:
        count = len(sections.items) + 1
    else:  # where it is split is known at run time, whatever a trial on small data would say
        return Value("list", element=part)
    return Value("list", items=(part,) * count, length=Dim(count))


def _unique(array: Value, keywords: dict[str, Value], positional: bool) -> Value | None:
    """The values, and what else is asked for: places in them, which are integers."""
    asked = [k for k in ("return_index", "return_inverse", "return_counts") if k in keywords]
    if positional or any(not isinstance(keywords[k].constant, bool) for k in asked):
        return None
    values = Value("array", dtype=array.dtype, shape=(None,))
    rest = Value("array", dtype="i8", shape=(None,))
    parts = (values, *(rest for k in asked if keywords[k].constant))
    return Value("tuple", items=parts, length=Dim(len(parts))) if len(parts) > 1 else values


UNSTACK = getattr(np, "unstack", None)  # NumPy 2.1


def _slices(array: Value, given: Value | None) -> Value | None:
    """As many as the axis is long."""
    axis = 0 if given is None else given.constant
    if array.kind != "array" or array.shape is None or not isinstance(axis, int):
        return None
    shape = list(array.shape)
    length = shape.pop(axis)
    part = Value("array" if shape else "scalar", dtype=array.dtype, shape=tuple(shape))
    if length is None or not length.is_constant:
        return Value("list", element=part)
    return Value("tuple", items=(part,) * length.constant, length=length)
