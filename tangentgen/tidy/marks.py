"""A statement that was split up is named once beside what reverses it, not at every part."""

from __future__ import annotations

from dataclasses import replace

from tangentgen.language import core


def said_once(block: core.Block) -> core.Block:
    """The block without marks that repeat the one before.

    >>> origin = core.Origin(3, 4, "x[0], x[1] = x[1], x[0]")
    >>> part = core.Pass(notes=core.Notes(origin=origin, mark=origin.text))
    >>> [s.notes.mark is None for s in said_once((part, core.Pass(), part))]
    [False, True, True]
    """
    last: core.Origin | None = None
    out: list[core.Statement] = []
    for statement in block:
        new = core.mapped(statement, said_once) if core.blocks(statement) else statement
        if new.notes.mark is not None:
            if new.notes.origin == last and last is not None:
                new = replace(new, notes=replace(new.notes, mark=None))
            last = new.notes.origin
        out.append(new)
    return tuple(out)
