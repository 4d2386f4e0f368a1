"""Comprehensions of templates keep their variables apart from the names of the caller."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gast

from tangentgen.source.quote import copy

COMPREHENSIONS = gast.ListComp | gast.GeneratorExp | gast.SetComp | gast.DictComp
_MARK = "_each_"


def apart(tree: gast.expr, fill: Callable[[Any], Any]) -> gast.expr:
    """A template's comprehension filled in, its variables renamed where the filling says the same.

    >>> from tangentgen.source.quote import expression, substitute
    >>> tree = expression("[a for x in b]")
    >>> gast.unparse(apart(tree, lambda t: substitute(t, {"a": expression("x * y")}))).strip()
    '[x * y for item in b]'
    """
    own = {
        n.id
        for inner in gast.walk(tree)
        if isinstance(inner, gast.comprehension)
        for n in gast.walk(inner.target)
        if isinstance(n, gast.Name)
    }
    filled = fill(_renamed(tree, {n: _MARK + n for n in own}))
    used = {n.id for n in gast.walk(filled) if isinstance(n, gast.Name)}
    given: dict[str, str] = {}
    for variable in sorted(own):
        wanted = (variable, "item", *(f"item{k}" for k in range(2, 100)))
        free = next(w for w in wanted if w not in used and w not in given.values())
        given[_MARK + variable] = free
    return _renamed(filled, given)


def _renamed(tree: Any, given: dict[str, str]) -> Any:
    fresh = copy(tree)
    for node in gast.walk(fresh):
        if isinstance(node, gast.Name) and node.id in given:
            node.id = given[node.id]
    return fresh
