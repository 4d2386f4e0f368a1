"""Conditions that the kinds of the arguments decide: `k is None`, `if callback`, `isinstance`."""

from __future__ import annotations

import operator
from dataclasses import replace
from typing import Any

import gast

from tangentgen.analysis.builtin_results import class_of
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.duplicate import changed_body
from tangentgen.language.walk import SCOPES
from tangentgen.source.rebuild import rebuilt

_ORDER: dict[type[gast.cmpop], Any] = {
    gast.Eq: operator.eq,
    gast.NotEq: operator.ne,
    gast.Lt: operator.lt,
    gast.LtE: operator.le,
    gast.Gt: operator.gt,
    gast.GtE: operator.ge,
}


def truth(facts: Analysis, test: gast.expr) -> bool | None:
    """What a condition comes out as under these kinds; None where that is not known."""
    match test:
        case gast.UnaryOp(op=gast.Not(), operand=operand):
            inner = truth(facts, operand)
            return None if inner is None else not inner
        case gast.BoolOp(op=op, values=values):
            found = [truth(facts, v) for v in values]
            short = isinstance(op, gast.Or)
            for each in found:
                if each is short:
                    return short
                if each is None:
                    return None
            return not short
        case gast.Compare(
            left=gast.Call(func=gast.Name(id="type") as called, args=[argument], keywords=[]),
            ops=[op],
            comparators=[right],
        ) if facts.value(called).constant is type:
            return _is_class(class_of(facts.value(argument)), op, facts.value(right))
        case gast.Compare(left=left, ops=[gast.Is() | gast.IsNot() as op], comparators=[right]):
            values = (facts.value(left), facts.value(right))
            kinds = {value.kind for value in values}
            if "none" not in kinds or "any" in kinds or any(v.optional for v in values):
                return None
            return (kinds == {"none"}) == isinstance(op, gast.Is)
        case gast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _ORDER:
            sizes = (_size(facts, left), _size(facts, right))
            return None if None in sizes else bool(_ORDER[type(op)](*sizes))
        case gast.Call(func=gast.Name(id="callable"), args=[argument]):
            kind = facts.value(argument).kind
            return True if kind == "function" else False if kind in _NOT_CALLED else None
        case gast.Name() | gast.Attribute() if facts.value(test).kind in ("none", "function"):
            value = facts.value(test)
            if hasattr(value.constant, "__bool__") or hasattr(value.constant, "__len__"):
                return None if value.kind == "function" else False
            return value.kind == "function"
        case gast.Call() | gast.Name() | gast.Constant():
            value = facts.value(test)
            if value.kind == "tuple" and value.items is not None and not value.optional:
                return bool(value.items)
            constant = value.constant
            return constant if isinstance(constant, bool) else None
    return None


def _is_class(given: type | None, op: gast.cmpop, wanted: Value) -> bool | None:
    """`type(x) is C`, `type(x) == C` and `type(x) in (C, D)`."""
    classes = [item.constant for item in (wanted.items or (wanted,))]
    several = isinstance(op, gast.In | gast.NotIn)
    if given is None or not all(isinstance(c, type) for c in classes):
        return None
    if several == (wanted.items is None):
        return None
    match op:
        case gast.Is() | gast.Eq() | gast.In():
            return given in classes
        case gast.IsNot() | gast.NotEq() | gast.NotIn():
            return given not in classes
    return None


_NOT_CALLED = ("float", "int", "bool", "scalar", "array", "list", "tuple", "dict", "str", "none")


def _size(facts: Analysis, node: gast.expr) -> int | None:
    """A number that is written, or the length of a tuple, which stays what it is."""
    match node:
        case gast.Constant(value=int() as value):
            return value
        case gast.Call(func=gast.Name(id="len"), args=[of]):
            items = facts.value(of).items
            return len(items) if facts.value(of).kind == "tuple" and items is not None else None
    constant = facts.value(node).constant
    return constant if type(constant) is int else None


def decided(facts: Analysis) -> core.Function | None:
    """The function without branches that are never taken; None where there is none."""
    body = _block(facts, facts.tree.body)
    return changed_body(facts.tree, body)


def _block(facts: Analysis, block: core.Block) -> core.Block:
    return tuple(new for statement in block for new in _statement(facts, statement))


def _statement(facts: Analysis, statement: core.Statement) -> core.Block:
    changed = core.mapped(statement, lambda block: _block(facts, block))
    if isinstance(changed, core.If):
        known = truth(facts, changed.test)
        if known is not None:
            return changed.body if known else changed.orelse
        changed = replace(changed, test=_undecided(facts, changed.test))
    trees = {k: v for k, v in vars(changed).items() if isinstance(v, gast.expr)}
    chosen = {k: new for k, v in trees.items() if (new := _chosen(facts, v)) is not v}
    changed = replace(changed, **chosen) if chosen else changed
    same = core.blocks(changed) == core.blocks(statement) and all(
        getattr(changed, k) is getattr(statement, k) for k in trees
    )
    return (statement if same else changed,)


def _chosen(facts: Analysis, node: Any) -> Any:
    """An expression with the way that is taken for a choice that is none."""
    if isinstance(node, SCOPES):
        return node
    known = truth(facts, node.test) if isinstance(node, gast.IfExp) else None
    if known is not None:
        return _chosen(facts, node.body if known else node.orelse)
    return rebuilt(node, lambda part: _chosen(facts, part))


def _undecided(facts: Analysis, test: gast.expr) -> gast.expr:
    """A condition without the parts of its `and` that always hold."""
    if not isinstance(test, gast.BoolOp) or not isinstance(test.op, gast.And):
        return test
    open_ = [v for v in test.values if truth(facts, v) is not True]
    if len(open_) == len(test.values):
        return test
    return open_[0] if len(open_) == 1 else gast.BoolOp(gast.And(), open_)
