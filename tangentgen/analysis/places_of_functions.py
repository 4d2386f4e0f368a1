"""Where a module keeps a function: under its name, under another, or in a table of functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def place_of(function: object, module: Mapping[str, Any]) -> tuple[str, *tuple[Any, ...]] | None:
    """The name of a global that is the function, or that holds it under a key that follows.

    >>> place_of(len, {"count": len})
    ('count',)
    >>> place_of(len, {"table": {"n": len}})
    ('table', 'n')
    """
    if function is None:
        return None
    own = getattr(function, "__name__", "")
    if module.get(own) is function:
        return (own,)
    for name, value in module.items():
        if value is function and name.isidentifier():
            return (name,)
    for name, value in module.items():
        if not name.isidentifier():
            continue
        for key, held in _items(value):
            if held is function:
                return (name, key)
    return None


def _items(table: object) -> list[tuple[Any, Any]]:
    """What a plain dict, list or tuple holds, under keys that can be written out."""
    if type(table) is dict:
        return [(key, held) for key, held in table.items() if isinstance(key, str | int)]
    if isinstance(table, list | tuple) and type(table) in (list, tuple):
        return list(enumerate(table))
    return []
