"""Containers that an expression changes: only a statement of its own can be undone."""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.analysis.facts import Analysis, ArrayMethod
from tangentgen.language import core
from tangentgen.language.walk import walk

_OF_DICTS = ("setdefault", "update")  # which dict_calls.py writes with subscripts


def changed_inside(facts: Analysis) -> Iterator[gast.Call]:
    """The calls that change a list or a dict where no reverse is made of them."""
    for statement in core.walk(facts.tree.body):
        for tree in vars(statement).values():
            if not isinstance(tree, gast.AST):
                continue
            for node in walk(tree):
                if isinstance(node, gast.Call) and _changes(facts, node):
                    alone = isinstance(statement, core.Evaluate | core.Assign) and (
                        node is statement.value
                    )
                    if not alone or node not in facts.list_calls:
                        yield node


def _changes(facts: Analysis, call: gast.Call) -> bool:
    if call in facts.list_calls:
        return True
    held = facts.value(call.func).constant
    if not isinstance(held, ArrayMethod) or facts.value(held.owner).kind != "dict":
        return False
    return held.name in _OF_DICTS
