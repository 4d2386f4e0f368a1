"""A comprehension that assigns (`[y * y for v in x if (y := f(v)) > 0]`), as the loop it is.

The variable is one of the function's: it is there in the next turn, and afterwards. So is what
a comprehension changes (`[stack.pop() for _ in range(3)]`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import gast

from tangentgen.language import core, effects
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import assigned, parameters, target_names
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, constant, copy, expression, name
from tangentgen.source.rebuild import rebuilt

_ALL_AT_ONCE: tuple[Any, ...] = (sum, list, tuple, max, min, sorted)
_HEADS = ("value", "test", "iter")


def rewrite(function: core.Function, live: Callable[[gast.expr], Any]) -> core.Function:
    """The function with such comprehensions written as loops, where they come first."""
    own = {*parameters(function), *assigned(function.body)}
    found = effects.changes(function, live)

    def assigns(node: gast.AST) -> bool:
        return isinstance(node, gast.NamedExpr) or found(node)

    def outside(node: gast.expr) -> Any:
        return None if node.id in own else live(node)

    work = _Loops(occurring(function), outside, assigns)
    return replace(function, body=work.block(function.body))


@dataclass
class _Loops:
    taken: set[str]
    live: Callable[[Any], Any]  # what a name stands for that is no variable
    has_effect: effects.Changes

    def assigns(self, node: Any) -> bool:
        """Whether a comprehension in an expression assigns, or changes a container."""
        if not isinstance(node, gast.AST):
            return False
        return any(
            isinstance(n, gast.ListComp | gast.DictComp | gast.GeneratorExp)
            and any(map(self.has_effect, walk(n)))
            for n in walk(node)
        )

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        statement = core.mapped(statement, self.block)
        if isinstance(statement, core.While):
            return (statement,)
        key = next((k for k in _HEADS if self.assigns(getattr(statement, k, None))), None)
        if key is None:
            return (statement,)
        before: list[core.Statement] = []
        head = self.taken_out(getattr(statement, key), before, statement.notes)
        if not before:
            return (statement,)
        before[0] = replace(before[0], notes=replace(statement.notes, trailing=None))
        notes = replace(statement.notes, above=())
        return (*before, replace(statement, notes=notes, **{key: head}))

    def taken_out(
        self, node: gast.expr, before: list[core.Statement], notes: core.Notes
    ) -> gast.expr:
        """The expression with a name for what is evaluated first in it."""
        plain = core.Notes(origin=notes.origin)
        match node:
            case gast.ListComp() | gast.DictComp():
                given = free("values", self.taken)
                before += self.collected(node, given, plain)
                return name(given)
            case gast.Call(func=gast.Name(), args=[gast.GeneratorExp() as items, *rest]):
                called = self.live(node.func)
                if called in (any, all) and not rest:
                    given = free("found", self.taken)
                    before += self.asked(items, given, called is any, plain)
                    return name(given)
                if any(called is known for known in _ALL_AT_ONCE):
                    given = free("values", self.taken)
                    listed = gast.ListComp(items.elt, items.generators)
                    before += self.collected(listed, given, plain)
                    return gast.Call(node.func, [name(given), *rest], node.keywords)
            case gast.Call(func=gast.Name(), args=[first, *rest]) if self.assigns(first):
                head = self.taken_out(first, before, notes)
                return gast.Call(node.func, [head, *rest], node.keywords)
            case gast.Call(func=gast.Attribute(value=gast.Name()), args=[first, *rest]) if (
                self.assigns(first)
            ):
                head = self.taken_out(first, before, notes)
                return gast.Call(node.func, [head, *rest], node.keywords)
            case gast.BinOp(left=left, op=op, right=right) if self.assigns(left):
                return gast.BinOp(self.taken_out(left, before, notes), op, right)
            case gast.Compare(left=left) if self.assigns(left):
                head = self.taken_out(left, before, notes)
                return gast.Compare(head, node.ops, node.comparators)
        return node

    def collected(self, node: Any, given: str, notes: core.Notes) -> core.Block:
        """The loops that fill a list or a dict."""
        node = renamed(node, self.taken)
        empty: gast.expr = gast.List([], gast.Load())
        if isinstance(node, gast.DictComp):
            empty = gast.Dict([], [])
            into = gast.Subscript(name(given), node.key, gast.Store())
            last: core.Statement = core.Assign(into, node.value, notes=notes)
        else:
            append: Any = expression("$x.append($e)", x=name(given), e=name("_"))
            append.args[0] = node.elt
            last = core.Evaluate(append, notes=notes)
        return (
            core.Assign(as_target(name(given)), empty, notes=notes),
            loops(node.generators, (last,), notes),
        )

    def asked(self, node: Any, given: str, wanted: bool, notes: core.Notes) -> core.Block:
        """`any` and `all`, which end with the first item that decides."""
        node = renamed(node, self.taken)
        if len(node.generators) > 1:
            return ()
        test = node.elt if wanted else expression("not $x", x=node.elt)
        found = core.Assign(as_target(name(given)), constant(wanted), notes=notes)
        decided = core.If(test, (found, core.Break()), notes=notes)
        start = core.Assign(as_target(name(given)), constant(not wanted), notes=notes)
        return (start, loops(node.generators, (decided,), notes))


def renamed(node: Any, taken: set[str]) -> Any:
    """A comprehension with its own variables under names that the function does not use."""
    own = dict.fromkeys(n for part in node.generators for n in target_names(part.target))
    names = {n: free(f"{n}_item", taken) for n in own}

    def fill(part: Any) -> Any:
        if isinstance(part, gast.Name) and part.id in names:
            fresh = copy(part)
            fresh.id = names[part.id]
            return fresh
        return rebuilt(part, fill)

    return fill(node)


def loops(parts: list[Any], body: core.Block, notes: core.Notes) -> core.Statement:
    """The loops of a comprehension, around what they do."""
    for part in reversed(parts):
        for test in reversed(part.ifs):
            body = (core.If(test, body, notes=notes),)
        body = (core.For(part.target, part.iter, body, notes=notes),)
    return body[0]
