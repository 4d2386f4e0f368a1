"""Sections that are put back and, before anybody reads the array, put back again.

    C[i] = C_old2                becomes    C[i] = C_old
    C[i] = C_old

as where a trip of a loop writes one section twice: only its first value needs saving.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

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
    """The restores of sections that another statement writes whole before anybody reads them: of
    the same block, or behind the loops and the branches that they stand in.

    `alone` says whether an array goes by one name only.
    """
    work = _Overwriting(alone, is_integer)
    work.needed.update(w.restore for w in work.follow(block))
    return frozenset(work.idle - work.needed)


@dataclass(frozen=True)
class _Waiting:
    """A restore after which nobody has read the array yet."""

    restore: Restore
    place: Place
    index: frozenset[str]  # the names in its subscript


@dataclass
class _Overwriting:
    alone: Callable[[str], bool]
    is_integer: Callable[[str], bool]
    idle: set[core.Statement] = field(default_factory=set)
    needed: set[core.Statement] = field(default_factory=set)

    def follow(self, block: core.Block) -> list[_Waiting]:
        """What waits still at the end of a block."""
        waiting: list[_Waiting] = []
        for s in block:
            waiting += [w for each in core.blocks(s) for w in self.follow(each)]
            gone = _ended(s, waiting)
            self.needed.update(w.restore for w in gone)
            waiting = [w for w in waiting if w not in gone]
            place = _place(s)
            if place is not None:
                self.idle.update(w.restore for w in waiting if w.place == place)
                waiting = [w for w in waiting if w.place != place]
            if isinstance(s, Restore) and place is not None and self.alone(place[0]):
                index = frozenset(n.id for n in all_names(s.target.slice))
                if all(map(self.is_integer, index)):
                    waiting.append(_Waiting(s, place, index))
        return waiting


def _ended(statement: core.Statement, waiting: list[_Waiting]) -> list[_Waiting]:
    """Those that a statement reads, or behind which it leaves another meaning to their index."""
    if not waiting:
        return []
    if isinstance(statement, core.Try | core.With) or _jumps(statement):
        return waiting
    read, binds = _read(statement), _bound_in(statement)
    return [w for w in waiting if w.place[0] in read or not w.index.isdisjoint(binds)]


def _jumps(statement: core.Statement) -> bool:
    """Whether control may leave a statement, or a block in it, at another place than its end."""
    jumps = core.Break | core.Continue | core.Return | core.Raise
    return any(isinstance(s, jumps) for s in core.walk((statement,)))


def _read(statement: core.Statement) -> set[str]:
    """The names that a statement reads, in its blocks too: not those of arrays it only writes."""
    found = set[str]()
    for s in core.walk((statement,)):
        own, place = _names(s), _place(s)
        if place is not None and place[0] not in _inside(s):
            own.discard(place[0])
        found |= own
    return found


def _bound_in(statement: core.Statement) -> set[str]:
    return {n for s in core.walk((statement,)) for n in _binds(s)}


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
