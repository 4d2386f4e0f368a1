"""Trees with other parts, made without changing the old ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gast


def rebuilt(node: Any, change: Callable[[Any], Any]) -> Any:
    """The node with each direct part changed; the same node where no part became another.

    >>> tree = gast.parse("a + b", mode="eval").body
    >>> rebuilt(tree, lambda part: part) is tree
    True
    >>> type(rebuilt(tree, lambda part: tree.left).right) is gast.Name
    True
    """
    changes: dict[str, object] = {}
    for key, value in vars(node).items():
        if isinstance(value, gast.AST):
            new = change(value)
            if new is not value:
                changes[key] = new
        elif isinstance(value, list):
            parts = [change(v) if isinstance(v, gast.AST) else v for v in value]
            if any(a is not b for a, b in zip(parts, value, strict=True)):
                changes[key] = parts
    if not changes:
        return node
    fresh = node.__class__.__new__(node.__class__)
    fresh.__dict__.update({**vars(node), **changes})
    return fresh
