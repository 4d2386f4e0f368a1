"""A function that is one of two lambdas, as one lambda that asks which.

    act = (lambda v: v) if a > 1.0 else (lambda v: 0.1 * v)

becomes

    act_test = a > 1.0
    act = lambda v: v if act_test else 0.1 * v

Only where nobody can tell: outside of loops, and of a name that is assigned nowhere else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import assigned, parameters
from tangentgen.source.quote import as_target, copy, name
from tangentgen.source.rebuild import rebuilt


def rewrite(function: core.Function) -> core.Function:
    """The function with one lambda for two between which a condition chooses."""
    counts = Counter(assigned(function.body))
    own = parameters(function)
    taken = occurring(function)

    def steady(*ways: gast.expr) -> bool:
        """Whether what has a name goes by it for good."""
        named = [w for w in ways if not isinstance(w, gast.Lambda)]
        return all(
            (counts[w.id] <= 1 if isinstance(w, gast.Name) else _of_module(w, {*own, *counts}))
            for w in named
        )

    def block(given: core.Block) -> core.Block:
        out: list[core.Statement] = []
        for k, statement in enumerate(given):
            if isinstance(statement, core.For | core.While):
                out.append(statement)
                continue
            definitions: core.Block = ()
            defined = _defined(statement, taken)
            if defined is not None:
                statement, definitions = defined
            found = _chosen(statement)
            if found is not None and found[0] not in own and steady(found[2], found[3]):
                target, test, one, other, times = found
                whole = _either(name(free(f"{target}_test", set(taken))), one, other)
                if counts[target] == times and whole is not None:
                    asked = free(f"{target}_test", taken)
                    plain = core.Notes(origin=statement.notes.origin)
                    first = core.Assign(as_target(name(asked)), test, notes=statement.notes)
                    out += [
                        *definitions,
                        first,
                        core.Assign(as_target(name(target)), whole, notes=plain),
                    ]
                    continue
            out.append(core.mapped(given[k], block))
        return tuple(out)

    return replace(function, body=block(function.body))


def _of_module(node: gast.expr, local: set[str]) -> bool:
    while isinstance(node, gast.Attribute):
        node = node.value
    return isinstance(node, gast.Name) and node.id not in local


def _defined(
    statement: core.Statement, taken: set[str]
) -> tuple[core.Statement, core.Block] | None:
    """A choice between two definitions, as one between lambdas that call them."""
    match statement:
        case core.If(
            body=(core.Foreign(tree=gast.FunctionDef() as one) as first,),
            orelse=(core.Foreign(tree=gast.FunctionDef() as other) as second,),
        ) if one.name == other.name:
            pass
        case _:
            return None
    made: list[core.Statement] = []
    ways: list[core.Statement] = []
    for definition, tree in ((first, one), (second, other)):
        names = _plain(tree)
        inside = {n.id for n in gast.walk(tree) if isinstance(n, gast.Name)}
        if not names or tree.decorator_list or tree.name in inside:
            return None
        fresh = copy(tree)
        fresh.name = free(tree.name, taken)
        made.append(replace(definition, tree=gast.copy_location(fresh, tree)))
        call = gast.Call(name(fresh.name), [name(n) for n in names], [])
        way = gast.copy_location(gast.Lambda(copy(tree.args), call), tree)
        for part in gast.walk(call):
            if isinstance(part, gast.expr):
                gast.copy_location(part, tree)
        ways.append(core.Assign(as_target(name(tree.name)), way))
    return replace(statement, body=(ways[0],), orelse=(ways[1],)), tuple(made)


def _chosen(
    statement: core.Statement,
) -> tuple[str, gast.expr, gast.expr, gast.expr, int] | None:
    """The name, the condition, both functions, and how often the statement binds the name."""
    match statement:
        case core.Assign(
            target=gast.Name(id=target), value=gast.IfExp(test=test, body=one, orelse=other)
        ):
            return target, test, one, other, 1
        case core.If(
            test=test,
            body=(core.Assign(target=gast.Name(id=target), value=one),),
            orelse=(core.Assign(target=gast.Name(id=same), value=other),),
        ) if same == target:
            return target, test, one, other, 2
    return None


def _either(test: gast.expr, one: gast.expr, other: gast.expr) -> gast.Lambda | None:
    """`lambda v: f(v) if test else g(v)`; None unless one is a lambda of plain parameters."""
    first = one if isinstance(one, gast.Lambda) else other
    if not isinstance(first, gast.Lambda):
        return None
    names = _plain(first)
    ways = [_applied(way, names) for way in (one, other)] if names else []
    if not names or any(way is None for way in ways):
        return None
    fresh = copy(first)
    fresh.turn = "chosen"  # a definition may stand at its place
    fresh.body = gast.copy_location(gast.IfExp(test, ways[0], ways[1]), first)
    for part in gast.walk(fresh.body):
        if isinstance(part, gast.expr) and not hasattr(part, "lineno"):
            gast.copy_location(part, first)
    return fresh


def _plain(made: gast.Lambda | gast.FunctionDef) -> list[str]:
    """The names of its parameters; none where they are more than names."""
    given = made.args
    more = given.posonlyargs or given.vararg or given.kwonlyargs or given.kwarg or given.defaults
    return [] if more else [str(a.id) for a in given.args]


def _applied(way: gast.expr, names: list[str]) -> gast.expr | None:
    """What a function gives for parameters of these names."""
    if isinstance(way, gast.Name | gast.Attribute):
        return gast.Call(way, [name(n) for n in names], [])
    own = _plain(way) if isinstance(way, gast.Lambda) else []
    if len(own) != len(names):
        return None
    if own == names:
        return copy(way.body)
    inside = {n.id for n in gast.walk(way.body) if isinstance(n, gast.Name)}
    scopes = (gast.Lambda, gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp)
    nested = any(isinstance(n, scopes) for n in gast.walk(way.body))
    if nested or not (inside - {*own}).isdisjoint(names):
        return None
    given = dict(zip(own, names, strict=True))

    def renamed(node: Any) -> Any:
        if isinstance(node, gast.Name) and node.id in given:
            return gast.copy_location(name(given[node.id]), node)
        return rebuilt(node, renamed)

    found: gast.expr = renamed(copy(way.body))
    return found
