"""Methods of dicts that are changed or hold active values, written with subscripts.

`d.get(k, x)` is `d[k] if k in d else x`; `d.setdefault`, `d.update` and `d.pop` are stores.
"""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis, ArrayMethod
from tangentgen.language import core
from tangentgen.language.duplicate import duplicate
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, constant, copy, expression, name
from tangentgen.source.rebuild import rebuilt

METHODS = ("get", "setdefault", "update", "pop")
_CONDITIONAL = gast.IfExp | gast.BoolOp | gast.Lambda
_INSIDE = gast.ListComp | gast.GeneratorExp | gast.SetComp | gast.DictComp


def with_subscripts(facts: Analysis) -> core.Function | None:
    """The function with subscripts for methods of dicts; None where nothing changes."""
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

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        before: list[core.Statement] = []
        match statement:
            case core.Evaluate(value=gast.Call() as call) if self.method(call) == "update":
                return self.updated(statement, call)
            case core.Evaluate(value=gast.Call(args=[_]) as call) if self.method(call) == "pop":
                return (statement,)
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
        method = self.method(node)
        simple = not node.keywords if isinstance(node, gast.Call) else True
        if method == "get" and simple and len(node.args) in (1, 2):
            self.changed = True
            owner, key = node.func.value, self.simple(node.args[0], before, once)
            other = node.args[1] if len(node.args) == 2 else constant(None)
            test = expression("$k in $d", k=key, d=owner)
            held = expression("$d[$k]", d=owner, k=key)
            return gast.IfExp(test, held, self.expression(other, before, False))
        if method in ("setdefault", "pop") and once and simple:
            owner, key = node.func.value, self.simple(node.args[0], before, once)
            held = expression("$d[$k]", d=owner, k=key)
            if method == "setdefault" and len(node.args) == 2:
                before.append(self.given(owner, key, node.args[1], core.NOTHING))
                return held
            if method == "pop" and len(node.args) == 1:
                self.changed = True
                item = free("popped", self.taken)
                before.append(core.Assign(as_target(name(item)), held))
                before.append(core.Evaluate(expression("$d.pop($k)", d=owner, k=key)))
                return name(item)
        inner = once and not isinstance(node, _CONDITIONAL | _INSIDE)
        return rebuilt(node, lambda part: self._part(part, before, inner))

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

    def updated(self, statement: core.Evaluate, call: gast.Call) -> core.Block:
        """`d.update(...)` as one store for each key."""
        owner = call.func.value
        pairs: list[tuple[gast.expr, gast.expr]] = []
        for argument in call.args:
            known = self.facts.value(argument)
            if isinstance(argument, gast.Dict) and None not in argument.keys:
                pairs += zip(argument.keys, argument.values, strict=True)
            elif isinstance(argument, gast.Name) and known.kind == "dict" and known.items:
                pairs += [
                    (constant(k), expression("$x[$k]", x=argument, k=constant(k)))
                    for k in known.keys
                ]
            else:
                return (statement,)
        pairs += [(constant(k.arg), k.value) for k in call.keywords]
        if any(k is None or getattr(k, "value", "") is None for k, _ in pairs):
            return (statement,)
        self.changed = True
        notes = replace(statement.notes, trailing=None)
        out = [
            core.Assign(as_target(expression("$d[$k]", d=owner, k=key)), value, notes=notes)
            for key, value in pairs
        ]
        return tuple(
            s if k == 0 else replace(s, notes=replace(notes, above=())) for k, s in enumerate(out)
        )
