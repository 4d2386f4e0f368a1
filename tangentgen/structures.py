"""Numbers in structures: tuples, lists, dicts, dataclasses and arrays, part by part."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np


def mapped(function: Callable[..., Any], tree: Any, *others: Any) -> Any:
    """A structure like `tree`, of `function(leaf, …)`; what is no number stays as it is.

    The other structures have the same form; where one holds `None`, the leaf stays too.

    >>> mapped(lambda x, y: x + y, {"a": 1.0, "b": [2.0, "s"]}, {"a": 10.0, "b": [20.0, None]})
    {'a': 11.0, 'b': [22.0, 's']}
    """
    if any(other is None for other in others) or not _holds_numbers(tree):
        return tree
    if isinstance(tree, dict):
        return {k: mapped(function, v, *(o[k] for o in others)) for k, v in tree.items()}
    if isinstance(tree, list | tuple):
        parts = [mapped(function, *part) for part in zip(tree, *others, strict=True)]
        return type(tree)(*parts) if hasattr(tree, "_fields") else type(tree)(parts)
    if dataclasses.is_dataclass(tree) and not isinstance(tree, type):
        names = [field.name for field in dataclasses.fields(tree)]
        given = {n: mapped(function, *(getattr(t, n) for t in (tree, *others))) for n in names}
        return dataclasses.replace(tree, **given)
    return function(tree, *others)


def leaves(tree: Any) -> Iterator[Any]:
    """The numbers and arrays of a structure, in order.

    >>> list(leaves((1.0, {"w": 2.0, "name": "x"})))
    [1.0, 2.0]
    """
    found: list[Any] = []
    mapped(found.append, tree)
    yield from found


def flat(tree: Any) -> np.ndarray[Any, Any]:
    """All numbers of a structure in one vector.

    >>> flat({"w": np.ones((2, 2)), "b": 3.0})
    array([1., 1., 1., 1., 3.])
    """
    return np.concatenate([np.ravel(leaf) for leaf in leaves(tree)] or [np.zeros(0)])


def shaped(vector: np.ndarray[Any, Any], tree: Any) -> Any:
    """The numbers of a vector in the form of a structure: undoes `flat`.

    >>> shaped(np.array([1.0, 2.0, 3.0]), {"w": np.zeros(2), "b": 0.0})
    {'w': array([1., 2.]), 'b': 3.0}
    """
    start = 0

    def taken(leaf: Any) -> Any:
        nonlocal start
        part = vector[start : start + np.size(leaf)]
        start += np.size(leaf)
        if isinstance(leaf, np.ndarray):
            return part.reshape(leaf.shape).astype(leaf.dtype)
        return type(leaf)(part[0])

    return mapped(taken, tree)


def _holds_numbers(tree: Any) -> bool:
    if isinstance(tree, dict | list | tuple):
        return True
    if dataclasses.is_dataclass(tree):
        return True
    kind = np.asarray(tree).dtype.kind if isinstance(tree, np.ndarray | np.generic) else ""
    return kind in ("f", "c") if kind else type(tree) in (float, complex)
