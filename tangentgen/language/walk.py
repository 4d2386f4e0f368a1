"""Every node of an expression, which the passes ask for more often than for anything else."""

from __future__ import annotations

import gast

from tangentgen.language.remembered import remembered

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


@remembered
def walk(tree: gast.AST) -> tuple[gast.AST, ...]:
    """As `gast.walk`, the same nodes in the same order, without those that say `Load` and `Store`.

    >>> [type(node).__name__ for node in walk(gast.parse("f(x) + 1").body[0].value)]
    ['BinOp', 'Call', 'Add', 'Constant', 'Name', 'Name']
    """
    found = [tree]
    for node in found:  # grows while it is walked
        fields = _FIELDS.get(node.__class__)
        for field in fields_of(node) if fields is None else fields:
            value = getattr(node, field, None)
            if value.__class__ is list:
                found += [item for item in value if isinstance(item, gast.AST)]
            elif isinstance(value, gast.AST):
                found.append(value)
    return tuple(found)


@remembered
def children(tree: gast.AST) -> tuple[gast.AST, ...]:
    """As `gast.iter_child_nodes`, without those that say `Load` and `Store`."""
    found: list[gast.AST] = []
    for field in fields_of(tree):
        value = getattr(tree, field, None)
        if isinstance(value, list):
            found += [item for item in value if isinstance(item, gast.AST)]
        elif isinstance(value, gast.AST):
            found.append(value)
    return tuple(found)


@remembered
def all_names(tree: gast.AST) -> tuple[gast.Name, ...]:
    """Every name in an expression, read or bound.

    >>> [name.id for name in all_names(gast.parse("f(x) + y").body[0].value)]
    ['y', 'f', 'x']
    """
    return tuple([node for node in walk(tree) if isinstance(node, gast.Name)])
