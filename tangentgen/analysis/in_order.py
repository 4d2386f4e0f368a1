"""What an expression reads before a call in it changes that, named before it is written otherwise.

    return car.run(n) + sum(v * v for v in car.log)

becomes

    run_ans = car.run(n)
    return run_ans + sum(v * v for v in car.log)

since a comprehension becomes a loop in front of the statement. `car.t += car.step()` becomes
`car.t = car.t + car.step()`, which reads the old value first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import gast

from tangentgen.analysis.collected import COMPREHENSIONS
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.loops import put_at
from tangentgen.analysis.marks import ENTRY
from tangentgen.language import core
from tangentgen.language.duplicate import with_body
from tangentgen.language.free import free, occurring
from tangentgen.language.walk import children, walk
from tangentgen.source.quote import as_target, as_value, name
from tangentgen.source.rebuild import rebuilt

_APART = (gast.IfExp, gast.BoolOp, gast.Lambda, gast.SetComp, *COMPREHENSIONS)


def in_order(facts: Analysis) -> core.Function | None:
    """The function with such names; None where it needs none."""
    if not facts.call_writes and not facts.impure and not facts.list_calls:
        return None
    work = _Ordering(facts)
    body = work.block(facts.tree.body)
    if not work.changed:
        return None
    return with_body(facts.tree, body)


class _Ordering:
    def __init__(self, facts: Analysis) -> None:
        self.facts = facts
        self.changed = False
        self.taken = occurring(facts.tree)

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        if core.blocks(statement):
            statement = core.mapped(statement, self.block)
        if statement.notes.mark == ENTRY:
            return (statement,)
        if isinstance(statement, core.Augment) and self.reads_late(statement):
            whole = gast.BinOp(as_value(statement.target), statement.op, statement.value)
            put_at(core.Evaluate(whole), statement.value)
            self.changed = True
            statement = core.Assign(statement.target, whole, notes=statement.notes)
        key = "iter" if isinstance(statement, core.For) else "value"
        value = getattr(statement, key, None)
        if not isinstance(value, gast.expr) or isinstance(statement, core.Foreign):
            return (statement,)
        before: list[core.Statement] = []
        value = self.ordered(value, before, statement)
        if not before:
            return (statement,)
        self.changed = True
        notes = replace(statement.notes, above=())
        first = replace(before[0], notes=replace(before[0].notes, above=statement.notes.above))
        return (first, *before[1:], replace(statement, notes=notes, **{key: value}))

    def reads_late(self, statement: core.Augment) -> bool:
        """Whether `a.x += e` reads a number that a call in `e` changes."""
        target = statement.target
        if not isinstance(target, gast.Attribute | gast.Subscript):
            return False
        kinds = ("array", "tensor", "list", "dict", "any")
        if self.facts.value(target).kind in kinds:
            return False
        owner = self.facts.value(target.value).sites
        calls = (self.facts.call_writes.get(n, ()) for n in walk(statement.value))
        return any(not owner.isdisjoint(written) for written in calls)

    def ordered(
        self, node: gast.expr, before: list[core.Statement], statement: core.Statement
    ) -> gast.expr:
        """The expression with names for what is evaluated before a comprehension in it."""
        if isinstance(node, _APART):
            return node
        parts = list(_parts(node))
        last = max((k for k, part in enumerate(parts) if self.collects(part)), default=-1)
        given: dict[gast.expr, gast.expr] = {}
        for k, part in enumerate(parts[: last + 1]):
            if k == last:
                given[part] = self.ordered(part, before, statement)
            elif self.has_effects(part) or (
                self.reads(part) and any(map(self.has_effects, parts[k + 1 : last + 1]))
            ):
                given[part] = self.named(part, before, statement)
        if all(part is new for part, new in given.items()):
            return node
        return _replaced(node, given)

    def named(
        self, part: gast.expr, before: list[core.Statement], statement: core.Statement
    ) -> gast.expr:
        """A name for a part, which is bound before; of `*xs` and `a=x`, for what is in it."""
        if isinstance(part, gast.Starred):
            return gast.Starred(self.named(part.value, before, statement), gast.Load())
        given = free(_stem(part), self.taken)
        value = self.ordered(part, before, statement)
        notes = core.Notes(origin=statement.notes.origin)
        before.append(core.Assign(as_target(name(given)), value, notes=notes))
        put_at(before[-1], part)
        return name(given)

    def collects(self, node: gast.expr) -> bool:
        """Whether a comprehension in an expression becomes a loop in front of the statement."""
        if isinstance(node, COMPREHENSIONS):
            return self.facts.active(node)
        if isinstance(node, _APART):
            return False
        return any(map(self.collects, _parts(node)))

    def has_effects(self, node: gast.expr) -> bool:
        """Whether an expression changes something, or gives another value each time."""
        facts = self.facts
        return any(
            bool(facts.call_writes.get(n))
            or n in facts.list_calls
            or (isinstance(n, gast.Call) and n in facts.impure)
            or (n in facts.user_calls and bool(facts.user_calls[n].callee.impure))
            for n in walk(node)
        )

    def reads(self, node: gast.expr) -> bool:
        """Whether the value of an expression depends on when it is evaluated."""
        for n in walk(node):
            if isinstance(n, gast.Attribute) and self.facts.value(n.value).kind == "module":
                continue
            if isinstance(n, (gast.Attribute, gast.Subscript, gast.Call, *_APART)):
                return True
        return False


def _parts(node: gast.expr) -> Iterator[gast.expr]:
    """What an expression is made of, in the order in which it is evaluated."""
    match node:
        case gast.Dict(keys=keys, values=values):
            for key, value in zip(keys, values, strict=True):
                yield from (part for part in (key, value) if part is not None)
            return
        case gast.Call(func=gast.Attribute(value=owner), args=args, keywords=named):
            yield owner
        case gast.Call(args=args, keywords=named):
            pass
        case _:
            yield from (p for p in children(node) if isinstance(p, gast.expr))
            return
    yield from args
    yield from (k.value for k in named)


def _replaced(node: gast.AST, given: dict[gast.expr, gast.expr]) -> gast.AST:
    def fill(part: gast.AST) -> gast.AST:
        if part in given:
            return given[part]
        inner = isinstance(part, gast.keyword) or (
            isinstance(part, gast.Attribute) and part.value in given
        )
        return rebuilt(part, fill) if inner else part

    return rebuilt(node, fill)


def _stem(node: gast.expr) -> str:
    match node:
        case gast.Call(func=gast.Attribute(attr=called) | gast.Name(id=called)):
            return f"{called}_ans".strip("_")
        case gast.Attribute(attr=field):
            return str(field)
    return "first"


__all__ = ["in_order"]
