"""Trees with other parts, made without changing the old ones."""

from __future__ import annotations

from collections.abc import Callable
from operator import is_not
from typing import Any

import gast

_PLAIN = frozenset((int, str, float, bool, type(None)))


def rebuilt(node: Any, change: Callable[[Any], Any]) -> Any:
    """The node with each direct part changed; the same node where no part became another.

    >>> tree = gast.parse("a + b", mode="eval").body
    >>> rebuilt(tree, lambda part: part) is tree
    True
    >>> type(rebuilt(tree, lambda part: tree.left).right) is gast.Name
    True
    """
    changes: dict[str, object] | None = None
    for key, value in node.__dict__.items():
        if value.__class__ in _PLAIN:
            continue
        if isinstance(value, gast.AST):
            new = change(value)
            if new is not value:
                changes = {**(changes or {}), key: new}
        elif isinstance(value, list):
            parts = [change(v) if isinstance(v, gast.AST) else v for v in value]
            if any(map(is_not, parts, value)):
                changes = {**(changes or {}), key: parts}
    if changes is None:
        return node
    fresh = node.__class__.__new__(node.__class__)
    fresh.__dict__.update(node.__dict__)
    fresh.__dict__.update(changes)
    return fresh
