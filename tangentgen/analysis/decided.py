"""Conditions that the kinds of the arguments decide: `k is None`, `isinstance(t, tuple)`."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.duplicate import duplicate


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
        case gast.Compare(left=left, ops=[gast.Is() | gast.IsNot() as op], comparators=[right]):
            kinds = {facts.value(left).kind, facts.value(right).kind}
            if "none" not in kinds or "any" in kinds:
                return None
            return (kinds == {"none"}) == isinstance(op, gast.Is)
        case gast.Call(func=gast.Name(id="callable"), args=[argument]):
            return True if facts.value(argument).kind == "function" else None
        case gast.Call() | gast.Name() | gast.Constant():
            constant = facts.value(test).constant
            return constant if isinstance(constant, bool) else None
    return None


def decided(facts: Analysis) -> core.Function | None:
    """The function without branches that are never taken; None where there is none."""
    body = _block(facts, facts.tree.body)
    if body == facts.tree.body:
        return None
    return replace(facts.tree, body=tuple(duplicate(s) for s in body))


def _block(facts: Analysis, block: core.Block) -> core.Block:
    return tuple(new for statement in block for new in _statement(facts, statement))


def _statement(facts: Analysis, statement: core.Statement) -> core.Block:
    match statement:
        case core.If():
            known = truth(facts, statement.test)
            body, orelse = _block(facts, statement.body), _block(facts, statement.orelse)
            if known is not None:
                return body if known else orelse
            if (body, orelse) == (statement.body, statement.orelse):
                return (statement,)
            return (replace(statement, body=body, orelse=orelse),)
        case core.For() | core.While():
            body = _block(facts, statement.body)
            return (statement if body == statement.body else replace(statement, body=body),)
    return (statement,)
