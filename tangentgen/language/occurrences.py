"""Where a container's name stands, and whether nothing but the container's own uses is made of it.

A container of another class can take its place only where nobody else gets to see it.
"""

from __future__ import annotations

import builtins
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.walk import children

Live = Callable[[gast.expr], Any]

_NUMERIC = ("numpy", "scipy", "math", "cmath", "statistics")
_READERS: tuple[Any, ...] = (
    len, sum, min, max, sorted, list, tuple, dict, set, any, all, enumerate, reversed, zip, map,
    filter, iter, bool, print, isinstance, str, repr,
)  # fmt: skip


@dataclass(frozen=True)
class Occurrence:
    """A name in an expression of a statement, below these nodes, outermost first."""

    statement: core.Statement
    above: tuple[gast.AST, ...]
    node: gast.Name

    @property
    def parent(self) -> gast.AST | None:
        return self.above[-1] if self.above else None


def occurrences(block: core.Block) -> Iterator[Occurrence]:
    """All names in the statements of a block."""
    for statement in core.walk(block):
        for tree in vars(statement).values():
            if isinstance(tree, gast.AST):
                yield from _below(statement, (), tree)


def _below(
    statement: core.Statement, above: tuple[gast.AST, ...], node: gast.AST
) -> Iterator[Occurrence]:
    if isinstance(node, gast.Name):
        yield Occurrence(statement, above, node)
    for part in children(node):
        yield from _below(statement, (*above, node), part)


def only_reads(found: Occurrence, live: Live, methods: frozenset[str]) -> bool:
    """Whether the container is asked for its items, its length or its truth, or is unpacked."""
    statement, node = found.statement, found.node
    match found.parent:
        case None:
            going = isinstance(statement, core.For) and statement.iter is node
            return going or _is_test(found)
        case gast.Subscript(value=value) if value is node:
            return True
        case gast.Attribute(value=value, attr=attr) if value is node:
            return attr in methods and _is_called(found)
        case gast.Call(func=function) if function is not node:
            called = live(function)
            numeric = isinstance(function, gast.Attribute) and _is_numeric(function, live)
            return numeric or any(called is reader for reader in _READERS)
        case gast.comprehension(iter=items):
            return items is node
        case gast.Compare(ops=[gast.In() | gast.NotIn()], comparators=[items]):
            return items is node
        case gast.Starred():
            return True
    return _is_test(found)


def _is_called(found: Occurrence) -> bool:
    call = found.above[-2] if len(found.above) > 1 else None
    return isinstance(call, gast.Call) and call.func is found.parent


def _is_test(found: Occurrence) -> bool:
    """Whether only the truth of the container is asked for."""
    inner: gast.AST = found.node
    for above in reversed(found.above):
        match above:
            case gast.UnaryOp(op=gast.Not()):
                return True
            case gast.IfExp(test=test) if test is inner:
                return True
            case gast.BoolOp():
                inner = above
            case _:
                return False
    return inner is getattr(found.statement, "test", None)


def _is_numeric(function: gast.expr, live: Live) -> bool:
    """Whether a function is one of a library for numbers, which changes no container."""
    while isinstance(function, gast.Attribute):
        function = function.value
    module = live(function)
    return isinstance(module, types.ModuleType) and module.__name__.split(".")[0] in _NUMERIC


def outside(own: set[str], live: Live) -> Live:
    """What names stand for that are no variables of the function."""

    def found(node: gast.expr) -> Any:
        root = node
        while isinstance(root, gast.Attribute):
            root = root.value
        known = isinstance(root, gast.Name) and root.id not in own
        return live(node) if known else builtins.NotImplemented

    return found
