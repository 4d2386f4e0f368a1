"""What a reverse sweep uses up or changes of what it is given, so that it could not run again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned, bound
from tangentgen.source.quote import as_target, expression, name

Positions = Mapping[str, frozenset[int]]
"""Functions, and which of their arguments they use up or change."""


def stacks_anew(back: core.Block, saved: Sequence[str]) -> list[core.Statement]:
    """Copies of the stacks that a reverse sweep empties."""
    popped = {n for tree in _trees(back) for n in map(_popped, gast.walk(tree)) if n}
    return [
        core.Assign(as_target(name(n)), expression("$x.copy()", x=name(n)))
        for n in saved
        if n in popped
    ]


def together(
    targets: Sequence[str], sources: Sequence[str], deep: Callable[[gast.expr], gast.expr]
) -> list[core.Statement]:
    """Copies of what the sources hold: what is one object there is one object here."""
    if not targets:
        return []
    if len(targets) == 1:
        return [core.Assign(as_target(name(targets[0])), deep(name(sources[0])))]
    into = as_target(gast.Tuple(list(map(name, targets)), gast.Load()))
    return [core.Assign(into, deep(gast.Tuple(list(map(name, sources)), gast.Load())))]


def changes_what_is_saved(back: core.Block, bars: set[str], functions: Positions) -> bool:
    """Whether a block writes into something else than its own adjoints, itself or in a call.

    A list that comes off a stack is changed like an array where more comes off it in turn.
    """
    found = set[str]()
    inner = {n for s in core.walk(back) if any(map(_pops, _own_trees(s))) for n in bound(s)}
    for statement in core.walk(back):
        for tree in _own_trees(statement):
            found |= {n for n in map(_written, gast.walk(tree)) if n}
            found |= {n for n in map(_popped, gast.walk(tree)) if n in inner}
            found |= set(_handed(tree, functions))
        if isinstance(statement, core.Augment) and isinstance(statement.target, gast.Name):
            found.add(statement.target.id)
    return not found <= bars


def taken_off(back: core.Block, stacks: set[str]) -> set[str]:
    """The names that a reverse sweep gives to what comes off some stacks."""
    return {
        given
        for statement in core.walk(back)
        for tree in _own_trees(statement)
        if not stacks.isdisjoint(map(_popped, gast.walk(tree)))
        for given in bound(statement)
    }


def using_up(functions: Sequence[core.Function]) -> Positions:
    """The arguments that functions pop from or write into, or hand to one that does."""
    found: dict[str, frozenset[int]] = {}
    while True:
        more = {f.name: _used_by(f, found) for f in functions}
        more = {given: places for given, places in more.items() if places}
        if more == found:
            return found
        found = more


def _used_by(function: core.Function, functions: Positions) -> frozenset[int]:
    order = [n.id for n in function.arguments.args if isinstance(n, gast.Name)]
    part_of = {n: k for k, n in enumerate(order)}
    found: set[int] = set()
    for statement in core.walk(function.body):
        target, value = getattr(statement, "target", None), getattr(statement, "value", None)
        changed: set[str | None] = set()
        for tree in _own_trees(statement):
            changed |= {n for node in gast.walk(tree) for n in (_popped(node), _written(node))}
            changed |= set(_handed(tree, functions))
        if isinstance(statement, core.Augment) and isinstance(target, gast.Name):
            changed.add(target.id)
        found |= {part_of[n] for n in changed if n in part_of}
        held = _base(value) if isinstance(value, _PARTS) else None
        if isinstance(statement, core.Assign) and held in part_of:
            part_of |= dict.fromkeys(assigned((statement,)), part_of[held])
        elif isinstance(statement, core.Assign):
            popped = {p for p in map(_popped, gast.walk(statement.value)) if p in part_of}
            for stack in popped:
                part_of |= dict.fromkeys(assigned((statement,)), part_of[stack])
    return frozenset(found)


_PARTS = (gast.Name, gast.Subscript, gast.Attribute)


def _handed(tree: gast.AST, functions: Positions) -> Iterator[str]:
    """The names that calls in an expression use up or change."""
    for node in gast.walk(tree):
        match node:
            case gast.Call(func=gast.Name(id=called), args=args) if called in functions:
                given = (args[k] for k in functions[called] if k < len(args))
                yield from (base for a in given if (base := _base(a)))


def _trees(block: core.Block) -> Iterator[gast.AST]:
    for statement in core.walk(block):
        yield from _own_trees(statement)


def _own_trees(statement: core.Statement) -> Iterator[gast.AST]:
    yield from (v for v in vars(statement).values() if isinstance(v, gast.AST))


def _pops(tree: gast.AST) -> bool:
    return any(map(_popped, gast.walk(tree)))


def _popped(node: gast.AST) -> str | None:
    match node:
        case gast.Call(func=gast.Attribute(value=gast.Name(id=stack), attr="pop" | "append")):
            return str(stack)
    return None


def _written(node: gast.AST) -> str | None:
    """The name whose object a store, or a call that writes, changes."""
    match node:
        case gast.Subscript(ctx=gast.Store()) | gast.Attribute(ctx=gast.Store()):
            return _base(node)
        case gast.Call(func=gast.Attribute(attr="at"), args=[first, *_]):
            return _base(first)
        case gast.Call(func=gast.Attribute(attr="__setattr__" | "copyto"), args=[first, *_]):
            return _base(first)
    return None


def _base(node: gast.AST) -> str | None:
    while isinstance(node, gast.Subscript | gast.Attribute):
        node = node.value
    return node.id if isinstance(node, gast.Name) else ""
