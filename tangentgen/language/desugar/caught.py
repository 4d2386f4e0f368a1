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
from tangentgen.language.in_statements import changed
from tangentgen.language.resolve import assigned
from tangentgen.source.quote import as_target, copy, name
from tangentgen.source.rebuild import rebuilt


def rewrite(function: core.Function) -> core.Function:
    """The function with such names, where more is done with an exception than to tell of it."""
    taken = occurring(function)

    def block(given: core.Block) -> core.Block:
        return tuple(map(statement, given))

    def statement(old: core.Statement) -> core.Statement:
        new: core.Statement = core.mapped(old, block)
        match new:
            case core.Except(target=gast.Name(id=given)) if _computes(new.body, given):
                stays = free("error", taken)
                kept = core.Assign(as_target(name(stays)), name(given))
                return replace(new, body=(kept, *_renamed(new.body, given, stays)))
        return new

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

    return changed(body, change)
