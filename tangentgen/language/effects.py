"""Expressions that change a container, by their looks: `xs.append(v)`, `d.setdefault(k, v)`."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned, parameters
from tangentgen.language.targets import LIST_METHODS
from tangentgen.language.walk import children

METHODS = frozenset(
    (*LIST_METHODS, "remove", "sort", "update", "setdefault", "popitem", "popleft", "appendleft")
)
Changes = Callable[[gast.AST], bool]


def changes(function: core.Function, live: Callable[[gast.expr], Any]) -> Changes:
    """A test whether a node is such a call; `np.append` is a function, and changes nothing."""
    own = {*parameters(function), *assigned(function.body)}

    def of_module(owner: gast.expr) -> bool:
        while isinstance(owner, gast.Attribute):
            owner = owner.value
        if not isinstance(owner, gast.Name) or owner.id in own:
            return False
        return isinstance(live(owner), types.ModuleType)

    def found(node: gast.AST) -> bool:
        match node:
            case gast.Call(func=gast.Attribute(value=owner, attr=method)) if method in METHODS:
                return not of_module(owner)
        return False

    return found


def uncertain(node: gast.AST, found: Changes) -> bool:
    """Whether such a call stands where it may not be evaluated.

    What a lambda returns, or a comprehension goes through, is another's business.
    """
    match node:
        case gast.BoolOp(values=values):  # the first one's result is asked for its truth
            return any(anywhere(v, found) for v in values)
        case gast.IfExp(test=test, body=body, orelse=orelse):
            return uncertain(test, found) or any(anywhere(v, found) for v in (body, orelse))
        case gast.Compare(left=left, comparators=[first, *rest]):
            both = uncertain(left, found) or uncertain(first, found)
            return both or any(anywhere(v, found) for v in rest)
    if isinstance(node, gast.Lambda | gast.comprehension):
        return False
    return any(uncertain(inner, found) for inner in children(node))


def anywhere(node: gast.AST, found: Changes) -> bool:
    """Whether an expression makes such a call, but for what a lambda returns."""
    if isinstance(node, gast.Lambda):
        return False
    return found(node) or any(anywhere(inner, found) for inner in children(node))
