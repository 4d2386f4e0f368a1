"""Methods of dicts that are changed or hold active values, written with subscripts.

`d.get(k, x)` is `d[k] if k in d else x`; `d.setdefault`, `d.update` and `d.pop` are stores.
"""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis, ArrayMethod, Site
from tangentgen.analysis.iterables import called
from tangentgen.analysis.writing_calls import read_early
from tangentgen.language import core
from tangentgen.language.duplicate import with_body
from tangentgen.language.free import free, occurring
from tangentgen.language.walk import children, walk
from tangentgen.source.quote import as_target, as_value, constant, copy, expression, name
from tangentgen.source.rebuild import rebuilt

METHODS = ("get", "setdefault", "update", "pop", "popitem", "clear")
_OF_PAIRS = (zip, enumerate, "items")
_CONDITIONAL = gast.IfExp | gast.BoolOp | gast.Lambda
_INSIDE = gast.ListComp | gast.GeneratorExp | gast.SetComp | gast.DictComp


def with_subscripts(facts: Analysis) -> core.Function | None:
    """The function with subscripts for methods of dicts; None where nothing changes."""
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

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        before: list[core.Statement] = []
        match statement:
            case core.Evaluate(value=gast.Call() as call) if self.method(call) == "update":
                return self.updated(statement, call)
            case core.Assign(value=gast.Call() as call) if self.method(call) == "update":
                notes = core.Notes(origin=statement.notes.origin)
                done = self.updated(core.Evaluate(call, notes=statement.notes), call)
                return (*done, core.Assign(statement.target, constant(None), notes=notes))
            case core.Evaluate(value=gast.Call(args=[]) as call) if self.method(call) == "clear":
                return (self.cleared(call.func.value, statement.notes),)
            case core.Evaluate(value=gast.Call(args=[_]) as call) if self.method(call) == "pop":
                return (statement,)
            case core.Evaluate(value=gast.Call(args=[key, _]) as call) if self.method(
                call
            ) == "pop" and isinstance(key, gast.Name | gast.Constant):
                return (self.dropped(call.func.value, key, statement.notes),)
            case core.Evaluate(value=gast.Call(args=[key, value]) as call) if (
                self.method(call) == "setdefault"
            ):
                return (self.given(call.func.value, key, value, statement.notes),)
        changes: dict[str, object] = {}
        statement = core.mapped(statement, self.block)
        for field, tree in vars(statement).items():
            if isinstance(tree, gast.expr):
                once = field in ("value", "iter") or isinstance(statement, core.If)
                changes[field] = self.expression(tree, before, once)
        new = replace(statement, **changes)  # type: ignore[arg-type]  # the fields are its own
        if not before:
            return (new,)
        first = replace(before[0], notes=replace(statement.notes, trailing=None))
        return (first, *before[1:], replace(new, notes=replace(new.notes, above=())))

    def method(self, node: gast.expr) -> str | None:
        """The name of a method that is called on a dict that matters here."""
        if not isinstance(node, gast.Call) or not isinstance(node.func, gast.Attribute):
            return None
        if not isinstance(self.facts.value(node.func).constant, ArrayMethod):
            return None
        owner = self.facts.value(node.func.value)
        matters = self.facts.is_active(owner) or not self.facts.mutated.isdisjoint(owner.sites)
        name = str(node.func.attr)
        return name if owner.kind == "dict" and matters and name in METHODS else None

    def expression(self, node: gast.expr, before: list[core.Statement], once: bool) -> gast.expr:
        """The expression; what has to be done before it is put there, where that is possible."""
        if isinstance(node, gast.Call) and any(map(self.reordered_view, node.args)):
            self.changed = True
            args = [self.by_keys(a) if self.reordered_view(a) else a for a in node.args]
            node = gast.copy_location(gast.Call(node.func, args, node.keywords), node)
        method = self.method(node)
        simple = not node.keywords if isinstance(node, gast.Call) else True
        if method == "get" and simple and len(node.args) in (1, 2):
            self.changed = True
            owner, key = node.func.value, self.simple(node.args[0], before, once)
            other = node.args[1] if len(node.args) == 2 else constant(None)
            known = self.has(owner, key)
            if known is not None:
                return expression("$d[$k]", d=owner, k=key) if known else other
            test = expression("$k in $d", k=key, d=owner)
            held = expression("$d[$k]", d=owner, k=key)
            return gast.IfExp(test, held, self.expression(other, before, False))
        if method in ("setdefault", "pop") and once and simple:
            owner, key = node.func.value, self.simple(node.args[0], before, once)
            held = expression("$d[$k]", d=owner, k=key)
            if method == "setdefault" and len(node.args) == 2:
                before.append(self.given(owner, key, node.args[1], core.NOTHING))
                return held
            if method == "pop" and len(node.args) in (1, 2):
                self.changed = True
                item = name(free("popped", self.taken))
                there: core.Block = (
                    core.Assign(as_target(item), held),
                    core.Evaluate(expression("$d.pop($k)", d=owner, k=key)),
                )
                if len(node.args) == 2:
                    test = expression("$k in $d", k=key, d=owner)
                    there = (core.If(test, there, (core.Assign(as_target(item), node.args[1]),)),)
                before += there
                return item
        if method == "popitem" and once and not node.args:
            return self.last(node.func.value, before)
        inner = once and not isinstance(node, _CONDITIONAL | _INSIDE)
        later = self.later(node) if inner else {}

        def part_of(part: gast.AST) -> gast.AST:
            if isinstance(part, gast.keyword):
                return rebuilt(part, part_of)
            made = self._part(part, before, inner)
            read = part in later and read_early(self.facts, part, later[part])
            return self.earlier(made, before) if read and isinstance(made, gast.expr) else made

        return rebuilt(node, part_of)

    def later(self, node: gast.expr) -> dict[gast.AST, frozenset[Site]]:
        """For each part of an expression, the dicts that are changed by those behind it."""
        inside = (p.value if isinstance(p, gast.keyword) else p for p in children(node))
        parts = [part for part in inside if isinstance(part, gast.expr)]
        found: dict[gast.AST, frozenset[Site]] = {}
        sites: frozenset[Site] = frozenset()
        for part in reversed(parts):
            found[part] = sites
            for inner in walk(part):
                if self.method(inner) in ("setdefault", "pop", "popitem"):
                    sites |= self.facts.value(inner.func.value).sites
        return found

    def earlier(self, node: gast.expr, before: list[core.Statement]) -> gast.expr:
        """A name for what is read of a dict before that is changed."""
        if isinstance(node, gast.Name):
            return node
        given = name(free("earlier", self.taken))
        before.append(core.Assign(as_target(given), node))
        return given

    def reordered_view(self, node: gast.expr) -> bool:
        """Whether it is `d.values()` or `d.items()` of a dict that loses keys.

        In the reverse sweep they are put back behind the others.
        """
        match node:
            case gast.Call(func=gast.Attribute(value=owner, attr="values" | "items"), args=[]):
                held = self.facts.value(owner)
            case _:
                return False
        if held.kind != "dict" or not self.facts.is_active(held):
            return False
        if held.items is not None and not held.sites.isdisjoint(self.facts.fields):
            return True
        return any(
            made.name == "pop" and not self.facts.value(made.owner).sites.isdisjoint(held.sites)
            for made in self.facts.list_calls.values()
        )

    def by_keys(self, node: gast.expr) -> gast.expr:
        """`[d[k] for k in d]` for `d.values()`."""
        owner, key = node.func.value, name(free("key", self.taken))
        item: gast.expr = gast.Subscript(copy(owner), key, gast.Load())
        if node.func.attr == "items":
            item = gast.Tuple([copy(key), item], gast.Load())
        part = gast.comprehension(as_target(key), copy(owner), [], 0)
        made = gast.ListComp(item, [part])
        for inner in gast.walk(made):
            if isinstance(inner, gast.expr):
                gast.copy_location(inner, node)
        return made

    def last(self, owner: gast.expr, before: list[core.Statement]) -> gast.expr:
        """`d.popitem()`: the key that was put last, and what was held there."""
        self.changed = True
        key, item = name(free("key", self.taken)), name(free("popped", self.taken))
        before += (
            core.Assign(as_target(key), expression("[*$d][-1]", d=owner)),
            core.Assign(as_target(item), expression("$d[$k]", d=owner, k=key)),
            core.Evaluate(expression("$d.pop($k)", d=owner, k=key)),
        )
        return gast.Tuple([copy(key), copy(item)], gast.Load())

    def cleared(self, owner: gast.expr, notes: core.Notes) -> core.Statement:
        """`for k in [*d]: d.pop(k)`."""
        self.changed = True
        key = name(free("key", self.taken))
        popped = core.Evaluate(expression("$d.pop($k)", d=owner, k=key))
        return core.For(as_target(key), expression("[*$d]", d=owner), (popped,), notes=notes)

    def has(self, owner: gast.expr, key: gast.expr) -> bool | None:
        """Whether a dict has a key; None if nobody can tell."""
        facts, held = self.facts, self.facts.value(owner)
        unknown = held.items is None or not held.sites.isdisjoint({*facts.cells, *facts.hidden})
        if unknown or not isinstance(key, gast.Constant):
            return None
        if key.value not in held.keys:
            return False
        return True if held.sites.isdisjoint(facts.fields) else None

    def _part(self, part: gast.AST, before: list[core.Statement], once: bool) -> gast.AST:
        if isinstance(part, gast.expr):
            return self.expression(part, before, once)
        if isinstance(part, gast.keyword | gast.comprehension):
            return rebuilt(part, lambda inner: self._part(inner, before, once))
        return part

    def simple(self, key: gast.expr, before: list[core.Statement], once: bool) -> gast.expr:
        """A key that may be evaluated twice."""
        if isinstance(key, gast.Name | gast.Constant) or not once:
            return key
        given = free("key", self.taken)
        before.append(core.Assign(as_target(name(given)), copy(key)))
        return name(given)

    def given(
        self, owner: gast.expr, key: gast.expr, value: gast.expr, notes: core.Notes
    ) -> core.Statement:
        """`if k not in d: d[k] = x`."""
        self.changed = True
        target = as_target(expression("$d[$k]", d=owner, k=key))
        test = expression("$k not in $d", k=key, d=owner)
        return core.If(test, (core.Assign(target, value),), notes=notes)

    def dropped(self, owner: gast.expr, key: gast.expr, notes: core.Notes) -> core.Statement:
        """`if k in d: d.pop(k)`."""
        self.changed = True
        popped = core.Evaluate(expression("$d.pop($k)", d=owner, k=key))
        return core.If(expression("$k in $d", k=key, d=owner), (popped,), notes=notes)

    def updated(self, statement: core.Evaluate, call: gast.Call) -> core.Block:
        """`d.update(...)` as one store for each key, in a loop where they are not known."""
        owner = call.func.value
        out: list[core.Statement] = []
        for argument in call.args:
            pairs = self.pairs(argument)
            if pairs is not None:
                out += [self.put(owner, key, value) for key, value in pairs]
            elif self.iterable(argument):
                out += self.loop(owner, argument)
            else:
                return (statement,)
        if any(k.arg is None for k in call.keywords):
            return (statement,)
        out += [self.put(owner, constant(k.arg), k.value) for k in call.keywords]
        self.changed = True
        notes = replace(statement.notes, trailing=None)
        return tuple(
            replace(s, notes=notes if k == 0 else replace(notes, above=()))
            for k, s in enumerate(out)
        )

    def pairs(self, given: gast.expr) -> list[tuple[gast.expr, gast.expr]] | None:
        """The keys of a dict with their values; None where they are not known."""
        if isinstance(given, gast.Dict):
            plain = None not in given.keys
            return list(zip(given.keys, given.values, strict=True)) if plain else None
        if isinstance(given, gast.List | gast.Tuple):
            items: list[list[gast.expr]] = [getattr(item, "elts", []) for item in given.elts]
            return [(i[0], i[1]) for i in items] if all(len(i) == 2 for i in items) else None
        held = self.facts.value(given)
        if not isinstance(given, gast.Name) or held.kind != "dict" or not held.items:
            return None
        return [(constant(k), expression("$x[$k]", x=given, k=constant(k))) for k in held.keys]

    def iterable(self, given: gast.expr) -> bool:
        """Whether it is a dict, or something that gives pairs."""
        kinds = ("dict", "list", "tuple", "iterator")
        pairs = isinstance(given, gast.GeneratorExp) or called(self.facts, given) in _OF_PAIRS
        return pairs or self.facts.value(given).kind in kinds

    def put(self, owner: gast.expr, key: gast.expr, value: gast.expr) -> core.Statement:
        return core.Assign(as_target(expression("$d[$k]", d=owner, k=key)), value)

    def loop(self, owner: gast.expr, given: gast.expr) -> core.Block:
        """Key by key, of a dict, or of pairs."""
        key = name(free("key", self.taken))
        if self.facts.value(given).kind != "dict":
            value = name(free("value", self.taken))
            pair = gast.Tuple([as_target(key), as_target(value)], gast.Store())
            return (core.For(pair, given, (self.put(owner, key, value),)),)
        before: list[core.Statement] = []
        if not isinstance(given, gast.Name):
            before.append(core.Assign(as_target(name(free("items", self.taken))), given))
            given = as_value(before[0].target)  # type: ignore[attr-defined]  # an assignment
        body = (self.put(owner, key, expression("$x[$k]", x=given, k=key)),)
        return (*before, core.For(as_target(key), given, body))
