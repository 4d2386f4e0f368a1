"""Every node of an expression, which the passes ask for more often than for anything else."""

from __future__ import annotations

from collections.abc import Iterator

import gast

# What is in them is evaluated later, or once for each item, and has names of its own.
SCOPES = gast.Lambda | gast.ListComp | gast.SetComp | gast.DictComp | gast.GeneratorExp

_PLAIN = frozenset(("ctx", "id", "attr", "kind", "type_comment", "lineno", "arg"))
_FIELDS: dict[type, tuple[str, ...]] = {gast.Constant: ()}


def fields_of(node: gast.AST) -> tuple[str, ...]:
    """The fields of a node that may hold other nodes, but for `Load` and `Store`."""
    found = _FIELDS.get(node.__class__)
    if found is None:
        found = tuple(field for field in node._fields if field not in _PLAIN)
        _FIELDS[node.__class__] = found
    return found


def walk(tree: gast.AST) -> Iterator[gast.AST]:
    """As `gast.walk`, the same nodes in the same order, without those that say `Load` and `Store`.

    >>> [type(node).__name__ for node in walk(gast.parse("f(x) + 1").body[0].value)]
    ['BinOp', 'Call', 'Add', 'Constant', 'Name', 'Name']
    """
    found = [tree]
    for node in found:  # grows while it is walked
        yield node
        fields = _FIELDS.get(node.__class__)
        for field in fields_of(node) if fields is None else fields:
            value = getattr(node, field, None)
            if value.__class__ is list:
                found += [item for item in value if isinstance(item, gast.AST)]
            elif isinstance(value, gast.AST):
                found.append(value)


def children(tree: gast.AST) -> Iterator[gast.AST]:
    """As `gast.iter_child_nodes`, without those that say `Load` and `Store`."""
    for field in fields_of(tree):
        value = getattr(tree, field, None)
        if isinstance(value, list):
            for item in value:
                if isinstance(item, gast.AST):
                    yield item
        elif isinstance(value, gast.AST):
            yield value


def all_names(tree: gast.AST) -> Iterator[gast.Name]:
    """Every name in an expression, read or bound.

    >>> [name.id for name in all_names(gast.parse("f(x) + y").body[0].value)]
    ['y', 'f', 'x']
    """
    for node in walk(tree):
        if isinstance(node, gast.Name):
            yield node
