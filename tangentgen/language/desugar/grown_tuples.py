"""A tuple that grows in a loop or a branch, as a list that nobody else sees.

t = ()                     t = []
for v in x:                for v in x:
    t = t + (v * v,)           t.append(v * v)
    t += (v, 1.0)              t += [v, 1.0]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.occurrences import Live, Occurrence, occurrences, only_reads, outside
from tangentgen.language.resolve import assigned, parameters
from tangentgen.source.quote import expression, name

_READING = frozenset(("count", "index"))
_OF_ITS_CLASS = (isinstance, print, str, repr)  # a list is another answer to them


def rewrite(function: core.Function, live: Callable[[gast.expr], Any]) -> core.Function:
    """The function with lists for such tuples."""
    counts = Counter(assigned(function.body))
    known = outside({*parameters(function), *counts}, live)
    made, grown = Counter[str](), set[str]()
    straight = set(function.body)  # where a tuple has as many items as is written
    for statement in core.walk(function.body):
        match statement:
            case core.Assign(target=gast.Name(id=given), value=value):
                if _is_tuple(value, known):
                    made[given] += 1
                elif _grows(value, given):
                    made[given] += 1
                    grown |= set() if statement in straight else {given}
            case core.Augment(target=gast.Name(id=given), op=gast.Add(), value=gast.Tuple()):
                made[given] += 1
                grown |= set() if statement in straight else {given}
    tuples = {n for n in grown - {*parameters(function)} if made[n] == counts[n]}
    for found in occurrences(function.body) if tuples else ():
        if found.node.id in tuples and not _taken(found, known):
            tuples.discard(found.node.id)
    for loop in core.walk(function.body) if tuples else ():
        if isinstance(loop, core.For):  # goes on through the tuple as it was
            through = {n.id for n in gast.walk(loop.iter) if isinstance(n, gast.Name)}
            tuples -= through & {*assigned(loop.body)}
    if not tuples:
        return function

    def block(inner: core.Block) -> core.Block:
        return tuple(map(longer, inner))

    def longer(s: core.Statement) -> core.Statement:
        match s:
            case core.Assign(target=gast.Name(id=given), value=value) if given in tuples:
                if not _grows(value, given):
                    items = getattr(value, "elts", [])
                    made = gast.copy_location(gast.List(list(items), gast.Load()), value)
                    return replace(s, value=made)
                return _longer(s, _added(value))
            case core.Augment(target=gast.Name(id=given), value=value) if given in tuples:
                return _longer(s, value.elts)
        mapped: core.Statement = core.mapped(s, block)
        return mapped

    return replace(function, body=block(function.body))


def _is_tuple(value: gast.expr, known: Live) -> bool:
    """Whether a new tuple is written out: `(a, b)`, `()`, `tuple()`."""
    match value:
        case gast.Tuple(elts=elements):
            return not any(isinstance(e, gast.Starred) for e in elements)
        case gast.Call(func=function, args=[], keywords=[]):
            return known(function) is tuple
    return False


def _grows(value: gast.expr, given: str) -> bool:
    """Whether it is `t + (a, b)` or `(*t, a, b)`."""
    match value:
        case gast.BinOp(left=gast.Name(id=left), op=gast.Add(), right=gast.Tuple(elts=elements)):
            return left == given and not any(isinstance(e, gast.Starred) for e in elements)
        case gast.Tuple(elts=[gast.Starred(value=gast.Name(id=first)), *elements]):
            return first == given and not any(isinstance(e, gast.Starred) for e in elements)
    return False


def _taken(found: Occurrence, known: Live) -> bool:
    """Whether a list can stand for the tuple there."""
    statement, parent = found.statement, found.parent
    if isinstance(statement, core.Assign | core.Augment) and statement.target is found.node:
        return True
    if isinstance(statement, core.Assign) and _grows(statement.value, found.node.id):
        return len(found.above) <= 2 and parent is not None and found.above[0] is statement.value
    match parent:
        case gast.Subscript(slice=gast.Slice()):
            return False
        case gast.Call(func=function) if any(known(function) is f for f in _OF_ITS_CLASS):
            return False
    return only_reads(found, known, _READING)


def _added(value: gast.expr) -> list[gast.expr]:
    """What comes behind a tuple in `t + (a, b)` or `(*t, a, b)`."""
    added: list[gast.expr] = value.right.elts if isinstance(value, gast.BinOp) else value.elts[1:]
    return added


def _longer(statement: core.Assign | core.Augment, added: list[gast.expr]) -> core.Statement:
    target, notes = statement.target, statement.notes
    if len(added) == 1:
        put = expression("$t.append($v)", t=name(target.id), v=added[0])
        return core.Evaluate(gast.copy_location(put, statement.value), notes=notes)
    items = gast.copy_location(gast.List(added, gast.Load()), statement.value)
    return core.Augment(target, gast.Add(), items, notes=notes)
