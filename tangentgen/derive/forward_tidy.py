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
        if isinstance(statement, core.If):
            body, orelse = _block(statement.body, reads), _block(statement.orelse, reads)
            statement = replace(statement, body=body, orelse=orelse)
            if out and (merged := _merged(out[-1], statement, reads)) is not None:
                out[-1] = merged
                continue
        elif isinstance(statement, core.For | core.While):
            statement = replace(statement, body=_block(statement.body, reads))
        out.append(statement)
    return tuple(out)


def _merged(first: core.Statement, second: core.If, reads: dict[str, int]) -> core.If | None:
    match first, second.test:
        case core.Assign(target=gast.Name(id=given)), gast.Name(id=asked):
            if given == asked and given.startswith("condition") and reads.get(given) == 1:
                above = (*first.notes.above, *second.notes.above)
                trailing = second.notes.trailing or first.notes.trailing
                notes = replace(
                    second.notes, above=above, trailing=trailing, origin=first.notes.origin
                )
                return replace(second, test=first.value, notes=notes)
    return None
