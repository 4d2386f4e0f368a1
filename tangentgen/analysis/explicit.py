"""Calls that Python makes without their being written: operators, properties, `__call__`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.duplicate import with_body
from tangentgen.source.rebuild import rebuilt


def explicit_calls(facts: Analysis) -> core.Function | None:
    """The function with these calls written out; None where there is none."""
    if not facts.explicit and not facts.setters:
        return None
    work = _Explicit(facts)
    body = work.block(facts.tree.body)
    if not work.changed:
        return None
    return with_body(facts.tree, body)


class _Explicit:
    def __init__(self, facts: Analysis) -> None:
        self.facts = facts
        self.changed = False
        self.before: list[core.Statement] = []  # what comes before the statement at hand

    def block(self, block: core.Block) -> core.Block:
        out: list[core.Statement] = []
        for statement in block:
            outer, self.before = self.before, []
            made = self.statement(statement)
            if self.before:
                first = replace(self.before[0], notes=replace(made.notes, trailing=None))
                plain = core.Notes(origin=made.notes.origin)
                out += [first, *(replace(s, notes=plain) for s in self.before[1:])]
                made = replace(made, notes=replace(made.notes, above=()))
            self.before = outer
            out.append(made)
        return tuple(out)

    def statement(self, statement: core.Statement) -> core.Statement:
        setter = self.facts.setters.get(statement)
        if setter is not None:
            self.changed = True
            return self.statement(setter)
        if isinstance(statement, core.Augment):
            whole = self.facts.augmented.get(statement)
            if whole is not None and whole in self.facts.explicit:
                value = self.expression(whole)
                return core.Assign(statement.target, value, notes=statement.notes)
        changes: dict[str, Any] = {}
        for key, value in vars(statement).items():
            if key in core.BLOCKS:
                changes[key] = self.block(value)
            elif isinstance(value, gast.expr):
                changes[key] = self.expression(value)
        return replace(statement, **changes)

    def expression(self, node: Any) -> Any:
        call = self.facts.explicit.get(node)
        if call is not None:
            self.changed = True
            if node in self.facts.named_first:
                self.before += map(self.statement, self.facts.named_first[node])
            return self.expression(call)
        return rebuilt(node, self.expression)
