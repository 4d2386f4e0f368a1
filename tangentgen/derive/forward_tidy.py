"""Names that only the reverse sweep would ask for again give way to what they stand for."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core


def conditions_in_place(block: core.Block) -> core.Block:
    """`condition = a > b` before `if condition:` goes where nothing else reads the name."""
    reads: dict[str, int] = {}
    for statement in core.walk(block):
        for value in vars(statement).values():
            if isinstance(value, gast.AST):
                for node in gast.walk(value):
                    if isinstance(node, gast.Name) and isinstance(node.ctx, gast.Load):
                        reads[node.id] = reads.get(node.id, 0) + 1
    return _block(block, reads)


def _block(block: core.Block, reads: dict[str, int]) -> core.Block:
    out: list[core.Statement] = []
    for statement in block:
        statement = core.mapped(statement, lambda inner: _block(inner, reads))
        merged = _merged(out[-1], statement, reads) if out else None
        if merged is not None:
            out[-1] = merged
            continue
        out.append(statement)
    return tuple(out)


def _merged(first: core.Statement, second: core.Statement, reads: dict[str, int]) -> core.If | None:
    match first, second:
        case core.Assign(target=gast.Name(id=given)), core.If(test=gast.Name(id=asked)):
            if given == asked and given.startswith("condition") and reads.get(given) == 1:
                above = (*first.notes.above, *second.notes.above)
                trailing = second.notes.trailing or first.notes.trailing
                notes = replace(
                    second.notes, above=above, trailing=trailing, origin=first.notes.origin
                )
                return replace(second, test=first.value, notes=notes)
    return None
