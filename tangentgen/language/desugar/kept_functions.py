"""Functions with defaults that vary, kept in a list: made by a function that is given these.

    kept.append(lambda v, k=k: v * k)      kept.append((lambda k: lambda v: v * k)(k))

So is `def g(v, k=k): ...` on the line before `kept.append(g)`, and any lambda with defaults whose
variables are bound again, or which are computed of variables: what these hold may change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.nested import Definition
from tangentgen.language.rebinding import varying
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, name
from tangentgen.source.rebuild import rebuilt

_PUTS = ("append", "insert")


def rewrite(function: core.Function) -> core.Function:
    """The function with such functions made where they are put into a container."""
    reads = Counter(
        n.id
        for s in core.walk(function.body)
        for value in vars(s).values()
        if isinstance(value, gast.AST)
        for n in walk(value)
        if isinstance(n, gast.Name) and isinstance(n.ctx, gast.Load)
    )

    def block(given: core.Block) -> core.Block:
        out: list[core.Statement] = []
        for statement, following in zip(given, (*given[1:], None), strict=True):
            match out[-1] if out else None, statement:
                case core.Foreign(tree=gast.FunctionDef() as made) as definition, core.Evaluate(
                    value=gast.Call(func=func, args=[*before, _], keywords=named) as call
                ) if puts(statement, made.name) and (pair := _made_by(made)):
                    out[-1] = replace(definition, tree=pair[0])
                    whole = gast.Call(func, [*before, pair[1]], named)
                    statement = replace(statement, value=gast.copy_location(whole, call))
                case _, core.Foreign(tree=gast.FunctionDef() as made) if (
                    varies(made) and not puts(following, made.name) and (pair := _made_by(made))
                ):
                    out.append(replace(statement, tree=pair[0]))
                    statement = core.Assign(as_target(name(made.name)), pair[1])
            out.append(core.mapped(_with_lambdas(statement, varies), block))
        return tuple(out)

    def puts(statement: core.Statement | None, given: str) -> bool:
        """Whether it puts a function that is read nowhere else into a container."""
        match statement:
            case core.Evaluate(
                value=gast.Call(func=gast.Attribute(attr=put), args=[*_, gast.Name(id=last)])
            ):
                return put in _PUTS and last == given and reads[given] == 1
        return False

    varies = partial(varying, function)
    return replace(function, body=block(function.body))


def _with_lambdas(statement: Any, varies: Callable[[Definition], bool]) -> Any:
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
    trees = {k: v for k, v in vars(statement).items() if isinstance(v, gast.expr)}
    changes = {k: _collected(v, varies) for k, v in trees.items()}
    changed = any(changes[k] is not getattr(statement, k) for k in changes)
    return replace(statement, **changes) if changed else statement


def _collected(node: Any, varies: Callable[[Definition], bool]) -> Any:
    match node:
        case gast.ListComp(elt=gast.Lambda() as made) | gast.DictComp(value=gast.Lambda() as made):
            kept = _called(made)
            if kept is not None:
                fresh = rebuilt(node, lambda part: kept if part is made else part)
                return gast.copy_location(fresh, node)
        case gast.Lambda() if varies(node):
            return _called(node) or node
    return rebuilt(node, lambda part: _collected(part, varies))


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
