"""`for t in checkpointed(range(n), snapshots=k)` as a loop over the range, marked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.inside import checkpointed
from tangentgen.language import core
from tangentgen.language.aliases import Aliases


def marked(tree: core.Function, aliases: Aliases) -> core.Function:
    """The function with the count of snapshots beside the loops that have one."""

    def block(inner: core.Block) -> core.Block:
        return tuple(map(statement, inner))

    def statement(s: core.Statement) -> core.Statement:
        if isinstance(s, core.If):
            return replace(s, body=block(s.body), orelse=block(s.orelse))
        if isinstance(s, core.For):
            of, snapshots = _parts(s.iter, aliases)
            return replace(s, body=block(s.body), iter=of, snapshots=snapshots)
        if isinstance(s, core.While):
            of, snapshots = _parts(s.test, aliases)
            return replace(s, body=block(s.body), test=of, snapshots=snapshots)
        return s

    return replace(tree, body=block(tree.body))


def _parts(head: gast.expr, aliases: Aliases) -> tuple[gast.expr, gast.expr | None]:
    """What a loop goes over, or its condition, and the count of snapshots if there is one."""
    if not (isinstance(head, gast.Call) and _is_checkpointed(head.func, aliases)):
        return head, None
    given = {k.arg: k.value for k in head.keywords}
    given |= dict(zip(("iterable", "snapshots"), head.args, strict=False))
    if set(given) != {"iterable", "snapshots"}:
        return head, None
    return given["iterable"], given["snapshots"]


def _is_checkpointed(function: Any, aliases: Aliases) -> bool:
    if isinstance(function, gast.Name):
        return aliases.functions.get(function.id) is checkpointed
    if isinstance(function, gast.Attribute) and isinstance(function.value, gast.Name):
        module = aliases.module(function.value.id)
        return getattr(module, function.attr, None) is checkpointed
    return False
