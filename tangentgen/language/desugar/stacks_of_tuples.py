"""A stack of tuples that nobody else sees, as a stack for each of their parts.

saved = []                            u_stack, v_stack = [], []
saved.append((u, v))                  u_stack.append(u)
                            becomes   v_stack.append(v)
u, v = saved.pop()                    v = v_stack.pop()
                                      u = u_stack.pop()
while saved:                          while u_stack:
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.language.occurrences import Occurrence, occurrences
from tangentgen.language.resolve import assigned, parameters
from tangentgen.source.quote import as_target, expression, name
from tangentgen.source.rebuild import rebuilt


def rewrite(function: core.Function) -> core.Function:
    """The function with such stacks taken apart."""
    sizes: dict[str, set[int]] = {}
    made = Counter[str]()
    first: dict[str, gast.Tuple] = {}
    for statement in core.walk(function.body):
        match statement:
            case core.Assign(target=gast.Name(id=given), value=gast.List(elts=[])):
                made[given] += 1
            case core.Evaluate() if (push := _pushed(statement)) is not None:
                sizes.setdefault(push[0], set()).add(len(push[1].elts))
                first.setdefault(*push)
            case core.Assign(target=gast.Tuple() as target) if given := _popped(statement.value):
                sizes.setdefault(given, set()).add(len(target.elts))
        if isinstance(statement, core.Try):  # which may be left with one part saved
            return function
    counts = Counter(assigned(function.body))
    own = {n for n in made if made[n] == counts[n] and n not in parameters(function)}
    stacks = {n for n in own if n in first and len(sizes[n]) == 1 and max(sizes[n]) > 1}
    for found in occurrences(function.body) if stacks else ():
        if found.node.id in stacks and not _taken(found):
            stacks.discard(found.node.id)
    if not stacks:
        return function
    taken = occurring(function)
    parts = {n: [free(_stem(part, n), taken) for part in first[n].elts] for n in sorted(stacks)}
    return replace(function, body=_Apart(parts).block(function.body))


def _pushed(statement: core.Statement) -> tuple[str, gast.Tuple] | None:
    """The stack that a statement puts a tuple on, and that."""
    if not isinstance(statement, core.Evaluate):
        return None
    match statement.value:
        case gast.Call(
            func=gast.Attribute(value=gast.Name(id=given), attr="append"),
            args=[gast.Tuple() as parts],
            keywords=[],
        ) if _is_plain(parts):
            return given, parts
    return None


def _popped(value: gast.expr) -> str:
    """The stack that something is taken off."""
    match value:
        case gast.Call(
            func=gast.Attribute(value=gast.Name(id=given), attr="pop"), args=[], keywords=[]
        ):
            return str(given)
    return ""


def _is_plain(parts: gast.Tuple) -> bool:
    return not any(isinstance(part, gast.Starred) for part in parts.elts)


def _stem(part: gast.expr, stack: str) -> str:
    return f"{part.id}_stack" if isinstance(part, gast.Name) else stack


def _taken(found: Occurrence) -> bool:
    """Whether a stack is used there as one."""
    statement, node = found.statement, found.node
    match found.parent:
        case None:
            made = isinstance(statement, core.Assign) and statement.target is node
            return made or getattr(statement, "test", None) is node
        case gast.UnaryOp(op=gast.Not()):
            return True
        case gast.Call(func=gast.Name(id="len")):
            return True
        case gast.Attribute():
            if isinstance(statement, core.Assign) and isinstance(statement.target, gast.Tuple):
                return _popped(statement.value) == node.id and _is_plain(statement.target)
            push = _pushed(statement)
            return push is not None and push[0] == node.id and len(found.above) == 2
    return False


class _Apart:
    def __init__(self, parts: dict[str, list[str]]) -> None:
        self.parts = parts

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for s in block for new in self.statement(core.mapped(s, self.block)))

    def statement(self, statement: core.Statement) -> core.Block:
        plain = core.Notes(origin=statement.notes.origin)
        lines = [replace(line, notes=plain) for line in self.lines(statement)]
        if not lines:
            return (self.asking(statement),)
        return (replace(lines[0], notes=statement.notes), *lines[1:])

    def lines(self, statement: core.Statement) -> list[core.Evaluate] | list[core.Assign]:
        """What makes the stacks, puts something on them or takes it off."""
        given, kept = _pushed(statement) or ("", None)
        if kept is not None and given in self.parts:
            pairs = zip(self.parts[given], kept.elts, strict=True)
            return [
                core.Evaluate(expression("$s.append($x)", s=name(s), x=part)) for s, part in pairs
            ]
        if not isinstance(statement, core.Assign):
            return []
        if getattr(statement.target, "id", "") in self.parts:
            made = self.parts[statement.target.id]
            return [core.Assign(as_target(name(s)), gast.List([], gast.Load())) for s in made]
        stacks = self.parts.get(_popped(statement.value), [])
        targets = getattr(statement.target, "elts", [])
        pairs = zip(stacks, targets, strict=bool(stacks))
        return [core.Assign(part, expression("$s.pop()", s=name(s))) for s, part in pairs]

    def asking(self, statement: core.Statement) -> core.Statement:
        """A statement that asks whether there is anything on a stack."""
        trees = {k: v for k, v in vars(statement).items() if isinstance(v, gast.AST)}
        return replace(statement, **{k: self.first(v) for k, v in trees.items()})

    def first(self, node: Any) -> Any:
        if isinstance(node, gast.Name) and node.id in self.parts:
            return gast.copy_location(name(self.parts[node.id][0]), node)
        return rebuilt(node, self.first)
