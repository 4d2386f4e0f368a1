"""A `deque` that nobody else sees, as a list.

q = deque(maxlen=3)        q = []
q.append(v)                q.append(v)
                           if len(q) > 3:
                               q.pop(0)
v = q.popleft()            v = q.pop(0)
"""

from __future__ import annotations

import collections
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.occurrences import Live, Occurrence, occurrences, only_reads, outside
from tangentgen.language.resolve import assigned, parameters
from tangentgen.source.quote import constant, expression, name
from tangentgen.source.rebuild import rebuilt

_READING = frozenset(("count", "index"))
_IN_EXPRESSIONS = frozenset(("pop", "popleft"))
_STATEMENTS = frozenset(
    ("append", "appendleft", "extend", "clear", "reverse", "remove", "rotate", "insert")
)


@dataclass(frozen=True)
class _Queue:
    """A deque's name, and how many items it keeps at most."""

    name: str
    most: gast.expr | None


def rewrite(function: core.Function, live: Callable[[gast.expr], Any]) -> core.Function:
    """The function with lists for deques."""
    counts = Counter(assigned(function.body))
    known = outside({*parameters(function), *counts}, live)
    made: dict[str, list[gast.Call]] = {}
    for statement in core.walk(function.body):
        match statement:
            case core.Assign(target=gast.Name(id=given), value=gast.Call() as call):
                if known(call.func) is collections.deque:
                    made.setdefault(given, []).append(call)
    fixed = {*parameters(function)} - {*counts}
    queues: dict[str, _Queue] = {}
    for given, calls in made.items():
        most = _most(calls, fixed)
        if counts[given] == len(calls) and most is not None:
            queues[given] = _Queue(given, most if getattr(most, "value", 0) is not None else None)
    for found in occurrences(function.body) if queues else ():
        if found.node.id in queues and not _taken(found, known, queues[found.node.id]):
            del queues[found.node.id]
    if not queues:
        return function
    return replace(function, body=_Lists(queues).block(function.body))


def _most(calls: list[gast.Call], fixed: set[str]) -> gast.expr | None:
    """The same greatest length of all of them, `None` where there is none; nothing if not known."""
    found: list[gast.expr] = []
    for call in calls:
        given = [*call.args[1:], *(k.value for k in call.keywords if k.arg == "maxlen")]
        if len(call.args) > 2 or len(given) != len(call.args[1:]) + len(call.keywords):
            return None
        found.append(given[0] if given else constant(None))
    for most in found:
        match most:
            case gast.Constant(value=int() | None) | gast.Name() if not (
                isinstance(most, gast.Name) and most.id not in fixed
            ):
                continue
        return None
    same = {getattr(m, "id", getattr(m, "value", None)) for m in found}
    return found[0] if len(same) == 1 else None


def _taken(found: Occurrence, known: Live, queue: _Queue) -> bool:
    """Whether a list can stand for the deque there."""
    statement = found.statement
    match found.parent:
        case None if isinstance(statement, core.Assign) and statement.target is found.node:
            return True
        case gast.Subscript(slice=gast.Slice()):
            return False
        case gast.Attribute(attr=method):
            call = found.above[-2] if len(found.above) > 1 else None
            if not isinstance(call, gast.Call) or call.func is not found.parent or call.keywords:
                return False
            if method in _IN_EXPRESSIONS:
                return not call.args
            if method in _STATEMENTS:
                alone = isinstance(statement, core.Evaluate) and statement.value is call
                full = method == "insert" and queue.most is not None
                turns = method != "rotate" or _turn(call) is not None
                return alone and turns and not full
    return only_reads(found, known, _READING)


def _turn(call: gast.Call) -> int | None:
    """By how many places `rotate` turns, one to either side."""
    match call.args:
        case []:
            return 1
        case [gast.Constant(value=1)]:
            return 1
        case [gast.UnaryOp(op=gast.USub(), operand=gast.Constant(value=1))]:
            return -1
    return None


class _Lists:
    def __init__(self, queues: dict[str, _Queue]) -> None:
        self.queues = queues

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        statement = core.mapped(statement, self.block)
        changes: dict[str, Any] = {}
        for key, tree in vars(statement).items():
            if isinstance(tree, gast.AST):
                changes[key] = self.expression(tree)
        statement = replace(statement, **changes)
        match statement:
            case core.Assign(target=gast.Name(id=given)) if given in self.queues:
                return self.made(statement, self.queues[given])
            case core.Evaluate(
                value=gast.Call(func=gast.Attribute(value=gast.Name(id=given), attr=method)) as call
            ) if given in self.queues:
                return self.changed(statement, call, method, self.queues[given])
        return (statement,)

    def expression(self, node: Any) -> Any:
        match node:
            case gast.Call(func=gast.Attribute(value=gast.Name(id=given), attr="popleft")) if (
                given in self.queues
            ):
                return gast.copy_location(expression("$q.pop(0)", q=name(given)), node)
        return rebuilt(node, self.expression)

    def made(self, statement: core.Assign, queue: _Queue) -> core.Block:
        """`q = deque(items, most)`."""
        items = statement.value.args[:1]
        value: gast.expr = gast.List([], gast.Load())
        if items and isinstance(items[0], gast.List | gast.Tuple):
            value = gast.List(items[0].elts, gast.Load())
        elif items:
            value = gast.Call(name("list"), items, [])
        made = replace(statement, value=gast.copy_location(value, statement.value))
        match queue.most, value:
            case gast.Constant(value=int() as most), gast.List(elts=elements) if not any(
                isinstance(e, gast.Starred) for e in elements
            ):
                if len(elements) <= most:
                    return (made,)
        return (made, *(self.shortened(queue, statement.notes, core.While) if items else ()))

    def shortened(self, queue: _Queue, notes: core.Notes, form: Any, end: str = "0") -> core.Block:
        """What is too much leaves at the other end."""
        if queue.most is None:
            return ()
        test = expression("len($q) > $m", q=name(queue.name), m=queue.most)
        dropped = expression(f"$q.pop({end})", q=name(queue.name))
        plain = core.Notes(origin=notes.origin)
        return (form(test, (core.Evaluate(dropped, notes=plain),), notes=plain),)

    def changed(
        self, statement: core.Evaluate, call: gast.Call, method: str, queue: _Queue
    ) -> core.Block:
        q = name(queue.name)
        plain = core.Notes(origin=statement.notes.origin)
        match method:
            case "appendleft":
                put = expression("$q.insert(0, $v)", q=q, v=call.args[0])
                first = replace(statement, value=gast.copy_location(put, call))
                return (first, *self.shortened(queue, statement.notes, core.If, ""))
            case "rotate":
                form = "$q.insert(0, $q.pop())" if _turn(call) == 1 else "$q.append($q.pop(0))"
                turned = core.Evaluate(gast.copy_location(expression(form, q=q), call), notes=plain)
                return (core.If(q, (turned,), notes=statement.notes),)
            case "append":
                return (statement, *self.shortened(queue, statement.notes, core.If))
            case "extend":
                return (statement, *self.shortened(queue, statement.notes, core.While))
        return (statement,)
