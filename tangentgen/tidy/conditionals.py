"""Conditionals as linters ask for them: no needless nests, short choices in one line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.walk import walk
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import copy

WIDTH = 88
INDENT = 4


def simplified(block: core.Block, depth: int = 1) -> core.Block:
    """`if a: if b: …` becomes `if a and b: …`; a two-way assignment of a name becomes a ternary."""
    return tuple(_statement(s, depth, False) for s in block)


def _statement(statement: core.Statement, depth: int, chained: bool) -> core.Statement:
    changes: dict[str, Any] = {}
    for key, value in vars(statement).items():
        if isinstance(value, gast.expr):
            changes[key] = _chosen(value)
        elif key in core.BLOCKS and not (key == "orelse" and isinstance(statement, core.If)):
            changes[key] = simplified(value, depth + 1)
    if not isinstance(statement, core.If):
        return replace(statement, **changes)
    chain = len(statement.orelse) == 1 and isinstance(statement.orelse[0], core.If)
    if chain:
        changes["orelse"] = (_statement(statement.orelse[0], depth, True),)
    else:
        changes["orelse"] = simplified(statement.orelse, depth + 1)
    whole = replace(statement, **changes)
    return _merged(whole) if chained else _ternary(_merged(whole), depth)


def _merged(statement: core.If) -> core.If:
    if len(statement.body) != 1 or statement.orelse:
        return statement
    [inner] = statement.body
    if not isinstance(inner, core.If) or inner.orelse or inner.notes.above:
        return statement
    values = [*_conjuncts(statement.test), *_conjuncts(inner.test)]
    return replace(statement, test=gast.BoolOp(gast.And(), values), body=inner.body)


def _conjuncts(test: gast.expr) -> list[gast.expr]:
    if isinstance(test, gast.BoolOp) and isinstance(test.op, gast.And):
        return list(test.values)
    return [test]


def _ternary(statement: core.If, depth: int) -> core.Statement:
    match statement:
        case core.If(
            body=(core.Assign(target=gast.Name(id=one), value=first) as taken,),
            orelse=(core.Assign(target=gast.Name(id=two), value=second) as other,),
        ) if one == two:
            value = _chosen(gast.IfExp(statement.test, first, second))
            if depth * INDENT + len(f"{one} = {print_expression(value)}") > WIDTH:
                return statement
            notes = [statement.notes, taken.notes, other.notes]
            comments = [c for n in notes for c in (*n.above, *([n.trailing] if n.trailing else []))]
            mark = taken.notes.mark or other.notes.mark
            merged = replace(statement.notes, above=tuple(comments), trailing=None, mark=mark)
            return core.Assign(taken.target, value, notes=merged)
    return statement


def _chosen(tree: gast.expr) -> gast.expr:
    """Without ternaries whose ways are alike."""
    if isinstance(tree, gast.IfExp) and print_expression(tree.body) == print_expression(
        tree.orelse
    ):
        return _chosen(tree.body)
    if not any(isinstance(n, gast.IfExp) for n in walk(tree)):
        return tree
    asked = _asked(tree)
    if asked is not None:
        return asked
    fresh = tree.__class__.__new__(tree.__class__)
    for key, value in tree.__dict__.items():
        if isinstance(value, gast.expr):
            value = _chosen(value)
        elif isinstance(value, list):
            value = [_chosen(v) if isinstance(v, gast.expr) else v for v in value]
        elif isinstance(value, gast.AST):
            value = copy(value)
        fresh.__dict__[key] = value
    return fresh


def _asked(tree: gast.expr) -> gast.expr | None:
    """`d.get(k, x)` for `d[k] if k in d else x`, where x is there already."""
    match tree:
        case gast.IfExp(
            test=gast.Compare(left=key, ops=[gast.In()], comparators=[owner]),
            body=gast.Subscript(value=held, slice=index),
            orelse=gast.Constant() | gast.Name() as other,
        ):
            texts = [print_expression(e) for e in (key, owner, index, held)]
            if texts[:2] == texts[2:]:
                function = gast.Attribute(copy(owner), "get", gast.Load())
                return gast.Call(function, [copy(key), copy(other)], [])
    return None
