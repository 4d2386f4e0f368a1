"""Assignments inside expressions, on lines of their own before the statement.

So are branches whose calls change a container: `t = xs.pop() if xs else 0.0`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core, effects
from tangentgen.language.free import free, occurring
from tangentgen.language.walk import children, walk
from tangentgen.source.quote import as_target, constant, copy, expression, name
from tangentgen.source.rebuild import rebuilt

_INNER = (gast.Lambda, gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp)
_HEADS = ("value", "test", "iter", "context", "subject")


class _Stays(Exception):
    """The assignment cannot be moved out."""


def rewrite(function: core.Function, live: Callable[[gast.expr], Any]) -> core.Function:
    """`if (y := e) > 0:` becomes `y = e` and `if y > 0:`."""
    work = _Walrus(occurring(function), effects.changes(function, live))
    return replace(function, body=work.block(function.body))


class _Walrus:
    def __init__(self, taken: set[str], changes: effects.Changes) -> None:
        self.taken, self.changes = taken, changes

    def has(self, node: Any) -> bool:
        """Whether an expression has what must be moved out of it."""
        if not isinstance(node, gast.AST):
            return False
        assigns = any(isinstance(n, gast.NamedExpr) for n in walk(node))
        return assigns or effects.uncertain(node, self.changes)

    def moves(self, node: gast.expr) -> bool:
        """Whether an expression must not stay where it may not be evaluated."""
        return self.has(node) or effects.anywhere(node, self.changes)

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        statement = core.mapped(statement, self.block)
        key = next((k for k in _HEADS if self.has(getattr(statement, k, None))), None)
        if isinstance(statement, core.While) and effects.anywhere(statement.test, self.changes):
            key = "test"
        target = getattr(statement, "target", None)
        if key is None or self.has(target):
            return (statement,)
        before: list[core.Statement] = []
        match statement:
            case core.Assign(target=gast.Name() as given, value=gast.IfExp() as value):
                try:
                    self.choice(value, before, given, statement.notes.origin)
                except _Stays:
                    return (statement,)
                before[0] = replace(before[0], notes=statement.notes)
                return tuple(before)
        try:
            head = self.moved(getattr(statement, key), before)
        except _Stays:
            return (statement,)
        if isinstance(statement, core.While):
            leave = core.If(expression("not $c", c=head), (core.Break(),))
            body = (*before, leave, *statement.body)
            return (core.While(constant(True), body, notes=statement.notes),)
        if isinstance(statement, core.Augment) and target is not None:
            read = {n.id for n in walk(target) if isinstance(n, gast.Name)}
            if any(isinstance(s, core.Assign) and s.target.id in read for s in before):
                return (statement,)
        before[0] = replace(before[0], notes=replace(statement.notes, trailing=None))
        notes = replace(statement.notes, above=())
        return (*before, replace(statement, notes=notes, **{key: head}))

    def moved(self, node: Any, before: list[core.Statement]) -> Any:
        """The expression with names for what is assigned inside; the assignments go to `before`."""
        if not self.has(node):
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
            case gast.Compare(comparators=[_, *rest]) if any(map(self.moves, rest)):
                return self.chain(node, before)
        if isinstance(node, _INNER):
            raise _Stays
        return self.in_order(node, before)

    def in_order(self, node: Any, before: list[core.Statement]) -> Any:
        """What is evaluated before an assignment, and might see it, gets a name before it."""
        inner = children(node)
        last = max(k for k, child in enumerate(inner) if self.has(child))
        given: dict[gast.AST, Any] = {}
        for k, child in enumerate(inner[: last + 1]):
            if self.has(child):
                given[child] = self.moved(child, before)
            elif child is not getattr(node, "func", None) and self.sees(
                child, inner[k + 1 : last + 1]
            ):
                held = name(free("held", self.taken))
                before.append(core.Assign(as_target(held), child))
                given[child] = held
        return rebuilt(node, lambda part: given.get(part, part))

    def sees(self, node: gast.AST, later: Sequence[gast.AST]) -> bool:
        """Whether an expression calls something, or reads what is assigned or changed after it."""
        names = set(_assigned(later))
        looks: tuple[Any, ...] = (gast.Call,)
        if any(effects.anywhere(tree, self.changes) for tree in later):
            looks = (gast.Call, gast.Subscript, gast.Attribute)
        return isinstance(node, gast.expr) and any(
            isinstance(n, looks) or (isinstance(n, gast.Name) and n.id in names) for n in walk(node)
        )

    def either(self, node: gast.BoolOp, before: list[core.Statement]) -> gast.expr:
        """`a and (y := e)`: what follows is evaluated only where it decides."""
        first, *rest = node.values
        if not any(map(self.moves, node.values)):
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

    def chain(self, node: gast.Compare, before: list[core.Statement]) -> gast.expr:
        """`a < b < (y := e)`: the last one is evaluated only where the first comparison holds."""
        left, middle = (name(free("held", self.taken)) for _ in range(2))
        for given, part in ((left, node.left), (middle, node.comparators[0])):
            value = self.moved(part, before)
            before.append(core.Assign(as_target(given), value))
        held = name(free("condition", self.taken))
        test = gast.Compare(left, node.ops[:1], [middle])
        before.append(core.Assign(as_target(held), test))
        inner: list[core.Statement] = []
        rest = gast.Compare(middle, node.ops[1:], node.comparators[1:])
        inner.append(core.Assign(as_target(held), self.moved(rest, inner)))
        before.append(core.If(copy(held), tuple(inner)))
        return copy(held)

    def choice(
        self,
        node: gast.IfExp,
        before: list[core.Statement],
        given: gast.Name | None = None,
        origin: core.Origin | None = None,
    ) -> gast.expr:
        """The value of one of two branches, under a name."""
        test = self.moved(node.test, before)
        held = name(given.id) if given is not None else name(free("chosen", self.taken))
        ways: list[core.Block] = []
        for way in (node.body, node.orelse):
            inner: list[core.Statement] = []
            value = self.moved(way, inner)
            ways.append((*inner, core.Assign(as_target(held), value, notes=core.Notes(origin))))
        before.append(core.If(test, ways[0], ways[1]))
        return copy(held)


def _assigned(trees: Sequence[gast.AST]) -> Iterator[str]:
    for tree in trees:
        for node in walk(tree):
            if isinstance(node, gast.NamedExpr):
                yield node.target.id
