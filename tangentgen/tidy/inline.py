"""A name that is read once, in the very next statement, gives way to what it stands for."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.values import ANY
from tangentgen.language import core
from tangentgen.language.resolve import read_names
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import substitute
from tangentgen.tidy.algebra import simplify
from tangentgen.tidy.known import Known

WIDTH = 70


def inlined(block: core.Block, keep: set[str], known: Known = lambda node: ANY) -> core.Block:
    """`t = e; y = f(t)` becomes `y = f(e)` where t occurs nowhere else; `keep` are names that stay."""
    counts: dict[str, int] = {}
    written: dict[str, int] = {}
    for statement in core.walk(block):
        for value in vars(statement).values():
            if isinstance(value, gast.AST):
                for node in gast.walk(value):
                    if isinstance(node, gast.Name):
                        table = counts if isinstance(node.ctx, gast.Load) else written
                        table[node.id] = table.get(node.id, 0) + 1
    return _block(block, keep, counts, written, known)


def _block(
    block: core.Block, keep: set[str], counts: dict[str, int], written: dict[str, int], known: Known
) -> core.Block:
    out: list[core.Statement] = []
    for statement in block:
        if isinstance(statement, core.If):
            statement = replace(
                statement,
                body=_block(statement.body, keep, counts, written, known),
                orelse=_block(statement.orelse, keep, counts, written, known),
            )
        elif isinstance(statement, core.For | core.While):
            statement = replace(
                statement, body=_block(statement.body, keep, counts, written, known)
            )
        if out and _undone(out[-1], statement, counts, written):
            out.pop()
            continue
        if (
            out
            and (merged := _merged(out[-1], statement, keep, counts, written, known)) is not None
        ):
            out[-1] = merged
        else:
            out.append(statement)
    return tuple(out)


def _undone(
    first: core.Statement, second: core.Statement, counts: dict[str, int], written: dict[str, int]
) -> bool:
    """Whether two statements save a name and put it back at once."""
    match first, second:
        case (
            core.Assign(target=gast.Name(id=kept), value=gast.Name(id=one)),
            core.Assign(target=gast.Name(id=two), value=gast.Name(id=back)),
        ):
            return one == two and kept == back and counts.get(kept) == 1 and written.get(kept) == 1
    return False


def _merged(
    first: core.Statement,
    second: core.Statement,
    keep: set[str],
    counts: dict[str, int],
    written: dict[str, int],
    known: Known,
) -> core.Statement | None:
    if not isinstance(first, core.Assign) or not isinstance(first.target, gast.Name):
        return None
    given = first.target.id
    if given in keep or counts.get(given, 0) != 1 or written.get(given, 0) != 1:
        return None
    if not isinstance(second, core.Assign | core.Augment | core.Evaluate):
        return None
    if given not in set(read_names(second.value)) or _under_conditional(second.value, given):
        return None
    value = simplify(substitute(second.value, {given: first.value}), known)
    if len(print_expression(value)) > WIDTH:
        return None
    mark = first.notes.mark or second.notes.mark
    above = (*first.notes.above, *second.notes.above)
    section = first.notes.section or second.notes.section
    notes = replace(
        second.notes,
        section=section,
        mark=mark,
        above=above,
        origin=first.notes.origin or second.notes.origin,
    )
    return replace(second, value=value, notes=notes)


def _under_conditional(tree: gast.expr, wanted: str) -> bool:
    for node in gast.walk(tree):
        if isinstance(node, gast.ListComp | gast.GeneratorExp | gast.Lambda) and wanted in set(
            read_names(node)
        ):
            return True
    return False
