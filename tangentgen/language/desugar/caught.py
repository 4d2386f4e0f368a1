"""A handler's name for its exception, which Python unbinds behind it, under one that stays.

except ValueError as e:            except ValueError as e:
    b = a * len(e.args)                error = e
                                       b = a * len(error.args)
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import assigned
from tangentgen.source.quote import as_target, copy, name
from tangentgen.source.rebuild import rebuilt


def rewrite(function: core.Function) -> core.Function:
    """The function with such names, where more is done with an exception than to tell of it."""
    taken = occurring(function)

    def block(given: core.Block) -> core.Block:
        return tuple(map(statement, given))

    def statement(old: core.Statement) -> core.Statement:
        changed: core.Statement = core.mapped(old, block)
        match changed:
            case core.Except(target=gast.Name(id=given)) if _computes(changed.body, given):
                stays = free("error", taken)
                kept = core.Assign(as_target(name(stays)), name(given))
                return replace(changed, body=(kept, *_renamed(changed.body, given, stays)))
        return changed

    return replace(function, body=block(function.body))


def _computes(body: core.Block, given: str) -> bool:
    """Whether a statement reads the exception that neither tells of it nor raises."""
    if given in set(assigned(body)):
        return False
    return any(
        isinstance(node, gast.Name) and node.id == given
        for statement in core.walk(body)
        if not isinstance(statement, core.Evaluate | core.Raise | core.Foreign)
        for tree in vars(statement).values()
        if isinstance(tree, gast.AST)
        for node in gast.walk(tree)
    )


def _renamed(body: core.Block, old: str, new: str) -> core.Block:
    def change(node: Any) -> Any:
        if isinstance(node, gast.Name) and node.id == old:
            fresh = copy(node)
            fresh.id = new
            return fresh
        return rebuilt(node, change)

    def statement(s: core.Statement) -> core.Statement:
        trees = {k: change(v) for k, v in vars(s).items() if isinstance(v, gast.AST)}
        changed: core.Statement = core.mapped(replace(s, **trees), block)
        return changed

    def block(given: core.Block) -> core.Block:
        return tuple(map(statement, given))

    return block(body)
