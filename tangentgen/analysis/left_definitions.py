"""Definitions of closures whose calls are written out: those that are left, or refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.closures import is_static
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.values import Nothing, Value
from tangentgen.language import core, fence

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program


def without_definitions(block: core.Block) -> core.Block:
    """Without definitions of closures that nothing refers to any more."""
    while True:
        read = {
            n.id
            for s in core.walk(block)
            for value in vars(s).values()
            if isinstance(value, gast.AST) and not isinstance(s, core.Foreign)
            for n in gast.walk(value)
            if isinstance(n, gast.Name) and isinstance(n.ctx, gast.Load)
        }
        fresh = _without(block, read)
        if len(list(core.walk(fresh))) == len(list(core.walk(block))):
            return fresh
        block = fresh


def _without(block: core.Block, read: set[str]) -> core.Block:
    out: list[core.Statement] = []
    for s in block:
        match s:
            case core.Foreign(tree=gast.FunctionDef(name=given)) if given not in read:
                continue
            case core.Assign(target=gast.Name(id=given), value=value) if given not in read:
                if _only_made(value):
                    continue
        out.append(core.mapped(s, lambda inner: _without(inner, read)))
    return tuple(out)


def _only_made(value: gast.expr) -> bool:
    """Whether an expression is a lambda, or a container of functions and variables."""
    match value:
        case gast.Tuple() | gast.List():
            return all(map(_plain, value.elts))
        case gast.Dict():
            return all(map(_plain, value.values))
    return isinstance(value, gast.Lambda)


def _plain(value: gast.expr) -> bool:
    return isinstance(value, gast.Name | gast.Constant) or _only_made(value)


def refuse_left(program: Program, facts: Analysis, node: gast.FunctionDef) -> None:
    """A definition that is still needed is run as it stands, which only a constant one can be."""
    if program.made[program.nested(facts, node)].free and node.decorator_list:
        what, hint = fence.described(node)
        program.refuse_for_good(facts, node, what, hint)
    elif program.made[program.nested(facts, node)].free:
        program.refuse_for_good(
            facts,
            node,
            f"{node.name} uses variables of this function and is used other than by calling it",
            "call it, or pass it to a function of yours",
        )


def refuse_kept(program: Program, facts: Analysis, body: core.Block) -> None:
    """A function that is given is not there when this one runs: it can be called, not kept."""
    given = {p for p, value in facts.arguments.items() if is_static(value)}
    for s in _reached(facts, body) if given else ():
        for key in ("value", "test", "iter"):
            tree = getattr(s, key, None)
            for node in gast.walk(tree) if isinstance(tree, gast.AST) else ():
                if isinstance(node, gast.Name) and node.id in given:
                    what = f"the function '{node.id}' that is given is kept"
                    program.refuse_for_good(facts, node, what, "keep it where it is made")


def _reached(facts: Analysis, block: core.Block) -> Iterator[core.Statement]:
    """The statements of a block without those inside loops over lists that have no items."""
    for s in block:
        yield s
        if isinstance(s, core.For) and _is_empty(facts.value(s.iter)):
            continue
        for inner in core.blocks(s):
            yield from _reached(facts, inner)


def _is_empty(value: Value) -> bool:
    """Whether what is gone through has no items: nothing is known of any."""
    if value.element is not None:
        return _is_nothing(value.element)
    return value.kind == "list" and not value.items


def _is_nothing(value: Value) -> bool:
    return value.cls is Nothing or any(map(_is_nothing, value.items or ()))
