"""Calls that are given a tuple whole, for the sake of names for its parts.

`energy(state)` of `state = (x, v)` becomes `energy(x, v)`, of the same function that takes the
parts of its argument and puts them together first.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.closures import runtime_parameters
from tangentgen.analysis.defaults import default
from tangentgen.analysis.facts import Analysis, UserCall
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.duplicate import duplicate
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import parameters
from tangentgen.source.quote import as_target, name
from tangentgen.source.rebuild import rebuilt

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program


def taken_whole(facts: Analysis, node: gast.AST, owner: str) -> int:
    """How many of a call's arguments are a tuple, where the callee can be given its parts."""
    user = facts.user_calls.get(node)
    if user is None or user.writes or hasattr(user.function, "constructs"):
        return 0
    callee = user.callee
    given = callee.tree.arguments
    if callee.in_progress or callee.packs is not None or callee.scope.function.__closure__:
        return 0
    if given.vararg is not None or given.kwarg is not None:
        return 0
    return len(_whole(user, {owner}))


def _whole(user: UserCall, owners: set[str]) -> dict[str, str]:
    """The parameters that are given one of some names whose tuples' parts are known."""
    return {
        p: tree.id
        for p, tree in user.arguments.items()
        if isinstance(tree, gast.Name) and tree.id in owners and is_tuple(user.callee.arguments[p])
    }


def is_tuple(value: Value) -> bool:
    """Whether a value is a tuple of known parts."""
    return value.kind == "tuple" and bool(value.items) and not value.optional


def call_with_parts(
    program: Program,
    facts: Analysis,
    node: gast.Call,
    owners: Mapping[str, dict[Any, str]],
    inside: Callable[[Any], Any],
    function: types.FunctionType,
) -> gast.expr:
    """The call of a function, or of another form of it, that is given the names of the parts."""
    user = facts.user_calls[node]
    whole = _whole(user, set(owners))
    values, trees = dict(user.callee.arguments), dict[str, gast.expr]()
    for parameter, owner in whole.items():
        value = values.pop(parameter)
        names = _names(program.tree(function), parameter, len(value.items or ()))
        function = program.variant(
            function,
            ("takes parts", parameter, names),
            lambda tree, p=parameter, n=names: _taking_parts(tree, p, n),  # type: ignore[misc]  # the defaults bind the loop's values
        )
        values.update(zip(names, value.items or (), strict=True))
        trees.update(zip(names, map(name, owners[owner].values()), strict=True))
    takes = runtime_parameters(parameters(program.tree(function)), values)
    for each in takes:
        if each not in trees:
            given = user.arguments.get(each)
            trees[each] = default(user, node, each) if given is None else inside(given)
    called = name(program.lifted_as(function, values))
    return gast.Call(called, [trees[each] for each in takes], [])


def _names(tree: core.Function, parameter: str, count: int) -> tuple[str, ...]:
    """What the parts are called: as the function unpacks them at first, where it does."""
    unpacked = _unpacked_at_first(tree, parameter)
    if unpacked is not None and len(unpacked) == count:
        return unpacked
    taken = occurring(tree)
    return tuple(free(f"{parameter}_{k}", taken) for k in range(count))


def _unpacked_at_first(tree: core.Function, parameter: str) -> tuple[str, ...] | None:
    """The names in `x, v = state` where a function begins so, and has no other use for `state`."""
    match tree.body:
        case (core.Assign(target=gast.Tuple(elts=parts), value=gast.Name(id=given)), *rest) if (
            given == parameter and all(isinstance(part, gast.Name) for part in parts)
        ):
            names = tuple(part.id for part in parts)
            others = {*parameters(tree)} - {parameter}
            left = occurring(replace(tree, arguments=_arguments(()), body=tuple(rest)))
            apart = len({*names, *others}) == len(names) + len(others)
            return names if apart and parameter not in left else None
    return None


def _taking_parts(tree: core.Function, parameter: str, names: tuple[str, ...]) -> core.Function:
    """The function that puts a parameter together of others, which stand in its place."""
    takes: list[str] = []
    for each in parameters(tree):
        takes += names if each == parameter else (each,)
    if _unpacked_at_first(tree, parameter) == names:
        body = tree.body[1:]
    else:
        body = tuple(_looked_up(s, parameter, names) for s in tree.body)
        if parameter in occurring(replace(tree, arguments=_arguments(()), body=body)):
            whole = gast.Tuple([name(n) for n in names], gast.Load())
            body = (core.Assign(as_target(name(parameter)), whole), *tree.body)
    return replace(tree, arguments=_arguments(takes), body=tuple(duplicate(s) for s in body))


def _looked_up(statement: core.Statement, parameter: str, names: tuple[str, ...]) -> core.Statement:
    """The statement with names for `state[0]` and `state[1]`."""

    def tree(node: Any) -> Any:
        match node:
            case gast.Subscript(
                value=gast.Name(id=given), slice=gast.Constant(value=int() as k), ctx=gast.Load()
            ):
                if given == parameter and not isinstance(k, bool) and 0 <= k < len(names):
                    return name(names[k])
        return rebuilt(node, tree) if isinstance(node, gast.AST) else node

    inner = core.mapped(statement, lambda b: tuple(_looked_up(s, parameter, names) for s in b))
    changed = {key: tree(v) for key, v in vars(inner).items() if isinstance(v, gast.AST)}
    collects = inner.notes.collects  # a comprehension, which may be printed again
    notes = inner.notes if collects is None else replace(inner.notes, collects=tree(collects))
    found: core.Statement = replace(inner, notes=notes, **changed)
    return found


def _arguments(names: Iterable[str]) -> gast.arguments:
    given = [gast.Name(n, gast.Param(), None, None) for n in names]
    return gast.arguments(given, [], None, [], [], None, [])
