"""How long a list is that grows by so many items in each trip of a loop."""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.values import Dim
from tangentgen.language import core
from tangentgen.language.walk import walk

_MAKE_ARRAYS = frozenset(("stack", "array", "asarray", "vstack"))
_JUMPS = core.Break | core.Continue | core.Return | core.Raise | core.Try | core.With


def made_into_array(node: gast.Name, statement: core.Statement | None) -> bool:
    """Whether a statement makes an array of the items of a list that it names."""
    return statement is not None and any(
        isinstance(call, gast.Call)
        and getattr(call.func, "attr", None) in _MAKE_ARRAYS
        and any(argument is node for argument in call.args)
        for tree in _expressions(statement)
        for call in walk(tree)
    )


def grown(facts: Analysis, given: str, at: core.Statement | None, world: Assumptions) -> Dim | None:
    """The length of a list where a statement of the function's own block begins.

    Only of a list that has one name, is made once from items that are written down, and is
    appended to, so many times before that statement or in every trip of loops before it.
    """
    total: Dim | None = None
    for s in facts.tree.body:
        if s is at:
            return total if _only_appended(facts.tree, given) else None
        match s:
            case core.Assign(target=gast.Name(id=target), value=value) if target == given:
                if total is not None or not isinstance(value, gast.List) or _spliced(value):
                    return None
                total = Dim(len(value.elts))
            case core.For(iter=trips) if total is not None and _appends(s.body, given):
                times = _appends(s.body, given)
                known = facts.value(trips)
                if known.kind != "range" or known.length is None or times is None:
                    return None
                if not world.at_least(known.length, Dim()):
                    return None
                total = total + known.length.scale(times)
            case _ if total is not None:
                times = _appends((s,), given)
                if times is None:
                    return None
                total = total + Dim(times)
    return None


def _spliced(display: gast.List) -> bool:
    return any(isinstance(item, gast.Starred) for item in display.elts)


def _appends(block: core.Block, given: str) -> int | None:
    """How often a block appends to a list whenever it runs; None where that depends."""
    times = sum(_is_append(s, given) for s in block)
    inside = sum(_is_append(s, given) for s in core.walk(block))
    if inside and any(isinstance(s, _JUMPS) for s in core.walk(block)):
        return None
    return times if times == inside else None


def _is_append(statement: core.Statement, given: str) -> bool:
    match statement:
        case core.Evaluate(
            value=gast.Call(func=gast.Attribute(value=gast.Name(id=owner), attr="append"))
        ):
            return bool(owner == given)
    return False


def _only_appended(tree: core.Function, given: str) -> bool:
    """Whether a list is only read by its items, appended to, and made into arrays."""
    for s in core.walk(tree.body):
        for expression in _expressions(s):
            allowed: set[gast.AST] = set()
            for node in walk(expression):
                match node:
                    case gast.Subscript(value=gast.Name() as owner, ctx=gast.Load()):
                        allowed.add(owner)
                    case gast.Call(func=gast.Attribute(value=gast.Name(id="np"))):
                        allowed.update(node.args)
                    case gast.Call(func=gast.Name(id="len")):
                        allowed.update(node.args)
                if isinstance(node, gast.Name) and node.id == given and node not in allowed:
                    made = isinstance(s, core.Assign) and s.target is node
                    if not made and not _is_append(s, given):
                        return False
    return sum(isinstance(s, core.Assign) and _binds(s, given) for s in core.walk(tree.body)) == 1


def _binds(statement: core.Assign, given: str) -> bool:
    return isinstance(statement.target, gast.Name) and statement.target.id == given


def _expressions(statement: core.Statement) -> Iterator[gast.AST]:
    return (tree for tree in vars(statement).values() if isinstance(tree, gast.AST))
