"""Calls of functions that are written out, by the names of these under what they are given.

A name of that kind stands for a function and the values it is called with. Where a call is made
by a rewrite, what is known of its arguments then may be said in other words afterwards.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.duplicate import with_body
from tangentgen.source.quote import name
from tangentgen.source.rebuild import rebuilt

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program


def called_anew(facts: Analysis, program: Program) -> core.Function | None:
    """The function with such calls; None where each has its name."""
    changed = False

    def tree(node: Any) -> Any:
        nonlocal changed
        if not isinstance(node, gast.AST):
            return node
        user = facts.user_calls.get(node)
        made = rebuilt(node, tree)
        if user is None or not isinstance(node.func, gast.Name):
            return made
        if node.func.id not in program.lifted:
            return made
        called = program.lifted_name(user.callee)
        if called == node.func.id:
            return made
        changed = True
        return gast.Call(name(called), made.args, made.keywords)

    def block(inner: core.Block) -> core.Block:
        return tuple(statement(s) for s in inner)

    def statement(s: core.Statement) -> core.Statement:
        inner = core.mapped(s, block)
        fields = {k: tree(v) for k, v in vars(inner).items() if isinstance(v, gast.AST)}
        found: core.Statement = replace(inner, **fields)
        return found

    body = block(facts.tree.body)
    return with_body(facts.tree, body) if changed else None
