"""What is read of objects that change out of sight: a set that grows, a queue, a counter.

Their state is not brought back in the reverse sweep. So `k in seen` and `len(queue)` are asked
once, in the forward sweep, and what they gave is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.values import UNKNOWN
from tangentgen.language import core
from tangentgen.language.walk import children, walk

_KINDS = ("any", "iterator")


def mark(facts: Analysis, inner: bool) -> None:
    """Notes the expressions whose value depends on when they are evaluated.

    What an `inner` function, which others call, is given may be changed by its callers.
    """
    read = [pair for tree in _expressions(facts.tree.body) for pair in _read(facts, tree, None)]
    states = [(parent, spelled(node)) for parent, node in read if is_opaque(facts, node)]
    if states and (inner or _changed(facts)):
        facts.impure.update(parent for parent, _ in states if parent is not None)
        facts.opaque.update(text for _, text in states)
    for parent, node in read:  # what keys a dict has is not brought back either
        if not is_opaque(facts, node) and not isinstance(parent, gast.Subscript | gast.Attribute):
            facts.opaque.add(spelled(node))
            if parent is not None and facts.value(parent).kind in _ANSWERS:
                facts.impure.add(parent)


_ANSWERS = ("bool", "int", "any")


def is_opaque(facts: Analysis, node: gast.AST) -> bool:
    """Whether it is a name, here or in the user's module, of an object that is not known."""
    value = facts.value(node)
    match node:
        case gast.Name():
            pass
        case gast.Attribute(value=owner) if facts.value(owner).kind == "module":
            if not value.sites:
                return False
        case _:
            return False
    known = value.constant is not UNKNOWN or value.items is not None
    return value.kind in _KINDS and not known and not facts.is_active(value)


def spelled(node: gast.AST) -> str:
    """A name, with that of the module it is in."""
    return f"{node.value.id}.{node.attr}" if isinstance(node, gast.Attribute) else str(node.id)


def reads(facts: Analysis, block: core.Block) -> bool:
    """Whether statements read the state of such an object."""
    return bool(facts.opaque) and any(
        isinstance(node, gast.Name | gast.Attribute) and spelled(node) in facts.opaque
        for tree in _expressions(block)
        for node in walk(tree)
        if isinstance(node, gast.Name) or isinstance(getattr(node, "value", None), gast.Name)
    )


def _expressions(block: core.Block) -> Iterator[gast.AST]:
    for statement in core.walk(block):
        for value in vars(statement).values():
            if isinstance(value, gast.AST):
                yield value


def _read(
    facts: Analysis, node: gast.AST, parent: gast.AST | None
) -> Iterator[tuple[gast.AST | None, gast.AST]]:
    """The names of such objects, each with the expression that computes something of it."""
    if is_opaque(facts, node) or _is_changing_dict(facts, node):
        yield parent, node
    around = parent if isinstance(node, _PLAIN) else node
    for part in children(node):
        yield from _read(facts, part, around)


_PLAIN = (gast.Starred, gast.keyword, gast.comprehension, gast.Load, gast.Store)


def _is_changing_dict(facts: Analysis, node: gast.AST) -> bool:
    value = facts.value(node)
    return (
        isinstance(node, gast.Name)
        and value.kind == "dict"
        and not value.sites.isdisjoint(facts.fields)
    )


def _changed(facts: Analysis) -> bool:
    """Whether a statement of the function may change such an object."""
    for statement in core.walk(facts.tree.body):
        target = getattr(statement, "target", None)
        if isinstance(statement, core.Augment) and is_opaque(facts, statement.target):
            return True
        while isinstance(target, gast.Subscript | gast.Attribute):
            target = target.value
            if is_opaque(facts, target):
                return True
    return any(
        (
            isinstance(node, gast.Call | gast.Subscript)  # an item that is read may be entered
            and (node in facts.impure or node in facts.user_calls)
            and any(is_opaque(facts, part) for part in walk(node))
        )
        or (is_opaque(facts, node) and facts.value(node).kind == "iterator")  # reading takes
        for tree in _expressions(facts.tree.body)
        for node in walk(tree)
    )
