"""Calls of our own functions, by the names under which these are printed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.known import is_generated
from tangentgen.language import core
from tangentgen.language.aliases import Aliases
from tangentgen.language.duplicate import duplicate
from tangentgen.language.free import occurring
from tangentgen.source.quote import name
from tangentgen.source.rebuild import rebuilt


def named(facts: Analysis, aliases: Aliases) -> core.Function | None:
    """`stop_gradient(x)` for `tangentgen.stop_gradient(x)`; None where nothing changes."""
    work = _Namer(facts, aliases)
    body = work.block(facts.tree.body)
    return replace(facts.tree, body=tuple(map(duplicate, body))) if work.changed else None


class _Namer:
    def __init__(self, facts: Analysis, aliases: Aliases) -> None:
        self.facts, self.aliases = facts, aliases
        self.taken = frozenset(occurring(facts.tree))
        self.changed = False

    def block(self, block: core.Block) -> core.Block:
        return tuple(map(self.statement, block))

    def statement(self, statement: core.Statement) -> core.Statement:
        changes: dict[str, Any] = {}
        for key, value in vars(statement).items():
            if key in core.BLOCKS:
                changes[key] = self.block(value)
            elif isinstance(value, gast.expr):
                changes[key] = self.expression(value)
        return replace(statement, **changes)

    def expression(self, node: Any) -> Any:
        function = self.facts.derivatives.get(node)
        if function is None and isinstance(node, gast.Attribute):
            value = self.facts.values.get(node)
            function = value.constant if value and is_generated(value.constant) else None
        if function is None:
            return rebuilt(node, self.expression)
        self.changed = True
        own = frozenset(n for n in self.taken if n not in self.aliases.functions)
        return name(self.aliases.of_function(function, own))
