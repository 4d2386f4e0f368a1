"""Dicts that enter a key when its item is read: such a read does more than give a value."""

from __future__ import annotations

import collections

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.resolve import read_names, target_names
from tangentgen.language.walk import walk


def filling_names(facts: Analysis) -> set[str]:
    """The names of such dicts, and of what is made of them."""
    makers = {
        node for node in facts.values if isinstance(node, gast.Call) and _makes_filling(facts, node)
    }
    found: set[str] = set()
    size = -1
    while makers and len(found) > size:
        size = len(found)
        for statement in core.walk(facts.tree.body):
            value, target = getattr(statement, "value", None), getattr(statement, "target", None)
            if not isinstance(value, gast.expr) or not isinstance(target, gast.expr):
                continue
            if not makers.isdisjoint(walk(value)) or not found.isdisjoint(read_names(value)):
                found.update(target_names(target))
    return found


def _makes_filling(facts: Analysis, call: gast.Call) -> bool:
    made = facts.values.get(call.func)
    return made is not None and made.constant is collections.defaultdict


def may_fill(node: gast.AST, filling: set[str]) -> bool:
    """Whether a key may be entered when a node is evaluated, the nodes inside it apart."""
    match node:
        case gast.Subscript(value=owner):
            return not filling.isdisjoint(read_names(owner))
        case gast.Call(func=gast.Name(id="len" | "list" | "sorted" | "sum")):
            return False
        case gast.Call():
            return not filling.isdisjoint(read_names(node))
    return False
