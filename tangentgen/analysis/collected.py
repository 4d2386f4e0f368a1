"""Comprehensions of active values, written as the loops that they stand for."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.functions import holds_function
from tangentgen.analysis.marks import ENTRY
from tangentgen.language import core
from tangentgen.language.duplicate import with_body
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import assigned, parameters, target_names
from tangentgen.language.walk import all_names, children, walk
from tangentgen.source.quote import as_target, copy, expression, name
from tangentgen.source.rebuild import rebuilt

COMPREHENSIONS = (gast.ListComp, gast.GeneratorExp, gast.DictComp)
_CONDITIONAL = gast.IfExp | gast.BoolOp | gast.Lambda


def as_loops(facts: Analysis) -> core.Function | None:
    """`y = [f(v) for v in x]` becomes `y = []` and a loop that appends; None for no change."""
    rewriter = _Rewriter(facts)
    body = rewriter.block(facts.tree.body)
    if not rewriter.changed:
        return None
    return with_body(facts.tree, body)


class _Rewriter:
    def __init__(self, facts: Analysis) -> None:
        self.facts = facts
        self.changed = False
        self.taken = occurring(facts.tree)
        self.outer = _names_outside(facts.tree)

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        before: list[core.Statement] = []
        if statement.notes.mark == ENTRY:
            return (statement,)  # the copy of an argument, which carries no derivative
        match statement:
            case core.If():
                body, orelse = self.block(statement.body), self.block(statement.orelse)
                return (replace(statement, body=body, orelse=orelse),)
            case core.While():
                return (replace(statement, body=self.block(statement.body)),)
            case core.Try() | core.Except() | core.With():
                return (core.mapped(statement, self.block),)
            case core.For():
                items = self.hoisted(statement.iter, before)
                statement = replace(statement, iter=items, body=self.block(statement.body))
            case (
                core.Assign(value=gast.IfExp() as choice)
                | core.Return(value=gast.IfExp() as choice)
            ) if self.inside(choice):
                ways = [
                    self.statement(replace(statement, value=way, notes=_bare(statement.notes)))
                    for way in (choice.body, choice.orelse)
                ]
                notes = replace(statement.notes, trailing=None)
                return (core.If(choice.test, ways[0], ways[1], notes=notes),)
            case core.Assign(
                target=gast.Name(id=target), value=gast.ListComp() | gast.DictComp() as value
            ):
                if self.wanted(value) and target not in {n.id for n in all_names(value)}:
                    return self.collected(value, target, statement.notes)
                statement = replace(statement, value=self.hoisted(value, before))
            case core.Assign(target=gast.Name(id=target), value=gast.Dict() as value) if (
                self.wanted(value) and target not in {n.id for n in all_names(value)}
            ):
                return self.entered(value, target, statement.notes)
            case core.Assign() | core.Augment() | core.Evaluate() | core.Return():
                value, alone = statement.value, isinstance(statement, core.Evaluate)
                alone = alone or (value is not None and any(map(self.of_functions, walk(value))))
                if value is not None and (alone or self.facts.active(value)):
                    statement = replace(statement, value=self.hoisted(value, before))
        if not before:
            return (statement,)
        first = replace(before[0], notes=replace(before[0].notes, above=statement.notes.above))
        rest = replace(statement, notes=replace(statement.notes, above=()))
        return (first, *before[1:], rest)

    def wanted(self, node: gast.AST) -> bool:
        if isinstance(node, gast.Dict):  # with keys that are computed
            known = all(k is None or isinstance(k, gast.Constant) for k in node.keys)
            merged = [v for k, v in zip(node.keys, node.values, strict=True) if k is None]
            known = known and all(self.facts.value(v).items is not None for v in merged)
            known = known or self.facts.value(node).items is not None
            dicts = all(self.facts.value(v).kind == "dict" for v in merged)
            return not known and dicts and self.facts.active(node)
        return isinstance(node, COMPREHENSIONS) and (
            self.facts.active(node) or self.of_functions(node)
        )

    def of_functions(self, node: gast.AST) -> bool:
        """Whether a comprehension goes through functions, of which each is derived through."""
        return isinstance(node, COMPREHENSIONS) and any(
            holds_function(self.facts.value(part.iter)) for part in node.generators
        )

    def inside(self, node: gast.AST) -> bool:
        return any(self.wanted(n) for n in walk(node))

    def hoisted(self, node: gast.expr, before: list[core.Statement]) -> gast.expr:
        """The expression with a name for each comprehension, which is made before."""
        if self.wanted(node):
            given = free("values", self.taken)
            if isinstance(node, gast.Dict):
                before += self.entered(node, given, core.NOTHING)
                return name(given)
            before += self.collected(node, given, core.NOTHING)
            return name(given)
        if isinstance(node, _CONDITIONAL | gast.SetComp):
            return node
        return rebuilt(node, lambda part: self._part(part, before))

    def _part(self, part: gast.AST, before: list[core.Statement]) -> gast.AST:
        if isinstance(part, gast.expr):
            return self.hoisted(part, before)
        if isinstance(part, gast.keyword):
            return rebuilt(part, lambda inner: self._part(inner, before))
        return part

    def entered(self, node: gast.Dict, target: str, notes: core.Notes) -> core.Block:
        """`d = {n: a, m: b}` of keys that are not known here, key by key."""
        self.changed = True
        plain = replace(notes, above=(), trailing=None)
        out: list[core.Statement] = [
            core.Assign(as_target(name(target)), gast.Dict([], []), notes=notes)
        ]
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                out += self.merged(value, target, plain)
                continue
            place = gast.Subscript(name(target), key, gast.Store())
            out.append(core.Assign(place, value, notes=plain))
        return self.block(tuple(out))

    def merged(self, items: gast.expr, target: str, notes: core.Notes) -> core.Block:
        """What `**items` puts into a dict."""
        before: list[core.Statement] = []
        if not isinstance(items, gast.Name):
            given = name(free("items", self.taken))
            before.append(core.Assign(as_target(given), items, notes=notes))
            items = given
        key = name(free("key", self.taken))
        put = core.Assign(
            gast.Subscript(name(target), key, gast.Store()),
            expression("$d[$k]", d=items, k=key),
            notes=notes,
        )
        return (*before, core.For(as_target(key), items, (put,), notes=notes))

    def collected(self, node: gast.expr, target: str, notes: core.Notes) -> core.Block:
        """The loops that append to `target` what the comprehension gives."""
        self.changed = True
        plain = replace(notes, above=(), trailing=None)
        whole = copy(node)
        own = {n for part in node.generators for n in target_names(part.target)}
        clashing = own & (self.outer | {target})
        given = {n: free(n, self.taken) for n in sorted(clashing)}
        node = _renamed(node, given, self.facts)
        empty: gast.expr = gast.List([], gast.Load())
        body: core.Block
        puts = replace(plain, collecting=True)
        if isinstance(node, gast.DictComp):
            into = gast.Subscript(name(target), node.key, gast.Store())
            body, empty = (core.Assign(into, node.value, notes=puts),), gast.Dict([], [])
        else:
            append = expression("$x.append($e)", x=name(target), e=name("_"))
            append.args[0] = node.elt
            body = (core.Evaluate(append, notes=puts),)
        for part in reversed(node.generators):
            for test in reversed(part.ifs):
                body = (core.If(test, body, notes=plain),)
            body = (core.For(part.target, part.iter, body, notes=plain),)
        body = (replace(body[0], notes=replace(plain, collects=whole)),)
        made = core.Assign(as_target(name(target)), empty, notes=notes)
        lazy = (n for part in node.generators for n in walk(part.iter))
        if any(isinstance(n, gast.GeneratorExp) for n in lazy):
            return (made, *body)  # what the loop changes that they read is looked at first
        return (made, *self.block(body))


def _bare(notes: core.Notes) -> core.Notes:
    return replace(notes, above=(), trailing=None)


def _names_outside(function: core.Function) -> set[str]:
    """The names that a function uses outside of comprehensions."""
    found = set(parameters(function)) | set(assigned(function.body))
    for statement in core.walk(function.body):
        for value in vars(statement).values():
            if isinstance(value, gast.expr):
                found |= _outside(value)
    return found


def _outside(node: gast.AST) -> set[str]:
    if isinstance(node, gast.Name):
        return {str(node.id)}
    found = {n for child in children(node) for n in _outside(child)}
    if isinstance(node, gast.ListComp | gast.GeneratorExp | gast.SetComp | gast.DictComp):
        return found - {n for part in node.generators for n in target_names(part.target)}
    return found


def _renamed(node: gast.expr, given: dict[str, str], facts: Analysis) -> gast.expr:
    """The comprehension with other names for its variables; parts are known as before."""
    if not given:
        return node
    first = node.generators[0].iter

    def change(part: gast.AST) -> gast.AST:
        if part is first:  # evaluated outside
            return part
        if isinstance(part, gast.Name) and part.id in given:
            fresh = copy(part)
            fresh.id = given[part.id]
        else:
            fresh = rebuilt(part, change)
        if fresh is not part and part in facts.values:
            facts.values[fresh] = facts.values[part]
        return fresh

    made = change(node)
    assert isinstance(made, gast.expr)
    return made
