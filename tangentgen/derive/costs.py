"""What a pair of sweeps costs, as a whole and loop by loop of the primal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set

import gast

from tangentgen.language import core
from tangentgen.language.remembered import remembered
from tangentgen.language.sweep import Restore, Save, Slot
from tangentgen.language.targets import base_name
from tangentgen.language.walk import walk
from tangentgen.tidy.reads import expressions


def cost(block: core.Block) -> float:
    """Lines, with pushes counted for the lines they take, and heavy work wherever it is done."""
    total = 0.0
    for s in core.walk(block):
        if isinstance(s, Save):
            total += 2 * s.slot.stacked + s.copied
            if isinstance(s.value, gast.Tuple):  # of several values; see packed.py
                total += 1.5 * len(s.value.elts)
        total += not _is_read_by_name(s)
        for tree in expressions(s):
            total += sum(3 if isinstance(n, gast.MatMult) else 1 for n in _heavy(tree))
        if isinstance(s, core.For | core.While):
            total += WHOLE_FOR_ROW * sum(_for_a_row(save, s.body) for save in s.body)
    return total


WHOLE_FOR_ROW = 8  # a whole array is kept in each trip of a loop that writes an item or a row


def _for_a_row(save: core.Statement, body: core.Block) -> bool:
    """Whether a whole array is copied, of which a trip of the loop writes few items."""
    match save:
        case Save(copied=True, value=gast.Name(id=array), slot=Slot(stacked=True)):
            pass
        case _:
            return False
    stores = [s for s in core.walk(body) if base_name(getattr(s, "target", None)) == array]
    within = {
        inner
        for s in core.walk(body)
        if isinstance(s, core.For | core.While)
        for inner in core.walk(s.body)
    }
    return bool(stores) and all(s not in within and _writes_row(s) for s in stores)


def _writes_row(store: core.Statement) -> bool:
    target = getattr(store, "target", None)
    index = target.slice if isinstance(target, gast.Subscript) else None
    parts = index.elts if isinstance(index, gast.Tuple) else [index]
    return any(isinstance(part, gast.Name | gast.Constant | gast.BinOp) for part in parts)


@remembered
def _heavy(tree: gast.AST) -> tuple[gast.AST, ...]:
    return tuple([node for node in walk(tree) if heavy(node)])


def _is_read_by_name(statement: core.Statement) -> bool:
    """Whether an older value is kept or put back in a line that goes (tidy/put_back.py)."""
    match statement:
        case Save(slot=slot, copied=False, value=gast.Name()):
            return not slot.stacked
        case Restore(slot=slot, target=gast.Name()):
            return not slot.stacked
    return False


def heavy(node: gast.AST) -> bool:
    """Work that is not to be done twice without a good reason."""
    if isinstance(node, gast.MatMult):
        return True
    return isinstance(node, gast.Call) and not (
        isinstance(node.func, gast.Name) and node.func.id in ("len", "range", "reversed")
    )


Parts = Mapping[core.Origin, int]
"""The number of the part of the primal that a statement belongs to."""


def parts_of(loops: Sequence[core.Statement]) -> dict[core.Origin, int]:
    """The statements inside some loops, of which none is inside another."""
    return {
        s.notes.origin: number
        for number, loop in enumerate(loops)
        for s in core.walk((loop,))
        if s.notes.origin is not None
    }


def part_at(parts: Parts, statement: core.Statement) -> int:
    """The part that a statement belongs to; -1 where it belongs to none."""
    origin = statement.notes.origin
    return -1 if origin is None else parts.get(origin, -1)


def costs(
    block: core.Block, parts: Parts, of: Callable[[core.Block], float] = cost
) -> dict[int, float]:
    """The cost of what belongs to each part, in both sweeps; or another measure of it."""
    found: dict[int, float] = {}

    def follow(statements: core.Block) -> None:
        for s in statements:
            inside = {part_at(parts, i) for i in core.walk((s,)) if i.notes.origin is not None}
            if len(inside) == 1 and -1 not in inside:
                (part,) = inside
                found[part] = found.get(part, 0) + of((s,))
            elif len(inside) > 1:
                for inner in core.blocks(s):
                    follow(inner)

    follow(block)
    return found


def saves(block: core.Block) -> int:
    """How many statements push to a stack."""
    return sum(1 for s in core.walk(block) if isinstance(s, Save) and s.slot.stacked)


def saved_beside(block: core.Block, own: Set[Slot]) -> tuple[int, int]:
    """How much is saved beside the `own` saves of some exchanges, by loops, and all that is.

    What is exchanged back has to be there, and all that was written to it since be undone.
    """

    def weigh(block: core.Block, each: int) -> Iterator[tuple[Slot, int]]:
        for s in block:
            if isinstance(s, Save):
                yield s.slot, each
            deeper = 4 * each if isinstance(s, core.For | core.While) else each
            for inner in core.blocks(s):
                yield from weigh(inner, deeper)

    weights = list(weigh(block, 1))
    return sum(w for slot, w in weights if slot not in own), sum(w for _, w in weights)
