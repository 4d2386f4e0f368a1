"""Expressions one after the other: what the first comes to is kept while the next is made."""

from __future__ import annotations

from typing import Any

import gast

from tangentgen.language import core
from tangentgen.source.quote import as_target, copy, name
from tangentgen.unfold.items import UNKNOWN, Item, Leaf
from tangentgen.unfold.work import Work


def several(work: Work, nodes: list[Any], stems: list[str] | None = None) -> list[Item]:
    """What the expressions come to, in their order.

    They have names where `stems` are given. Where one of them writes statements, what was not
    evaluated before them gets a name there.
    """
    found: list[Item] = []
    for position, node in enumerate(nodes):
        mark = len(work.out)
        with work.held(*found):
            item = work.evaluate(work, node)
            if stems is not None:
                item = work.named(item, stems[position])
        if len(work.out) > mark:
            name_at(work, found, mark)
        found.append(item)
    return found


def name_at(work: Work, items: list[Item], mark: int) -> None:
    """Names for what is still to be evaluated, at a place in front of what was written since."""
    made: list[core.Statement] = []
    for position, item in enumerate(items):
        if isinstance(item, Leaf) and not item.atomic:
            given = work.fresh("part")
            made.append(core.Assign(as_target(name(given)), copy(item.tree)))
            items[position] = Leaf(name(given), item.constant, True, item.array)
    work.out[mark:mark] = made


def placed(work: Work, owner: gast.expr, index: gast.expr) -> tuple[Item, Item]:
    """What a subscript is taken of, and at which place; the parts of a place have no names."""
    if not isinstance(index, gast.Tuple) or any(isinstance(e, gast.Starred) for e in index.elts):
        whole, place = several(work, [owner, index])
        return whole, place
    whole, *parts = several(work, [owner, *index.elts])
    return whole, _tuple(work, parts)


def indexed(work: Work, index: gast.expr) -> Item:
    """A place alone."""
    if not isinstance(index, gast.Tuple) or any(isinstance(e, gast.Starred) for e in index.elts):
        return work.evaluate(work, index)
    return _tuple(work, several(work, list(index.elts)))


def _tuple(work: Work, parts: list[Item]) -> Leaf:
    constants = [p.constant if isinstance(p, Leaf) else UNKNOWN for p in parts]
    known = tuple(constants) if UNKNOWN not in constants else UNKNOWN
    atomic = all(isinstance(p, Leaf) and p.atomic for p in parts)
    return Leaf(gast.Tuple([work.tree(p) for p in parts], gast.Load()), known, atomic)
