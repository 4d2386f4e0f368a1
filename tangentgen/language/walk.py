"""Every node of an expression, which the passes ask for more often than for anything else."""

from __future__ import annotations

from collections.abc import Iterator

import gast


def walk(tree: gast.AST) -> Iterator[gast.AST]:
    """As `gast.walk`, the same nodes in the same order, without those that say `Load` and `Store`.

    >>> [type(node).__name__ for node in walk(gast.parse("f(x) + 1").body[0].value)]
    ['BinOp', 'Call', 'Add', 'Constant', 'Name', 'Name']
    """
    found = [tree]
    for node in found:  # grows while it is walked
        yield node
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, gast.AST):
                if not isinstance(value, gast.expr_context):
                    found.append(value)
            elif isinstance(value, list):
                found += [item for item in value if isinstance(item, gast.AST)]


def all_names(tree: gast.AST) -> Iterator[gast.Name]:
    """Every name in an expression, read or bound.

    >>> [name.id for name in all_names(gast.parse("f(x) + y").body[0].value)]
    ['y', 'f', 'x']
    """
    for node in walk(tree):
        if isinstance(node, gast.Name):
            yield node
