"""Structures of numbers and arrays: random ones of the same form, steps, products."""

from __future__ import annotations

import copy
import inspect
import types
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import numpy as np

from tangentgen.kinds import parts_of


def random_like(tree: Any, rng: np.random.Generator) -> Any:
    """A tree of the same structure: random where there are floats, None elsewhere."""

    def draw(leaf: Any) -> Any:
        dtype = np.asarray(leaf).dtype
        if dtype.kind not in "fc":
            return None
        values = rng.normal(size=np.shape(leaf))
        if dtype.kind == "c":
            values = values + 1j * rng.normal(size=np.shape(leaf))
        if isinstance(leaf, np.ndarray):
            return np.asarray(values, dtype)
        return type(leaf)(values)

    return _mapped(draw, tree)


def like(tree: Any, number: float) -> Any:
    """A tree of the same structure: the number where there are floats, None elsewhere.

    >>> like({"w": 1.0, "n": 3}, 0.0)
    {'w': 0.0, 'n': None}
    """

    def fill(leaf: Any) -> Any:
        if np.asarray(leaf).dtype.kind not in "fc":
            return None
        return np.full_like(leaf, number) if isinstance(leaf, np.ndarray) else type(leaf)(number)

    return _mapped(fill, tree)


def at(path: str, arguments: Mapping[str, Any]) -> Any:
    """What stands at a path such as `model.w`.

    >>> at("z.real", {"z": 1 + 2j})
    1.0
    """
    first, *rest = path.split(".")
    return reduce(getattr, rest, arguments[first])


def shifted(tree: Any, direction: Any, step: float) -> Any:
    """`tree + step * direction`, where there is a direction.

    >>> shifted({"w": 1.0, "n": 3}, {"w": 2.0, "n": None}, 0.5)
    {'w': 2.0, 'n': 3}
    """
    return _mapped(lambda x, d: x if d is None else _like(x)(x + step * d), tree, direction)


def _like(leaf: Any) -> Callable[[Any], Any]:
    """What makes a value of the same type of it."""
    return (lambda a: np.asarray(a, leaf.dtype)) if isinstance(leaf, np.ndarray) else type(leaf)


def dot(one: Any, other: Any) -> float:
    """Re Σ a b over the leaves; those that are None have no part in it.

    >>> dot((1.0, [2.0, None]), (3.0, [4.0, 5]))
    11.0
    """
    pairs = zip(leaves(one), leaves(other), strict=True)
    return float(sum(np.sum(np.real(a * b)) for a, b in pairs if a is not None and b is not None))


def _parts(tree: Any) -> dict[Any, Any] | None:
    if isinstance(tree, list) or type(tree) is tuple:
        return dict(enumerate(tree))
    if isinstance(tree, dict):
        return tree
    if isinstance(tree, np.ndarray | np.generic) or _is_function(tree):
        return None
    found = parts_of(tree)
    return None if found is None else dict(found)


def _is_function(tree: Any) -> bool:
    """Whether it is called and no more than that: not an object whose class has a `__call__`."""
    own = inspect.getattr_static(type(tree), "__call__", None)
    derived = hasattr(type(tree), "_as_subject")
    return callable(tree) and (
        derived or isinstance(tree, type) or not isinstance(own, types.FunctionType)
    )


def leaves(tree: Any) -> list[Any]:
    parts = _parts(tree)
    return [tree] if parts is None else [leaf for p in parts.values() for leaf in leaves(p)]


def _mapped(function: Callable[..., Any], tree: Any, *others: Any) -> Any:
    """A tree of what the function makes of the leaves."""
    parts = _parts(tree)
    if parts is None:
        return function(tree, *others)
    sides = [_parts(other) or {} for other in others]
    made = {key: _mapped(function, part, *(s[key] for s in sides)) for key, part in parts.items()}
    if isinstance(tree, dict):
        return made
    if isinstance(tree, tuple) and type(tree) is not tuple:
        return type(tree)(**made)
    if isinstance(tree, list | tuple):
        return type(tree)(made.values())
    twin = copy.copy(tree)
    for name, part in made.items():
        object.__setattr__(twin, name, part)
    return twin
