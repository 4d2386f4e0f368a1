"""What is written and put back at once, before anybody reads it.

    u_old = u[1:-1].copy()
    u[1:-1] += e                 becomes nothing
    u[1:-1] = u_old

as at the last step of a loop that is run again for its reverse.
"""

from __future__ import annotations

from collections.abc import Callable

import gast

from tangentgen.language import core
from tangentgen.language.resolve import bound, read_names
from tangentgen.language.sweep import Restore, Save
from tangentgen.language.targets import base_name
from tangentgen.source.match import same
from tangentgen.tidy.reads import Memory, contents, expressions, reads


def without_undone(
    block: core.Block, memory: Memory, pure: Callable[[gast.expr], bool]
) -> core.Block:
    """The block without such writes, their saves and what puts them back."""
    out = [core.mapped(s, lambda inner: without_undone(inner, memory, pure)) for s in block]
    at = 0
    while at < len(out):
        first = out[at]
        if isinstance(first, Save):
            places = (k for k, s in enumerate(out) if isinstance(s, Restore))
            end = next((k for k in places if k > at and out[k].slot is first.slot), None)
            left = _left(first, out[at + 1 : end], memory, pure) if end is not None else None
            if left is not None:
                assert end is not None
                out[at : end + 1] = left
                continue
        at += 1
    return tuple(out)


def _left(
    save: Save, between: list[core.Statement], memory: Memory, pure: Callable[[gast.expr], bool]
) -> list[core.Statement] | None:
    """What stays of the statements between; None where somebody sees what was written."""
    base = base_name(save.value)
    where = memory(base) if base is not None else None
    if where is None or (isinstance(save.value, gast.Name) and not save.copied):
        return None  # the name gets its array back, with what has been added to it
    fixed = set(read_names(save.value))
    left: list[core.Statement] = []
    is_written = False
    for statement in between:
        if _writes(statement, save.value, pure):
            is_written = True
            continue
        if not fixed.isdisjoint(bound(statement)):
            return None
        is_seen = is_written or not _only_names(statement, pure)
        if is_seen and _reaches(statement, where, memory):
            return None
        left.append(statement)
    return left if is_written else None


def _reaches(statement: core.Statement, where: str, memory: Memory) -> bool:
    """Whether a statement reads or writes the memory."""
    for inner in core.walk((statement,)):
        if isinstance(inner, core.Augment) and memory(base_name(inner.target) or "") == where:
            return True
        if any(contents(where) in reads(tree, memory) for tree in expressions(inner)):
            return True
    return False


def _writes(statement: core.Statement, place: gast.expr, pure: Callable[[gast.expr], bool]) -> bool:
    """Whether a statement does nothing but write the place."""
    match statement:
        case core.Assign(target=gast.Subscript() as target, value=value):
            return same(target, place) and pure(value)
        case core.Augment(target=gast.Subscript() | gast.Name() as target, value=value):
            return same(target, place) and pure(value)
    return False


def _only_names(statement: core.Statement, pure: Callable[[gast.expr], bool]) -> bool:
    """Whether a statement does nothing but give a name to a value."""
    match statement:
        case core.Assign(target=gast.Name(), value=value):
            return pure(value)
    return isinstance(statement, Save)
