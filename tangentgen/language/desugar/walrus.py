"""Assignments inside expressions, on lines of their own before the statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, constant, copy, expression, name
from tangentgen.source.rebuild import rebuilt

_INNER = (gast.Lambda, gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp)
_HEADS = ("value", "test", "iter", "context", "subject")


class _Stays(Exception):
    """The assignment cannot be moved out."""


def rewrite(function: core.Function) -> core.Function:
    """`if (y := e) > 0:` becomes `y = e` and `if y > 0:`."""
    work = _Walrus(occurring(function))
    return replace(function, body=work.block(function.body))


class _Walrus:
    def __init__(self, taken: set[str]) -> None:
        self.taken = taken

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        statement = core.mapped(statement, self.block)
        key = next((k for k in _HEADS if _has(getattr(statement, k, None))), None)
        target = getattr(statement, "target", None)
        if key is None or _has(target):
            return (statement,)
        before: list[core.Statement] = []
        try:
            head = self.moved(getattr(statement, key), before)
        except _Stays:
            return (statement,)
        if isinstance(statement, core.While):
            leave = core.If(expression("not $c", c=head), (core.Break(),))
            body = (*before, leave, *statement.body)
            return (core.While(constant(True), body, notes=statement.notes),)
        if isinstance(statement, core.Augment) and target is not None:
            read = {n.id for n in gast.walk(target) if isinstance(n, gast.Name)}
            if any(isinstance(s, core.Assign) and s.target.id in read for s in before):
                return (statement,)
        before[0] = replace(before[0], notes=replace(statement.notes, trailing=None))
        notes = replace(statement.notes, above=())
        return (*before, replace(statement, notes=notes, **{key: head}))

    def moved(self, node: Any, before: list[core.Statement]) -> Any:
        """The expression with names for what is assigned inside; the assignments go to `before`."""
        if not _has(node):
            return node
        match node:
            case gast.NamedExpr():
                value = self.moved(node.value, before)
                before.append(core.Assign(node.target, value))
                return name(node.target.id)
            case gast.BoolOp():
                return self.either(node, before)
            case gast.IfExp():
                return self.choice(node, before)
            case gast.Compare() if any(map(_has, node.comparators[1:])):
                raise _Stays
        if isinstance(node, _INNER):
            raise _Stays
        return self.in_order(node, before)

    def in_order(self, node: Any, before: list[core.Statement]) -> Any:
        """What is evaluated before an assignment, and might see it, gets a name before it."""
        children = [n for n in gast.iter_child_nodes(node) if isinstance(n, gast.AST)]
        last = max(k for k, child in enumerate(children) if _has(child))
        given: dict[gast.AST, Any] = {}
        for k, child in enumerate(children[: last + 1]):
            if _has(child):
                given[child] = self.moved(child, before)
            elif isinstance(child, gast.expr) and _sees(child, children[k + 1 : last + 1]):
                held = name(free("held", self.taken))
                before.append(core.Assign(as_target(held), child))
                given[child] = held
        return rebuilt(node, lambda part: given.get(part, part))

    def either(self, node: gast.BoolOp, before: list[core.Statement]) -> gast.expr:
        """`a and (y := e)`: what follows is evaluated only where it decides."""
        first, *rest = node.values
        if not any(map(_has, rest)):
            return gast.BoolOp(node.op, [self.moved(first, before), *rest])
        held = name(free("condition", self.taken))
        before.append(core.Assign(as_target(held), self.moved(first, before)))
        inner: list[core.Statement] = []
        others = rest[0] if len(rest) == 1 else gast.BoolOp(node.op, rest)
        last = self.moved(others, inner)
        inner.append(core.Assign(as_target(held), last))
        test = held if isinstance(node.op, gast.And) else expression("not $h", h=held)
        before.append(core.If(copy(test), tuple(inner)))
        return copy(held)

    def choice(self, node: gast.IfExp, before: list[core.Statement]) -> gast.expr:
        test = self.moved(node.test, before)
        held = name(free("chosen", self.taken))
        ways: list[core.Block] = []
        for way in (node.body, node.orelse):
            inner: list[core.Statement] = []
            value = self.moved(way, inner)
            ways.append((*inner, core.Assign(as_target(held), value)))
        before.append(core.If(test, ways[0], ways[1]))
        return copy(held)


def _has(node: Any) -> bool:
    trees = gast.walk(node) if isinstance(node, gast.AST) else ()
    return any(isinstance(n, gast.NamedExpr) for n in trees)


def _sees(node: gast.expr, later: list[gast.AST]) -> bool:
    """Whether an expression calls something, or reads what is assigned after it."""
    names = set(_assigned(later))
    return any(
        isinstance(n, gast.Call) or (isinstance(n, gast.Name) and n.id in names)
        for n in gast.walk(node)
    )


def _assigned(trees: list[gast.AST]) -> Iterator[str]:
    for tree in trees:
        for node in gast.walk(tree):
            if isinstance(node, gast.NamedExpr):
                yield node.target.id
