"""Functions with calls that write: each is a store, `np.add(a, b, out=y)` is `y[...] = a + b`.

This is a rewrite of the primal that changes none of its values.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast
import numpy as np

from tangentgen.analysis import results
from tangentgen.analysis.facts import Analysis, ArrayMethod
from tangentgen.analysis.few_items import few_results
from tangentgen.analysis.list_operands import as_array
from tangentgen.analysis.plain_forms import has_plain_form, plain_form
from tangentgen.analysis.results import Assumptions
from tangentgen.analysis.sites import is_outside
from tangentgen.analysis.stored_calls import flat_store, repeated, stored_call, whole
from tangentgen.analysis.values import UNKNOWN
from tangentgen.analysis.writing_calls import is_view, reads
from tangentgen.language import core
from tangentgen.language.duplicate import duplicate
from tangentgen.language.free import free, occurring
from tangentgen.language.named_indices import with_names
from tangentgen.language.walk import SCOPES, walk
from tangentgen.source.quote import as_target, as_value, copy, expression, name
from tangentgen.source.rebuild import rebuilt

_LATER = gast.IfExp | gast.BoolOp | SCOPES


def written_out(facts: Analysis, world: Assumptions) -> core.Function | None:
    """The function with stores for calls that write; None where there is none that is known."""
    work = _WrittenOut(facts, world)
    body = work.block(facts.tree.body)
    if not work.changed:
        return None
    return replace(facts.tree, body=tuple(map(duplicate, body)))


class _WrittenOut:
    def __init__(self, facts: Analysis, world: Assumptions) -> None:
        self.facts, self.world = facts, world
        self.changed = False
        self.taken = occurring(facts.tree)

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        """What stands for a statement."""
        if isinstance(statement, core.Assign) and isinstance(statement.target, gast.Tuple):
            results = few_results(self.facts, statement.value)
            if results is not None:
                self.changed = True
                return (replace(statement, value=gast.List(results, gast.Load())),)
        if isinstance(statement, core.Augment):
            added = as_array(self.facts, statement.value, statement.target)
            if added is not statement.value:
                self.changed = True
                return (replace(statement, value=added),)
        for key in ("value", "iter", "test"):
            tree = getattr(statement, key, None)
            if isinstance(tree, gast.AST) and any(map(has_plain_form, walk(tree))):
                plain = self.plain(tree)
                if plain is not tree:
                    self.changed = True
                    return (replace(statement, **{key: plain}),)
        if (named := self.named_base(statement)) is not None:
            self.changed = True
            return named
        return self.stores(statement)

    def plain(self, node: Any) -> Any:
        """The expression with plain functions for what has none of its own."""
        made = plain_form(self.facts, node) if has_plain_form(node) else None
        if made is not None and made is not node:
            return made
        return rebuilt(node, lambda p: self.plain(p) if isinstance(p, gast.AST) else p)

    def named_base(self, statement: core.Statement) -> core.Block | None:
        """`x.ravel()[0] = e` with a name for the view that is written."""
        target = getattr(statement, "target", None)
        if not isinstance(statement, core.Assign | core.Augment) or not isinstance(
            target, gast.Subscript
        ):
            return None
        base = target.value
        while isinstance(base, gast.Subscript) or (
            isinstance(base, gast.Attribute) and base.attr in ("T", "flat")
        ):
            base = base.value
        if not isinstance(base, gast.Call) or not self.array(base):
            return None
        given = free("view", self.taken)

        def change(part: Any) -> Any:
            if part is base:
                return name(given)
            return rebuilt(part, change) if isinstance(part, gast.AST) else part

        first = core.Assign(as_target(name(given)), base, notes=statement.notes)
        plain = core.Notes(origin=statement.notes.origin)
        return (first, replace(statement, target=change(target), notes=plain))

    def stores(self, statement: core.Statement) -> core.Block:
        match statement:
            case core.If():
                before: list[core.Statement] = []
                test = self.taken_out(statement.test, before)
                body, orelse = self.block(statement.body), self.block(statement.orelse)
                return (*before, replace(statement, test=test, body=body, orelse=orelse))
            case core.Evaluate(value=gast.Call() as call):
                if self.at_once(call):
                    return self.noted(statement, self.with_names(call))
                made = stored_call(self.facts, call)
                if made is not None:
                    self.changed = True
                    return self.noted(statement, self.indexed(made))
                before = []
                value = self.taken_out(call, before)
                if not before:
                    return (statement,)
                if not isinstance(value, gast.Call):
                    return self.noted(statement, before)
                return self.noted(statement, [*before, replace(statement, value=value)])
            case core.Assign(target=gast.Subscript() as target) if self.flat(target):
                self.changed = True
                made = flat_store(
                    self.facts, target.value.value, target.slice, copy(statement.value)
                )
                return self.noted(statement, self.indexed(made))
            case core.Augment(target=gast.Subscript() as target) if self.flat(target):
                self.changed = True
                owner, index = target.value.value, target.slice
                old = gast.Subscript(expression("np.ravel($x)", x=owner), index, gast.Load())
                value = gast.BinOp(old, statement.op, copy(statement.value))
                return self.noted(
                    statement, self.indexed(flat_store(self.facts, owner, index, value))
                )
            case core.Assign(target=gast.Attribute(attr="flat", value=owner)) if self.array(owner):
                self.changed = True
                shape = expression("np.shape($a)", a=owner)
                value = repeated(self.facts, statement.value, shape, owner)
                return (replace(whole(self.facts, owner, value), notes=statement.notes),)
            case core.Assign(target=gast.Attribute(attr="shape", value=gast.Name() as owner)) if (
                self.alone(owner)
            ):
                self.changed = True
                value = expression("$x.reshape($s)", x=owner, s=statement.value)
                return (replace(statement, target=as_target(owner), value=value),)
            case core.Assign() | core.Augment() | core.Return() if statement.value is not None:
                before = []
                value = self.taken_out(statement.value, before)
                if not before:
                    return (statement,)
                return self.noted(statement, [*before, replace(statement, value=value)])
        return (core.mapped(statement, self.block),)

    def at_once(self, call: gast.Call) -> bool:
        """Whether `ufunc.at` is given what must be evaluated before an element is written."""
        target = self.facts.value(call.func).constant
        function = getattr(target, "__self__", None)
        if getattr(target, "__name__", "") != "at" or function in (np.add, np.subtract):
            return False
        return isinstance(function, np.ufunc) and not all(map(_is_plain, call.args[1:]))

    def with_names(self, call: gast.Call) -> list[core.Statement]:
        """The call with names for its other arguments."""
        self.changed = True
        before: list[core.Statement] = []
        given = [call.args[0]]
        for argument in call.args[1:]:
            if not _is_plain(argument):
                before.append(core.Assign(as_target(name(free("given", self.taken))), argument))
                argument = as_value(before[-1].target)  # type: ignore[attr-defined]  # an assignment
            given.append(argument)
        return [*before, core.Evaluate(gast.Call(call.func, given, call.keywords))]

    def noted(self, old: core.Statement, new: list[core.Statement]) -> core.Block:
        """The comments of the old statement above the first of the new ones."""
        plain = core.Notes(origin=old.notes.origin)
        rest = [replace(s, notes=plain) for s in new[1:]]
        return (replace(new[0], notes=old.notes), *rest)

    def indexed(self, made: core.Statement) -> list[core.Statement]:
        """A name for an index that is computed."""
        target = getattr(made, "target", None)
        if not isinstance(target, gast.Subscript):
            return [made]
        firsts: list[core.Statement] = []

        def named(part: gast.expr) -> gast.expr:
            if not any(isinstance(n, gast.Call) for n in walk(part)):
                return part
            given = free("index", self.taken)
            firsts.append(core.Assign(as_target(name(given)), part))
            return name(given)

        def steady(node: gast.expr) -> gast.expr:
            if isinstance(node, gast.Attribute):
                return gast.Attribute(steady(node.value), node.attr, gast.Load())
            if isinstance(node, gast.Subscript):
                owner = steady(node.value)
                return gast.Subscript(owner, with_names(node.slice, named), gast.Load())
            return node

        place = as_target(steady(target))
        return [*firsts, replace(made, target=place)] if firsts else [made]  # type: ignore[call-arg]  # it has that field

    def array(self, node: gast.expr) -> bool:
        return self.facts.value(node).kind == "array"

    def alone(self, owner: gast.Name) -> bool:
        """Whether an array goes by this name only, so that another shape is another binding."""
        held = self.facts.value(owner)
        named = (self.facts.holders.get(site, set()) for site in held.sites)
        outside = any(map(is_outside, held.sites)) or not self.facts.contained.isdisjoint(
            held.sites
        )
        return held.kind == "array" and not outside and all(n <= {owner.id} for n in named)

    def flat(self, target: gast.Subscript) -> bool:
        inner = target.value
        return (
            isinstance(inner, gast.Attribute) and inner.attr == "flat" and self.array(inner.value)
        )

    def taken_out(self, node: gast.expr, before: list[core.Statement]) -> gast.expr:
        """The expression without calls that write by `out=`, which come first."""
        calls = [n for n in walk(node) if isinstance(n, gast.Call) and self.out_of(n) is not None]
        if not calls or any(isinstance(n, _LATER) for n in walk(node)):
            return node
        sites = frozenset(s for c in calls for s in self.facts.value(self.out_of(c) or c).sites)
        if len(calls) > 1 or self.read_beside(node, calls[0], sites):
            return node

        def change(part: Any) -> Any:
            if part is calls[0]:
                return self.stored(part, before)
            return rebuilt(part, change) if isinstance(part, gast.AST) else part

        self.changed = True
        found: gast.expr = change(node)
        return found

    def read_beside(self, node: gast.AST, call: gast.Call, sites: frozenset[Any]) -> bool:
        """Whether the expression reads what the call writes outside of the call."""
        if node is call:
            return False
        return any(
            child is not call
            and (
                self.read_beside(child, call, sites)
                if any(n is call for n in walk(child))
                else reads(self.facts, child, sites)
            )
            for child in gast.iter_child_nodes(node)
        )

    def out_of(self, call: gast.Call) -> gast.expr | None:
        """The array that a call writes its result into."""
        target = self.facts.value(call.func).constant
        for keyword in call.keywords:
            if keyword.arg == "out":
                value = keyword.value
                if isinstance(value, gast.Tuple) and len(value.elts) == 1:
                    value = value.elts[0]
                fits = isinstance(target, np.ufunc) or self.of_one_rank(call, value)
                return value if self.array(value) and fits else None
        if isinstance(target, np.ufunc) and len(call.args) == target.nin + 1:
            last = call.args[-1]
            return last if target.nout == 1 and self.array(last) else None
        return None

    def of_one_rank(self, call: gast.Call, into: gast.expr) -> bool:
        """Whether the result has as many axes as what it is written into: it must not be spread."""
        target = self.facts.value(call.func).constant
        if isinstance(target, ArrayMethod):
            function: Any = getattr(np, target.name, None)
            arguments = [self.facts.value(target.owner)]
        else:
            function, arguments = target, []
        if function is None or function is UNKNOWN:
            return False
        arguments += [self.facts.value(a) for a in call.args]
        keywords = {k.arg: self.facts.value(k.value) for k in call.keywords if k.arg != "out"}
        found = results.result(function, arguments, keywords, self.world)
        return found.kind == "array" and found.rank == self.facts.value(into).rank

    def stored(self, call: gast.Call, before: list[core.Statement]) -> gast.expr:
        """The array, after the statement that writes the result into it."""
        into = self.out_of(call)
        assert into is not None
        if not is_view(self.facts, into):
            given = free("out", self.taken)
            before.append(core.Assign(as_target(name(given)), into))
            into = name(given)
        target = self.facts.value(call.func).constant
        arguments = list(call.args)
        if isinstance(target, np.ufunc):
            arguments = arguments[: target.nin]
        where = next((k.value for k in call.keywords if k.arg == "where"), None)
        ufunc = isinstance(target, np.ufunc)
        dropped = ("out", "where") if ufunc else ("out",)
        keywords = [k for k in call.keywords if k.arg not in dropped]
        value: gast.expr = gast.Call(call.func, arguments, keywords)
        if ufunc and where is not None:
            value = expression("np.where($c, $x, $y)", c=where, x=value, y=into)
        before.append(whole(self.facts, into, value))
        return as_value(into)


def _is_plain(node: gast.expr) -> bool:
    """A name, a number or a list of numbers."""
    parts = node.elts if isinstance(node, gast.List) else [node]
    return all(isinstance(part, gast.Name | gast.Constant) for part in parts)
