"""Private names inside a class, written as the compiler sees them."""

from __future__ import annotations

from typing import Any

import gast


def mangle(tree: gast.AST, class_name: str) -> None:
    """Write `__name` as `_Class__name` throughout a freshly parsed tree, in place.

    >>> tree = gast.parse("self.__w + __x__")
    >>> mangle(tree, "_A")
    >>> gast.unparse(tree)
    'self._A__w + __x__'
    """
    prefix = class_name.lstrip("_")
    if not prefix:
        return
    _Mangler(f"_{prefix}").visit(tree)


class _Mangler(gast.NodeVisitor):  # type: ignore[misc]  # gast publishes no types
    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    def name(self, identifier: str) -> str:
        if identifier.startswith("__") and not identifier.endswith("__"):
            return self.prefix + identifier
        return identifier

    def visit(self, node: Any) -> None:
        match node:
            case gast.Name():
                node.id = self.name(node.id)
            case gast.Attribute():
                node.attr = self.name(node.attr)
            case gast.FunctionDef() | gast.AsyncFunctionDef():
                node.name = self.name(node.name)
            case gast.Global() | gast.Nonlocal():
                node.names = [self.name(name) for name in node.names]
            case gast.ClassDef():
                inner = node.name.lstrip("_")
                for outside in (*node.decorator_list, *node.bases, *node.keywords):
                    self.visit(outside)
                node.name = self.name(node.name)
                if inner:
                    for statement in node.body:
                        _Mangler(f"_{inner}").visit(statement)
                return
        self.generic_visit(node)
