"""Trees of arrays and numbers: lists, tuples, dicts, named tuples, dataclasses, objects."""

from __future__ import annotations

import copy
import dataclasses
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

Tree = Any


def children(tree: Tree) -> list[tuple[Any, Tree]] | None:
    """The parts of a node under their keys, or None for a leaf.

    >>> children({"w": 1.0, "b": 2.0})
    [('w', 1.0), ('b', 2.0)]
    """
    if isinstance(tree, dict):
        return list(tree.items())
    if isinstance(tree, list | tuple):
        return list(enumerate(tree))
    if dataclasses.is_dataclass(tree) and not isinstance(tree, type):
        return [(field.name, getattr(tree, field.name)) for field in dataclasses.fields(tree)]
    opaque = (type, types.ModuleType, np.ndarray, np.generic)
    called = callable(tree) and not isinstance(type(tree).__call__, types.FunctionType)
    if hasattr(tree, "__dict__") and not called and not isinstance(tree, opaque):
        return list(vars(tree).items())
    return None


def rebuild(tree: Tree, parts: list[Tree]) -> Tree:
    """A node like `tree` with other parts, in the order of `children`."""
    if isinstance(tree, dict):
        return dict(zip(tree, parts, strict=True))
    if isinstance(tree, tuple) and hasattr(tree, "_fields"):
        return type(tree)(*parts)
    if isinstance(tree, list | tuple):
        return type(tree)(parts)
    twin = copy.copy(tree)
    for (name, _), part in zip(children(tree) or [], parts, strict=True):
        object.__setattr__(twin, name, part)
    return twin


def leaves(tree: Tree) -> list[Any]:
    """All leaves, in the order of the parts.

    >>> leaves((1.0, [2.0, {"a": 3.0}]))
    [1.0, 2.0, 3.0]
    """
    parts = children(tree)
    if parts is None:
        return [tree]
    return [leaf for _, part in parts for leaf in leaves(part)]


def map_leaves(function: Callable[..., Any], tree: Tree, *others: Tree) -> Tree:
    """`function` of the leaves of trees of one structure."""
    parts = children(tree)
    if parts is None:
        return function(tree, *others)
    sides = [dict(children(other) or []) for other in others]
    mapped = [map_leaves(function, part, *(side[key] for side in sides)) for key, part in parts]
    return rebuild(tree, mapped)


def dtype_of(leaf: Any) -> np.dtype[Any] | None:
    """The dtype of a number or an array, None of anything else."""
    if isinstance(leaf, bool | int | float | complex | np.ndarray | np.generic):
        return np.asarray(leaf).dtype
    return None


def is_active(leaf: Any) -> bool:
    """Whether a leaf can carry a derivative: real and complex floating point numbers can."""
    dtype = dtype_of(leaf)
    return dtype is not None and dtype.kind in "fc"


def random_like(rng: np.random.Generator, tree: Tree) -> Tree:
    """A random tangent: of the leaves' shapes and dtypes, None for what carries no derivative."""

    def draw(leaf: Any) -> Any:
        if not is_active(leaf):
            return None
        dtype = np.asarray(leaf).dtype
        values = rng.normal(size=np.shape(leaf))
        if dtype.kind == "c":
            values = values + 1j * rng.normal(size=np.shape(leaf))
        if isinstance(leaf, np.ndarray):
            return np.asarray(values, dtype)
        return type(leaf)(values)

    return map_leaves(draw, tree)


def dot(one: Tree, other: Tree) -> float:
    """Re Σ a·b over all leaves that are not None; complex numbers are not conjugated.

    >>> dot((1.0, None, 2.0), (3.0, None, 4.0))
    11.0
    """
    total = 0.0
    for a, b in zip(leaves(one), leaves(other), strict=True):
        if a is not None and b is not None:
            total += float(np.sum(np.asarray(a) * np.asarray(b)).real)
    return total


def norm(tree: Tree) -> float:
    """The Euclidean norm over all leaves that carry a derivative."""
    squares = [np.sum(np.abs(np.asarray(x)) ** 2) for x in leaves(tree) if is_active(x)]
    return float(np.sqrt(sum(squares)))


def arrays(tree: Tree) -> Iterator[np.ndarray]:
    """The leaves that are arrays and have memory of their own."""
    for leaf in leaves(tree):
        if isinstance(leaf, np.ndarray) and leaf.size:
            yield leaf


def to_float64(tree: Tree) -> Tree:
    """The same tree with float32 made float64."""

    def widen(leaf: Any) -> Any:
        if isinstance(leaf, np.ndarray) and leaf.dtype == np.float32:
            return leaf.astype(np.float64)
        return np.float64(leaf) if isinstance(leaf, np.float32) else leaf

    return map_leaves(widen, tree)
