"""Sections that are put back and, before anybody reads the array, put back again.

    C[i] = C_old2                becomes    C[i] = C_old
    C[i] = C_old

as where a trip of a loop writes one section twice: only its first value needs saving.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

import gast

from tangentgen.language import core
from tangentgen.language.resolve import bound, target_names
from tangentgen.language.sweep import Own, Restore
from tangentgen.language.walk import all_names, walk
from tangentgen.source.match import key
from tangentgen.tidy.reads import expressions

Place = tuple[str, Hashable]


def overwritten(
    block: core.Block, alone: Callable[[str], bool], is_integer: Callable[[str], bool]
) -> frozenset[core.Statement]:
    """The restores of sections that another statement of the same block writes whole, unread.

    `alone` says whether an array goes by one name only.
    """
    idle, needed = set[core.Statement](), set[core.Statement]()

    def follow(statements: core.Block) -> None:
        waiting: dict[Place, tuple[Restore, set[str]]] = {}
        for s in statements:
            inner = core.blocks(s)
            place = _place(s)
            read = _names(s)
            if place is not None and place[0] not in _inside(s):
                read.discard(place[0])
            for where, (restore, index) in list(waiting.items()):
                if inner or where[0] in read or not index.isdisjoint(_binds(s)):
                    needed.add(restore)
                    del waiting[where]
            if place is not None and place in waiting:
                idle.add(waiting.pop(place)[0])
            if isinstance(s, Restore) and place is not None and alone(place[0]):
                index = {n.id for n in all_names(s.target.slice)}
                if all(map(is_integer, index)):
                    waiting[place] = s, index
            for each in inner:
                follow(each)
        needed.update(restore for restore, _ in waiting.values())

    follow(block)
    return frozenset(idle - needed)


def _place(statement: core.Statement) -> Place | None:
    """The section of an array that a statement writes, without reading it."""
    match statement:
        case (
            core.Assign(target=gast.Subscript(value=gast.Name(id=base), slice=index))
            | Restore(target=gast.Subscript(value=gast.Name(id=base), slice=index))
        ):
            return base, key(index)
    return None


def _names(statement: core.Statement) -> set[str]:
    found = {n.id for tree in expressions(statement) for n in all_names(tree)}
    return found | ({statement.name} if isinstance(statement, Own) else set())


def _inside(statement: core.Statement) -> set[str]:
    """The names in a store but for that of the array."""
    target = getattr(statement, "target", None)
    trees = [tree for tree in expressions(statement) if tree is not target]
    trees.append(target.slice if isinstance(target, gast.Subscript) else gast.Tuple([], None))
    return {n.id for tree in trees for n in walk(tree) if isinstance(n, gast.Name)}


def _binds(statement: core.Statement) -> set[str]:
    target = getattr(statement, "target", None)
    own = set(target_names(target)) if isinstance(target, gast.expr) else set()
    return own | set(bound(statement))
