"""Saves as assignments: to a variable in straight code, to a stack inside a loop."""

from __future__ import annotations

import gast

from tangentgen.derive.names import Names
from tangentgen.language import core
from tangentgen.language.sweep import Restore, Save, Slot
from tangentgen.source.quote import as_target, expression, name


def lowered(names: Names, block: core.Block) -> tuple[core.Block, core.Block]:
    """The statements that make the stacks, and the block with saves as plain statements."""
    given: dict[Slot, str] = {}
    for statement in core.walk(block):
        if isinstance(statement, Save) and statement.slot not in given:
            ending = "_stack" if statement.slot.stacked else "_old"
            given[statement.slot] = names.fresh(statement.slot.name + ending)
    stacks = [given[slot] for slot in given if slot.stacked]
    made = tuple(core.Assign(as_target(name(s)), gast.List([], gast.Load())) for s in stacks)
    return made, _block(block, given)


def _block(block: core.Block, given: dict[Slot, str]) -> core.Block:
    return tuple(_statement(s, given) for s in block)


def _statement(statement: core.Statement, given: dict[Slot, str]) -> core.Statement:
    match statement:
        case Save(slot=slot, value=value):
            if statement.copied:
                value = expression("$x.copy()", x=value)
            if slot.stacked:
                push = expression("$s.append($x)", s=name(given[slot]), x=value)
                return core.Evaluate(push, notes=statement.notes)
            return core.Assign(as_target(name(given[slot])), value, notes=statement.notes)
        case Restore(slot=slot, target=target):
            value = (
                name(given[slot])
                if not slot.stacked
                else expression("$s.pop()", s=name(given[slot]))
            )
            return core.Assign(target, value, notes=statement.notes)
    return core.mapped(statement, lambda block: _block(block, given))  # type: ignore[no-any-return]  # a statement like it
