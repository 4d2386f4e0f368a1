"""Loops over active containers, written as loops over their indices."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.duplicate import duplicate
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import assigned, read_names
from tangentgen.source.quote import as_target, copy, expression, name

_COUNTERS = ("k", "j", "i", "m", "n", "index")


def over_indices(facts: Analysis) -> core.Function | None:
    """`for a in A` becomes `for k in range(len(A)): a = A[k]`; None where nothing changes."""
    rewriter = _Rewriter(facts)
    body = rewriter.block(facts.tree.body)
    if not rewriter.changed:
        return None
    return replace(facts.tree, body=tuple(duplicate(s) for s in body))


class _Rewriter:
    def __init__(self, facts: Analysis) -> None:
        self.facts = facts
        self.changed = False
        self.taken = occurring(facts.tree)

    def fresh(self, *wanted: str) -> str:
        """The first of the names that is free; all taken, the last one with a number."""
        chosen = next((w for w in wanted if w not in self.taken), wanted[-1])
        return free(chosen, self.taken)

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        match statement:
            case core.If():
                return (
                    replace(
                        statement,
                        body=self.block(statement.body),
                        orelse=self.block(statement.orelse),
                    ),
                )
            case core.While():
                return (replace(statement, body=self.block(statement.body)),)
            case core.For():
                return self.loop(statement)
        return (statement,)

    def loop(self, statement: core.For) -> core.Block:
        body = self.block(statement.body)
        if not self.facts.active(statement.iter) and not self._active_parts(statement.iter):
            return (replace(statement, body=body),)
        self.changed = True
        before: list[core.Statement] = []
        counter = self._counter(statement)
        lengths: list[gast.expr] = []
        item = self.item(statement, statement.iter, name(counter), before, lengths)
        trips = lengths[0]
        if len(lengths) > 1:
            trips = gast.Call(name("min"), [copy(x) for x in lengths], [])
        inside = tuple(self.bind(statement.target, item))
        return (
            *before,
            core.For(
                as_target(name(counter)),
                expression("range($n)", n=trips),
                (*inside, *body),
                notes=statement.notes,
            ),
        )

    def _active_parts(self, node: gast.expr) -> bool:
        if _called(node) in ("zip", "enumerate", "reversed"):
            return any(self.facts.active(a) or self._active_parts(a) for a in node.args)
        return False

    def _counter(self, statement: core.For) -> str:
        if _called(statement.iter) == "enumerate" and isinstance(statement.target, gast.Tuple):
            first = statement.target.elts[0]
            plain = len(statement.iter.args) == 1 and not statement.iter.keywords
            if (
                isinstance(first, gast.Name)
                and plain
                and first.id not in set(assigned(statement.body))
            ):
                return str(first.id)
        return self.fresh(*_COUNTERS)

    def item(
        self,
        statement: core.For,
        node: gast.expr,
        counter: gast.expr,
        before: list[core.Statement],
        lengths: list[gast.expr],
    ) -> gast.expr:
        """The item of an iterable at a position; what has to be named goes before the loop."""
        called = _called(node)
        if called == "zip" and not node.keywords:
            parts = [self.item(statement, a, counter, before, lengths) for a in node.args]
            return gast.Tuple(parts, gast.Load())
        if called == "enumerate" and not node.keywords:
            inner = self.item(statement, node.args[0], counter, before, lengths)
            index = copy(counter)
            if len(node.args) > 1:
                index = expression("$k + $start", k=counter, start=node.args[1])
            return gast.Tuple([index, inner], gast.Load())
        if called == "reversed":
            inner = self.item(
                statement, node.args[0], expression("-1 - $k", k=counter), before, lengths
            )
            return inner
        if called == "range" and len(node.args) == 1:
            lengths.append(node.args[0])
            return copy(counter)
        base = node
        changed = set(assigned(statement.body)) | set(assigned((statement,)))
        if not isinstance(node, gast.Name | gast.Attribute) or not changed.isdisjoint(
            read_names(node)
        ):
            base = name(self.fresh("items"))
            before.append(core.Assign(as_target(base), copy(node)))
        lengths.append(expression("len($x)", x=base))
        return expression("$x[$k]", x=base, k=counter)

    def bind(self, target: gast.expr, item: gast.expr) -> list[core.Statement]:
        """The loop's target assigned from the item."""
        both = isinstance(target, gast.Tuple | gast.List) and isinstance(item, gast.Tuple)
        if both and len(target.elts) == len(item.elts):
            pairs = zip(target.elts, item.elts, strict=True)
            return [s for t, i in pairs for s in self.bind(t, i)]
        if isinstance(item, gast.Name) and isinstance(target, gast.Name) and item.id == target.id:
            return []
        return [core.Assign(as_target(target), copy(item))]


def _called(node: gast.expr) -> str | None:
    if isinstance(node, gast.Call) and isinstance(node.func, gast.Name):
        return str(node.func.id)
    return None
