"""Functions with defaults that vary, kept in a list: made by a function that is given these.

    kept.append(lambda v, k=k: v * k)      kept.append((lambda k: lambda v: v * k)(k))

So is `def g(v, k=k): ...` on the line before `kept.append(g)`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.source.quote import name
from tangentgen.source.rebuild import rebuilt

_PUTS = ("append", "insert")


def rewrite(function: core.Function) -> core.Function:
    """The function with such functions made where they are put into a container."""
    reads = Counter(
        n.id
        for s in core.walk(function.body)
        for value in vars(s).values()
        if isinstance(value, gast.AST)
        for n in gast.walk(value)
        if isinstance(n, gast.Name) and isinstance(n.ctx, gast.Load)
    )

    def block(given: core.Block) -> core.Block:
        out: list[core.Statement] = []
        for statement in given:
            match out[-1] if out else None, statement:
                case core.Foreign(tree=gast.FunctionDef() as made) as definition, core.Evaluate(
                    value=gast.Call(func=gast.Attribute(attr=put), args=[*before, last]) as call
                ) if put in _PUTS and _is(last, made.name) and reads[made.name] == 1:
                    pair = _made_by(made)
                    if pair is not None:
                        outer, kept = pair
                        out[-1] = replace(definition, tree=outer)
                        whole = gast.Call(call.func, [*before, kept], call.keywords)
                        statement = replace(statement, value=gast.copy_location(whole, call))
            out.append(core.mapped(_with_lambdas(statement), block))
        return tuple(out)

    return replace(function, body=block(function.body))


def _is(node: gast.expr, given: str) -> bool:
    return isinstance(node, gast.Name) and bool(node.id == given)


def _with_lambdas(statement: Any) -> Any:
    """The statement with what stands for a lambda that it puts into a container."""
    match statement:
        case core.Evaluate(
            value=gast.Call(
                func=gast.Attribute(attr=put), args=[*before, gast.Lambda() as made]
            ) as call
        ) if put in _PUTS and (kept := _called(made)) is not None:
            whole = gast.Call(call.func, [*before, kept], call.keywords)
            return replace(statement, value=gast.copy_location(whole, call))
        case core.Assign(target=gast.Subscript(), value=gast.Lambda() as made) if (
            kept := _called(made)
        ) is not None:
            return replace(statement, value=kept)
    changes = {k: _collected(v) for k, v in vars(statement).items() if isinstance(v, gast.expr)}
    changed = any(changes[k] is not getattr(statement, k) for k in changes)
    return replace(statement, **changes) if changed else statement


def _collected(node: Any) -> Any:
    match node:
        case gast.ListComp(elt=gast.Lambda() as made) | gast.DictComp(value=gast.Lambda() as made):
            kept = _called(made)
            if kept is not None:
                fresh = rebuilt(node, lambda part: kept if part is made else part)
                return gast.copy_location(fresh, node)
    return rebuilt(node, _collected)


def _called(made: gast.Lambda) -> gast.expr | None:
    """`(lambda k: lambda v: v * k)(k)` for `lambda v, k=k: v * k`; None without such defaults."""
    parts = _parted(made.args)
    if parts is None:
        return None
    own, kept, defaults = parts
    inner = gast.copy_location(gast.Lambda(own, made.body), made)
    outer = gast.copy_location(gast.Lambda(kept, inner), made)
    return gast.copy_location(gast.Call(outer, defaults, []), made)


def _made_by(made: gast.FunctionDef) -> tuple[gast.FunctionDef, gast.expr] | None:
    """The function that makes such a function, and its call."""
    parts = _parted(made.args)
    if parts is None or made.decorator_list:
        return None
    own, kept, defaults = parts
    inner = rebuilt(made, lambda part: own if part is made.args else part)
    back = gast.copy_location(gast.Return(gast.copy_location(name(made.name), made)), made)
    outer = rebuilt(made, lambda part: kept if part is made.args else part)
    outer.name, outer.body = f"{made.name}_maker", [inner, back]
    call = gast.Call(gast.copy_location(name(outer.name), made), defaults, [])
    return gast.copy_location(outer, made), gast.copy_location(call, made)


def _parted(
    given: gast.arguments,
) -> tuple[gast.arguments, gast.arguments, list[gast.expr]] | None:
    """The parameters that a call gives, those that vary, and what these are."""
    count = len(given.defaults)
    plain = not (given.posonlyargs or given.vararg or given.kwonlyargs or given.kwarg)
    if not plain or count == 0 or all(isinstance(d, gast.Constant) for d in given.defaults):
        return None
    own, kept = given.args[: len(given.args) - count], given.args[len(given.args) - count :]

    def taking(parameters: list[gast.expr]) -> gast.arguments:
        return gast.arguments(parameters, [], None, [], [], None, [])

    return taking(own), taking(kept), list(given.defaults)
