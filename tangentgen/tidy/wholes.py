"""Several sections of one array that a loop saves, as one copy of the array.

    u_stack.append(u[1:-1].copy())           u_stack.append(u.copy())
    u[1:-1] += e                             u[1:-1] += e
    u_stack2.append(u[0])            becomes u[0] = u[1]
    u[0] = u[1]

and the reverse sweep puts the array back at once, where it does not read what was in between.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned
from tangentgen.language.sweep import Restore, Save, Slot
from tangentgen.language.targets import base_name
from tangentgen.source.quote import as_target, name
from tangentgen.tidy.reads import contents, expressions, reads


def with_wholes(block: core.Block, alone: Callable[[str], bool]) -> core.Block:
    """The block with sections saved together; `alone` says whether an array has no other name."""
    bodies = _bodies(block)
    for number in range(len(bodies)):
        save_body = bodies[number]
        arrays = dict.fromkeys(_base(s) for s in save_body if isinstance(s, Save))
        for array in arrays:
            if array is None or not alone(array) or array in set(assigned(save_body)):
                continue
            saves = [s for s in save_body if isinstance(s, Save) and _base(s) == array]
            if len(saves) > 1 and any(s.copied for s in saves):
                block = _together(block, save_body, saves, array)
                bodies = _bodies(block)
                save_body = bodies[number]
    return block


def _bodies(block: core.Block) -> list[core.Block]:
    return [s.body for s in core.walk(block) if isinstance(s, core.For | core.While)]


def _base(statement: core.Statement) -> str | None:
    if isinstance(statement, Save) and statement.slot.stacked:
        value = statement.value
        return base_name(value) if isinstance(value, gast.Subscript) else None
    return None


def _together(block: core.Block, body: core.Block, saves: list[Save], array: str) -> core.Block:
    slots = {s.slot for s in saves}
    for other in _bodies(block):
        places = [k for k, s in enumerate(other) if isinstance(s, Restore) and s.slot in slots]
        if len(places) != len(slots) or array in set(assigned(other)):
            continue
        between = other[places[0] : places[-1] + 1]
        if any(_reads(s, array) for s in between if not isinstance(s, Restore)):
            continue
        slot = Slot(array, True)
        save = Save(slot, name(array), True, notes=saves[0].notes)
        put = Restore(slot, as_target(name(array)), notes=other[places[0]].notes)
        first = next(k for k, s in enumerate(body) if s is saves[0])
        new_body = _replaced(body, first, save, slots)
        new_other = _replaced(other, places[0], put, slots)
        return _with(block, [(body, new_body), (other, new_other)])
    return block


class _Itself:
    """Memory in which each name stands for itself."""

    def __call__(self, name: str) -> str:
        return name

    def grows(self, name: str) -> bool:
        return False

    ours = alone = grows


def _reads(statement: core.Statement, array: str) -> bool:
    """Whether a statement reads what is in an array, and not only its shape."""
    found = {
        n
        for s in core.walk((statement,))
        for tree in expressions(s)
        for n in reads(tree, _Itself())
    }
    return contents(array) in found


def _replaced(block: core.Block, at: int, by: core.Statement, slots: set[Slot]) -> core.Block:
    out: list[core.Statement] = []
    for position, statement in enumerate(block):
        if position == at:
            out.append(by)
        elif not (isinstance(statement, Save | Restore) and statement.slot in slots):
            out.append(statement)
    return tuple(out)


def _with(block: core.Block, new: list[tuple[core.Block, core.Block]]) -> core.Block:
    """The block with other bodies of loops, which are known by identity."""
    out: list[core.Statement] = []
    for s in block:
        if isinstance(s, core.For | core.While):
            found = next((by for old, by in new if old is s.body), None)
            s = replace(s, body=found if found is not None else _with(s.body, new))
        else:
            s = core.mapped(s, lambda inner: _with(inner, new))
        out.append(s)
    return tuple(out)
